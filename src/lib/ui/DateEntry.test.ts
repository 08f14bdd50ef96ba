import { describe, expect, it } from 'vitest';
import { DateEntry } from './DateEntry.svelte.ts';

const REIWA = { id: 'reiwa', name: '令和', from: '2019-05-01' };

/** A field whose owner keeps what it is told. */
const aField = (start?: string) => {
  const field = { value: start, entry: undefined as unknown as DateEntry };
  field.entry = new DateEntry(
    () => field.value,
    (next) => {
      field.value = next;
    },
  );
  return field;
};

const typed = (year: string, month: string, day: string) => {
  const field = aField();
  field.entry.type('year', year);
  field.entry.type('month', month);
  field.entry.type('day', day);
  return field;
};

describe('a date being typed', () => {
  it('has a value once all three texts make a day', () => {
    const field = typed('2026', '8', '9');
    expect(field.value).toBe('2026-08-09');
    field.entry.type('day', '');
    expect(field.value).toBeUndefined();
    expect(field.entry.texts).toEqual({ year: '2026', month: '8', day: '' });
  });

  it('shows a stored date and one changed from outside', () => {
    const field = aField('2026-08-09');
    expect(field.entry.texts).toEqual({ year: '2026', month: '8', day: '9' });
    field.value = '2026-12-01';
    expect(field.entry.texts).toEqual({ year: '2026', month: '12', day: '1' });
  });

  it('turns the year when it is counted another way, and keeps the day', () => {
    const field = aField('2026-08-09');
    field.entry.countBy(REIWA);
    expect(field.entry.texts.year).toBe('8');
    expect(field.value).toBe('2026-08-09');
    field.entry.countBy(undefined);
    expect(field.entry.texts.year).toBe('2026');
  });

  it('takes 元 for the first year of an era and leaves it standing', () => {
    const field = aField();
    field.entry.countBy(REIWA);
    field.entry.type('year', '元');
    field.entry.commit('year');
    field.entry.type('month', '５');
    field.entry.commit('month');
    field.entry.type('day', '1');
    expect(field.value).toBe('2019-05-01');
    expect(field.entry.texts).toEqual({ year: '元', month: '5', day: '1' });
  });

  it.each([
    ['2026', '2', '30', 'no-such-day'],
    ['2026', '2', '', 'incomplete'],
    ['', '', '', undefined],
    ['2026', '2', '28', undefined],
  ])('says of %j %j %j, once left: %s', (year, month, day, defect) => {
    const field = typed(year, month, day);
    expect(field.entry.defect).toBeUndefined();
    field.entry.leave();
    expect(field.entry.defect).toBe(defect);
  });
});
