import { describe, expect, it } from 'vitest';
import type { EarlierSize } from './earlier-size.ts';
import { day } from './testing/entered-facts.ts';
import { nextVisitNumber, thisPregnancy } from './this-pregnancy.ts';

const DUE = day('2027-03-01');
const TODAY = day('2026-11-21');

const visit = (on: string, of: Omit<Partial<EarlierSize>, 'on'> = {}): EarlierSize => ({
  on: day(on),
  program: 'prenatal',
  size: {},
  ...of,
});

describe('what earlier visits told of a pregnancy', () => {
  it('[PG5] is what the newest visit of this pregnancy told, with its day', () => {
    const earlier = [
      visit('2025-10-01', { pregnancy: { weightBeforeKg: 60, multiple: true } }),
      visit('2026-08-01', { size: { heightCm: 158 }, pregnancy: { weightBeforeKg: 52, multiple: true } }),
      visit('2026-09-01', { pregnancy: { multiple: false } }),
      visit('2026-11-21', { pregnancy: { weightBeforeKg: 99 } }),
    ];
    expect(thisPregnancy(earlier, DUE, TODAY)).toMatchObject({
      visits: ['2026-08-01', '2026-09-01'],
      weightBeforeKg: { value: 52, on: '2026-08-01' },
      heightCm: { value: 158, on: '2026-08-01' },
      multiple: { value: false, on: '2026-09-01' },
    });
  });

  it('[PG5] holds nothing of a pregnancy that ended this year', () => {
    const earlier = [visit('2026-04-01', { pregnancy: { weightBeforeKg: 60 } })];
    expect(thisPregnancy(earlier, DUE, TODAY).weightBeforeKg).toBeUndefined();
    expect(thisPregnancy(earlier, undefined, TODAY).weightBeforeKg?.value).toBe(60);
  });

  it('has the due date an earlier visit wrote down, where none is told today', () => {
    const earlier = [visit('2026-08-01', { pregnancy: { due: day('2027-03-05') } })];
    expect(thisPregnancy(earlier, undefined, TODAY).due).toBe('2027-03-05');
    expect(thisPregnancy(earlier, DUE, TODAY).due).toBe(DUE);
  });

  it('leaves out what was measured at other visits', () => {
    const earlier = [visit('2026-08-01', { program: 'postnatal-care', size: { heightCm: 158 } })];
    expect(thisPregnancy(earlier, DUE, TODAY)).toMatchObject({ visits: [], heightCm: undefined });
  });
});

describe('the number of a visit', () => {
  const numberAfter = (...numbers: readonly (number | undefined)[]) =>
    nextVisitNumber(
      thisPregnancy(
        numbers.map((visitNumber, at) =>
          visit(`2026-08-${String(at + 10)}`, {
            pregnancy: visitNumber === undefined ? {} : { visitNumber },
          }),
        ),
        DUE,
        TODAY,
      ),
    );

  it.each([
    [[], undefined],
    [[1], 2],
    [[4, 5], 6],
    [[4, undefined], 6],
    [[undefined, undefined], 3],
  ])('after %j is %s', (numbers, next) => {
    expect(numberAfter(...numbers)).toBe(next);
  });
});
