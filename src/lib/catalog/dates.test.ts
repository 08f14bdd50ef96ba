import { describe, expect, it } from 'vitest';
import { PROGRAMS } from '../domain/program.ts';
import { compileForm } from '../forms/compile.ts';
import { PROGRAM_TABLE } from './programs.ts';
import { questionnaireOf } from './questionnaire-of.ts';

/** Dates that may lie before and after the day they are written down. */
const EITHER_WAY: readonly string[] = [
  // Pregnancies go on beyond it, and the record is written in week 41 as well.
  'prenatal-measurement due-date',
  // 退所日 of a stay that goes on.
  'postnatal-care-care care-end-date',
  // A lot that is too old is asked back by the check of vaccinations.
  ...[1, 2, 3, 4, 5].map((dose) => `vaccination-vaccination lot-expiry-${dose}`),
];

const DATES = (
  await Promise.all(
    PROGRAMS.flatMap((program) =>
      PROGRAM_TABLE[program].sections.map(async ({ section }) => {
        const { form } = compileForm(await questionnaireOf(program, section));
        return (form?.items ?? [])
          .filter(({ type }) => type === 'date')
          .map((item) => ({ section, name: `${program}-${section} ${item.linkId}`, item }));
      }),
    ),
  )
).flat();

const boundsOf = ({ item }: (typeof DATES)[number]): string =>
  item.dayBounds.map(({ against, severity }) => `${against}${severity === 'warning' ? '?' : ''}`).join(' ');

describe('the dates that built-in forms ask for', () => {
  it('each have a bound by today, but those that may lie on either side of it', () => {
    const free = DATES.filter((each) => !/(after|before)-today/.test(boundsOf(each))).map(({ name }) => name);
    expect(free.toSorted()).toEqual(EITHER_WAY.toSorted());
  });

  it('refuse a guardian only what cannot be: an event of the child’s life after today or before birth', () => {
    const guardians = DATES.filter(({ section }) => section === 'questionnaire');
    const planned = guardians.filter(({ name }) => name.endsWith(' due-date'));
    expect(planned.map(boundsOf)).toEqual(['before-today?']);
    const events = guardians.filter((each) => !planned.includes(each));
    expect(events.length).toBeGreaterThanOrEqual(8);
    for (const event of events)
      expect([event.name, boundsOf(event)]).toEqual([event.name, 'before-birth after-today']);
  });

  it('never refuse staff a date, for the clock of a tablet may be wrong', () => {
    const refusing = DATES.filter(({ section }) => section !== 'questionnaire').filter(({ item }) =>
      item.dayBounds.some(({ severity }) => severity === 'error'),
    );
    expect(refusing.map(({ name }) => name)).toEqual([]);
  });

  it('leave a guardian who does not know the day a way to say so', () => {
    const bound = DATES.filter(({ section }) => section === 'questionnaire').filter(
      ({ item }) => item.absentReasons.length === 0,
    );
    expect(bound.map(({ name }) => name)).toEqual([]);
  });
});
