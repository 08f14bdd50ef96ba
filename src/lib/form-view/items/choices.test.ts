import { describe, expect, it } from 'vitest';
import { compileForm } from '../../forms/compile.ts';
import type { FormItem } from '../../forms/form.ts';
import { textIn } from '../../forms/text.ts';
import { OWN_EXTENSION } from '../../forms/extensions.ts';
import { loadedGuardianMessages } from '../../i18n/guardian-messages.ts';
import { answersOf, choicesOf, chosenOf } from './choices.ts';

const words = loadedGuardianMessages('ja').form;
const style = { words, text: (text: FormItem['text']) => textIn(text, 'ja'), absent: true, attention: true };
const absent = { url: OWN_EXTENSION.absentReasons, valueCode: 'asked-unknown' };

const item = (json: Record<string, unknown>): FormItem => {
  const { form } = compileForm({
    resourceType: 'Questionnaire',
    url: 'https://hagukumi.dev/fhir/Questionnaire/one',
    version: '1',
    status: 'draft',
    item: [{ linkId: 'q', text: '質問', ...json }],
  });
  return form!.items[0]!;
};

const feeding = item({
  type: 'choice',
  repeats: true,
  extension: [absent],
  answerOption: [
    { valueCoding: { code: 'breast', display: '母乳' } },
    {
      valueCoding: { code: 'none', display: 'なし' },
      extension: [{ url: OWN_EXTENSION.concern, valueBoolean: true }],
    },
  ],
});

describe('choices', () => {
  it('offers the options and then the ways of not answering, quiet and alone', () => {
    expect(choicesOf(feeding, style)).toEqual([
      { value: '0', label: '母乳', exclusive: false, attention: false },
      { value: '1', label: 'なし', exclusive: false, attention: true },
      { value: 'asked-unknown', label: 'わからない', exclusive: true, quiet: true },
    ]);
  });

  it('does not tell a guardian which answer is a reason to look', () => {
    const shown = choicesOf(feeding, { ...style, attention: false });
    expect(shown.some(({ attention }) => attention === true)).toBe(false);
  });

  it('offers はい and いいえ for a boolean, with the concern on the stated side', () => {
    const smile = item({
      type: 'boolean',
      extension: [{ url: OWN_EXTENSION.concernWhen, valueBoolean: false }],
    });
    expect(choicesOf(smile, style)).toEqual([
      { value: '0', label: 'はい', attention: false },
      { value: '1', label: 'いいえ', attention: true },
    ]);
    expect(answersOf(smile, ['1'])).toEqual([{ type: 'boolean', value: false }]);
  });

  it('gives back the values that were chosen', () => {
    for (const chosen of [[], ['0'], ['0', '1'], ['asked-unknown']]) {
      expect(chosenOf(feeding, answersOf(feeding, chosen))).toEqual(chosen);
    }
  });

  it('shows nothing as chosen for an answer the item does not offer', () => {
    expect(chosenOf(feeding, [{ type: 'coding', value: { code: 'tea' } }])).toEqual([]);
    expect(answersOf(feeding, ['7'])).toEqual([]);
  });
});
