import { describe, expect, it } from 'vitest';
import { ITEM_CONTROL_SYSTEM, OWN_EXTENSION, STANDARD_EXTENSION } from '../extensions.ts';
import { problemsOfItems } from '../testing/problems.ts';
import { anItem, aQuestionnaire, extension, translation } from '../testing/questionnaire.ts';
import { compiled } from '../testing/scenario.ts';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same with an id on every element that may have one: legal, and not how nearly all is written. */
const withIds = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withIds);
  if (!isObject(value)) return value;
  const parts = Object.entries(value).map(([key, part]) => [key, withIds(part)] as const);
  return { id: 'x', ...Object.fromEntries(parts) };
};

const draft = {
  url: STANDARD_EXTENSION.translation,
  extension: [
    { url: 'lang', valueCode: 'ne' },
    { url: 'content', valueString: 'छैन' },
    { url: OWN_EXTENSION.translationStatus, valueCode: 'draft' },
  ],
};

const option = (code: string, display: string, more: Json = {}, coding: Json = {}): Json => ({
  valueCoding: { system: 's', code, display, ...coding },
  ...more,
});

const control = {
  url: STANDARD_EXTENSION.itemControl,
  valueCodeableConcept: { coding: [{ system: ITEM_CONTROL_SYSTEM, code: 'radio-button' }] },
};

const FINDING = {
  text: '皮膚',
  _text: { extension: [translation('en', 'Skin'), draft] },
  extension: [control],
  answerOption: [
    option('none', 'なし', {
      extension: [extension(STANDARD_EXTENSION.optionExclusive, { valueBoolean: true })],
    }),
    option(
      'present',
      'あり',
      { extension: [extension(OWN_EXTENSION.concern, { valueBoolean: true })] },
      { _display: { extension: [translation('en', 'Finding'), draft] } },
    ),
  ],
};

describe('what is written as nearly all of a form is', () => {
  it('gives the same as what is read element by element', () => {
    const [plain, other] = [FINDING, withIds(FINDING) as Json].map((finding) =>
      compiled(aQuestionnaire([anItem('choice', 'a', finding)])),
    );
    const look = (form = plain) => {
      const [item] = form?.items ?? [];
      return {
        languages: form?.languages,
        unreviewed: form?.unreviewed,
        text: item?.text,
        control: item?.control,
        options: [...(item?.optionByKey ?? [])],
      };
    };
    expect(look()).toEqual(look(other));
    expect(look()).toMatchObject({
      languages: ['ja', 'en', 'ne'],
      text: { ja: '皮膚', en: 'Skin', ne: 'छैन' },
      control: 'radio-button',
      options: [
        [expect.anything(), { exclusive: true, concern: false, text: { ja: 'なし' } }],
        [expect.anything(), { exclusive: false, concern: true, text: { ja: 'あり', en: 'Finding' } }],
      ],
    });
  });

  it.each<[string, Json, string]>([
    ['an element of an option', option('x', 'え', { junk: 1 }), 'junk'],
    ['an element of its coding', option('x', 'え', {}, { junk: 1 }), 'valueCoding.junk'],
    [
      'an element of its words',
      option('x', 'え', {}, { _display: { extension: [], junk: 1 } }),
      'valueCoding._display',
    ],
    [
      'a flag that is none',
      option('x', 'え', { extension: [extension(OWN_EXTENSION.concern, { valueBoolean: 'yes' })] }),
      'extension[0].valueBoolean',
    ],
    [
      'a flag that is there twice',
      option('x', 'え', {
        extension: [true, false].map((valueBoolean) => extension(OWN_EXTENSION.concern, { valueBoolean })),
      }),
      'extension[1]',
    ],
  ])('reports %s that nobody knows, where it stands', (_what, listed, path) => {
    const problems = problemsOfItems(anItem('choice', 'a', { answerOption: [option('a', 'あ'), listed] }));
    expect(problems.map((problem) => problem.split(' ').at(-1))).toEqual([`item[0].answerOption[1].${path}`]);
  });

  it('tells of entries that are no options, and of there being none', () => {
    expect(problemsOfItems(anItem('choice', 'a', { answerOption: ['x'] }))).toEqual([
      'error value-invalid item[0].answerOption[0]',
      'error options-missing item[0].answerOption',
    ]);
  });
});
