import { describe, expect, it } from 'vitest';
import { builtInForm } from '../catalog/testing/built-in-form.ts';
import type { Answer, Answers } from '../forms/answer-types.ts';
import { summaryOf } from './summary.ts';

const examination = await builtInForm('infant-3-4m', 'examination');
const measurement = await builtInForm('infant-3-4m', 'measurement');

const choice = (linkId: string, code: string): [string, readonly Answer[]] => {
  const option = examination.byLinkId
    .get(linkId)
    ?.options.find(({ answer }) => answer.type === 'coding' && answer.value.code === code);
  if (option === undefined) throw new Error(`${linkId} has no ${code}`);
  return [linkId, [option.answer]];
};
const grams = (value: number): Answers =>
  new Map([['weight', [{ type: 'quantity', value, unit: 'g', code: 'g' }]]]);

const entriesOf = (...args: Parameters<typeof summaryOf>) =>
  summaryOf(...args).groups.flatMap(({ entries }) => entries);

describe('the summary of a section', () => {
  const answers: Answers = new Map([
    choice('judgement', 'no-abnormality'),
    choice('finding-skin', 'present'),
    choice('finding-growth', 'none'),
    ['finding-skin-detail', [{ type: 'string', value: '左ほおに湿疹' }]],
  ]);

  it('lists answers in the order of the form, by its groups, in the language asked for', () => {
    const { groups } = summaryOf(examination, answers, 'ja');
    expect(groups.map(({ title }) => title)).toEqual(['診察所見', '判定']);
    expect(groups[0]?.entries.map(({ label, text }) => [label, text])).toEqual([
      ['身体的発育状況', '所見なし'],
      ['皮膚', '所見あり'],
      ['皮膚の所見', '左ほおに湿疹'],
    ]);
    expect(summaryOf(examination, answers, 'en').groups[1]?.entries[0]?.text).toBe('No abnormality');
  });

  it('speaks one language: names that are there in Japanese only give way to the text, units are translated', () => {
    const [, skin, detail] = summaryOf(examination, answers, 'en').groups[0]?.entries ?? [];
    expect(skin?.label).not.toMatch(/[ぁ-ん一-龠]/);
    expect(detail).toMatchObject({ text: '左ほおに湿疹', isWritten: true });
    const months: Answers = new Map([['age-months', [{ type: 'integer', value: 3 }]]]);
    const [age] = entriesOf(measurement, months, 'en');
    expect(age).toMatchObject({ text: '3 months', isWritten: false });
    expect(entriesOf(measurement, months, 'ja')[0]?.text).toBe('3 か月');
  });

  it('tells concerns, usual answers and the rest apart', () => {
    const kinds = new Map(entriesOf(examination, answers, 'ja').map(({ linkId, kind }) => [linkId, kind]));
    expect(kinds.get('finding-skin')).toBe('concern');
    expect(kinds.get('finding-growth')).toBe('usual');
    expect(kinds.get('judgement')).toBe('plain');
  });

  it('leaves out answers to what is not asked', () => {
    const hidden: Answers = new Map([
      choice('finding-skin', 'none'),
      ['finding-skin-detail', [{ type: 'string', value: 'x' }]],
    ]);
    expect(entriesOf(examination, hidden, 'ja').map(({ linkId }) => linkId)).toEqual(['finding-skin']);
  });

  it('counts what is missing and what may be a slip', () => {
    expect(summaryOf(measurement, grams(620), 'ja')).toMatchObject({ missing: 2, warnings: 1 });
    expect(summaryOf(measurement, grams(6200), 'ja')).toMatchObject({ missing: 2, warnings: 0 });
  });

  it('marks what the tablet had put in by itself, until somebody changes it', () => {
    const known: Answers = new Map([['fiscal-year', [{ type: 'integer', value: 2026 }]]]);
    const kind = (year: number) =>
      entriesOf(measurement, new Map([['fiscal-year', [{ type: 'integer', value: year }]]]), 'ja', {
        known,
      })[0]?.kind;
    expect([kind(2026), kind(2025)]).toEqual(['known', 'plain']);
  });

  it('shows what a correction changes, adds and takes away, and nothing beside what stays', () => {
    const was = (now: Answers, before: Answers) => entriesOf(measurement, now, 'ja', { before })[0];
    expect(was(grams(6250), grams(6200))).toMatchObject({ text: '6250 g', was: '6200 g' });
    expect(was(grams(6200), new Map())).toMatchObject({ text: '6200 g', was: '' });
    expect(was(new Map(), grams(6200))).toMatchObject({ text: '', was: '6200 g' });
    expect(was(grams(6200), grams(6200))?.was).toBeUndefined();
  });
});
