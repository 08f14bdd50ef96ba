import { describe, expect, it } from 'vitest';
import { compileForm } from '../../forms/compile.ts';
import type { FormOption } from '../../forms/form.ts';
import { textIn } from '../../forms/text.ts';
import { OWN_EXTENSION } from '../../forms/extensions.ts';
import { loadedGuardianMessages } from '../../i18n/guardian-messages.ts';
import { answersOf, choicesOf, chosenOf, typedAnswers, type Offer } from './choices.ts';

const words = loadedGuardianMessages('ja').form;
const label = ({ text }: FormOption): string => textIn(text, 'ja');
const style = { words, label, absent: true, attention: true };
const absent = { url: OWN_EXTENSION.absentReasons, valueCode: 'asked-unknown' };

const item = (json: Record<string, unknown>): Offer => {
  const { form } = compileForm({
    resourceType: 'Questionnaire',
    url: 'https://hagukumi.dev/fhir/Questionnaire/one',
    version: '1',
    status: 'draft',
    item: [{ linkId: 'q', text: '質問', ...json }],
  });
  const [only] = form!.items;
  return { item: only!, options: only!.options };
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

  it('offers the options of now, where an expression has changed them', () => {
    const fewer: Offer = { ...feeding, options: feeding.options.slice(1) };
    expect(choicesOf(fewer, style).map((choice) => choice.label)).toEqual(['なし', 'わからない']);
    expect(answersOf(fewer, ['0'])).toEqual([feeding.options[1]!.answer]);
  });

  it('draws an option that has form, and names it plainly', () => {
    const drawn = { text: '母乳', draw: (() => undefined) as never };
    const [first] = choicesOf(feeding, { ...style, label: () => drawn });
    expect(first).toMatchObject({ label: '母乳', drawn });
  });

  it('tells own words from options', () => {
    const options = [
      ...feeding.options,
      { ...feeding.options[0]!, answer: { type: 'string', value: '水' } as const },
    ];
    const answers = [
      feeding.options[0]!.answer,
      { type: 'string', value: '水' } as const,
      { type: 'string', value: '豆乳' } as const,
    ];
    expect(typedAnswers({ ...feeding, options }, answers)).toEqual(['豆乳']);
  });
});
