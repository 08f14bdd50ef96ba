import { describe, expect, it } from 'vitest';
import { answerText } from './answer.ts';
import { OWN_EXTENSION, STANDARD_EXTENSION } from './extensions.ts';
import { problemsOfItems } from './testing/problems.ts';
import {
  aChoice,
  aGroup,
  anItem,
  anOption,
  aQuestionnaire,
  aWeight,
  extension,
  translation,
} from './testing/questionnaire.ts';
import { compiled, Scenario, scenarioOf } from './testing/scenario.ts';
import { theItem } from './testing/the-item.ts';

const { absentReasons, concern, concernRule, concernWhen, hint, illustration, normalAnswer } = OWN_EXTENSION;
const { readAloud, ruby, softMax, softMin, translationStatus } = OWN_EXTENSION;

const rule = (operator: string, answer: object) => ({
  url: concernRule,
  extension: [
    { url: 'operator', valueCode: operator },
    { url: 'answer', ...answer },
  ],
});

describe('concerns', () => {
  it('[FN1] an option, a value of a boolean and a rule are reasons to look', () => {
    const scenario = scenarioOf(
      aChoice('home', [], {
        answerOption: [anOption('bad', extension(concern, { valueBoolean: true })), anOption('good')],
      }),
      anItem('boolean', 'smiles', { extension: [extension(concernWhen, { valueBoolean: false })] }),
      aWeight('weight', {
        extension: [
          rule('<', { valueQuantity: { value: 2500, system: 'http://unitsofmeasure.org', code: 'g' } }),
        ],
      }),
      anItem('integer', 'score', {
        extension: [rule('>=', { valueInteger: 9 }), rule('=', { valueInteger: 0 })],
      }),
    );
    scenario.answer('home', 'bad').answer('smiles', false).answer('weight', 2499).answer('score', 9);
    scenario.expectConcerns('home', 'smiles', 'weight', 'score');
    scenario.answer('home', 'good').answer('smiles', true).answer('weight', 2500).answer('score', 8);
    scenario.expectConcerns();
    scenario.answer('score', 0).expectConcerns('score');
  });

  it('[FN1] in a list it is the row that is a reason to look, never the list', () => {
    const notZero = rule('!=', { valueInteger: 0 });
    const scenario = scenarioOf(anItem('integer', 'fever', { repeats: true, extension: [notZero] }))
      .addRow('fever')
      .answer(['fever', 1], 0)
      .answer(['fever', 2], 3);
    expect(scenario.concerns).toEqual([scenario.key(['fever', 2])]);
  });

  it('[FN1] of a multi-select with items under its answers it is the question, once', () => {
    const bad = extension(concern, { valueBoolean: true });
    const scenario = scenarioOf(
      aChoice('ill', [], {
        repeats: true,
        answerOption: [anOption('x', bad), anOption('y', bad)],
        item: [anItem('date', 'since')],
      }),
    );
    scenario.answer('ill', 'x', 'y').expectConcerns('ill');
  });

  it.each([
    ['an operator that is none', rule('~', { valueInteger: 1 })],
    ['an answer of another type', rule('=', { valueString: '1' })],
    ['no answer', { url: concernRule, extension: [{ url: 'operator', valueCode: '=' }] }],
    ['no operator', { url: concernRule, extension: [{ url: 'answer', valueInteger: 1 }] }],
  ])('[FN1] [FC21] a rule with %s is refused', (_name, odd) => {
    expect(
      problemsOfItems(anItem('integer', 'a', { extension: [odd] })).filter((line) =>
        line.startsWith('error'),
      ),
    ).not.toEqual([]);
  });
});

describe('answers that are none', () => {
  const reasons = (...codes: readonly string[]) => ({
    extension: codes.map((valueCode) => extension(absentReasons, { valueCode })),
  });

  it('[FN2] are offered in their order, and read as people say them', () => {
    const item = theItem(anItem('date', 'a', reasons('temp-unknown', 'asked-declined', 'asked-unknown')));
    expect(item.absentReasons.map((reason) => answerText(item, { type: 'absent', reason }, 'ja'))).toEqual([
      'スタッフに聞く',
      'こたえたくない',
      'わからない',
    ]);
  });

  it('[FN2] [FR4] [FS1] are written, and open again, in a row as well', () => {
    const questionnaire = aQuestionnaire([
      anItem('date', 'a', reasons('asked-unknown')),
      aGroup('g', [anItem('string', 'b', reasons('temp-unknown'))], { repeats: true }),
      anItem('string', 'c', { ...reasons('asked-declined'), repeats: true }),
    ]);
    const scenario = new Scenario(questionnaire)
      .absent('a', 'asked-unknown')
      .absent(['b', 1], 'temp-unknown')
      .absent(['c', 1], 'asked-declined');
    const written = (linkId: string, valueCode: string) => ({
      linkId,
      extension: [{ url: STANDARD_EXTENSION.dataAbsentReason, valueCode }],
    });
    expect(scenario.responseItems).toEqual([
      written('a', 'asked-unknown'),
      { linkId: 'g', item: [written('b', 'temp-unknown')] },
      written('c', 'asked-declined'),
    ]);
    expect(new Scenario(questionnaire).reopen(scenario.response()).answers).toEqual(
      new Map([...scenario.answers, ['g', [{ type: 'row', id: '1' }]], ['c', [{ type: 'row', id: '1' }]]]),
    );
  });

  it.each([
    ['a reason that is none', reasons('masked')],
    ['a reason twice', reasons('asked-unknown', 'asked-unknown')],
    ['a reason that is no code', { extension: [extension(absentReasons, { valueString: 'asked-unknown' })] }],
  ])('[FN2] [FC21] %s is refused', (_name, more) => {
    expect(problemsOfItems(anItem('date', 'a', more)).join()).toContain('error value-invalid');
  });
});

describe('answers of a normal child, and bounds that ask back', () => {
  it.each<[string, object, object, unknown]>([
    ['boolean', {}, { valueBoolean: false }, { type: 'boolean', value: false }],
    ['integer', {}, { valueInteger: 0 }, { type: 'integer', value: 0 }],
    ['string', {}, { valueString: '特記なし' }, { type: 'string', value: '特記なし' }],
    [
      'choice',
      { answerOption: [anOption('none')] },
      { valueCoding: { system: 's', code: 'none' } },
      { type: 'coding', value: { system: 's', code: 'none' } },
    ],
  ])('[FN3] a %s has one', (type, more, value, answer) => {
    const item = theItem(anItem(type, 'a', { ...more, extension: [extension(normalAnswer, { ...value })] }));
    expect(item.normalAnswer).toEqual(answer);
  });

  it.each<[string, object]>([
    [
      'no option',
      aChoice('a', ['x'], {
        extension: [extension(normalAnswer, { valueCoding: { system: 's', code: 'y' } })],
      }),
    ],
    [
      'of another type',
      anItem('integer', 'a', { extension: [extension(normalAnswer, { valueBoolean: true })] }),
    ],
    [
      'out of bounds',
      anItem('integer', 'a', {
        extension: [
          extension(normalAnswer, { valueInteger: 5 }),
          extension(STANDARD_EXTENSION.maxValue, { valueInteger: 4 }),
        ],
      }),
    ],
  ])('[FN3] [FC21] one that is %s is refused', (_name, item) => {
    expect(problemsOfItems(item)).toEqual(['error value-invalid item[0].extension[0]']);
  });

  it('[FN4] soft bounds of every number are read, and ask back', () => {
    const more = {
      extension: [extension(softMin, { valueInteger: 4 }), extension(softMax, { valueDecimal: 9.5 })],
    };
    for (const item of [anItem('integer', 'a', more), anItem('decimal', 'a', more), aWeight('a', more)]) {
      expect(theItem(item)).toMatchObject({ softMin: 4, softMax: 9.5 });
      expect(scenarioOf(item).answer('a', 3).issueLines).toEqual(['a soft-low? 4']);
      expect(scenarioOf(item).answer('a', 10).issueLines).toEqual(['a soft-high? 9.5']);
      scenarioOf(item).answer('a', 4).expectNoProblem();
    }
  });

  it('[FN4] [FC21] one that is a text, or the wrong way round, is refused', () => {
    expect(
      problemsOfItems(aWeight('a', { extension: [extension(softMin, { valueString: '4' })] })).join(),
    ).toContain('error');
    const reversed = [extension(softMin, { valueInteger: 2 }), extension(softMax, { valueInteger: 1 })];
    expect(problemsOfItems(aWeight('a', { extension: reversed }))).toEqual(['error value-invalid item[0]']);
  });
});

describe('what makes a question easier', () => {
  it('[FN5] [FN7] [FN8] a line under it, words to read aloud and a picture', () => {
    const item = theItem(
      anItem('date', 'a', {
        extension: [
          extension(hint, { valueString: '母子手帳を見てください' }),
          extension(readAloud, {
            valueString: 'おたんじょうび',
            _valueString: { extension: [translation('en', 'Birthday')] },
          }),
          extension(illustration, { valueCode: 'toothbrush' }),
        ],
      }),
    );
    expect(item).toMatchObject({
      hint: { ja: '母子手帳を見てください' },
      readAloud: { ja: 'おたんじょうび', en: 'Birthday' },
      illustration: 'toothbrush',
    });
  });

  it('[FN8] a picture that the app does not carry, or of a group, is told and left out', () => {
    const shown = { extension: [extension(illustration, { valueCode: 'toothbrush' })] };
    const other = { extension: [extension(illustration, { valueCode: 'unicorn' })] };
    const told = ['warning extension-unsupported item[0].extension[0]'];
    expect(problemsOfItems(anItem('display', 'a', shown))).toEqual([]);
    expect(problemsOfItems(anItem('date', 'a', other))).toEqual(told);
    expect(theItem(anItem('date', 'a', other)).illustration).toBeUndefined();
    expect(problemsOfItems(anItem('group', 'a', shown))).toEqual(told);
  });

  it('[FN6] the readings of a text stand beside it', () => {
    const item = theItem(
      anItem('date', 'a', {
        text: '体重',
        _text: { extension: [extension(ruby, { valueString: '体重《たいじゅう》' })] },
      }),
    );
    expect([item.text.ja, item.rich?.ruby?.ja]).toEqual(['体重', '体重《たいじゅう》']);
  });

  it.each([hint, readAloud, illustration])('[FC21] %s of another type is refused', (url) => {
    expect(
      problemsOfItems(anItem('date', 'a', { extension: [extension(url, { valueBoolean: true })] })),
    ).toEqual(['error value-invalid item[0].extension[0]']);
  });
});

describe('translations that nobody has read', () => {
  const inStatus = (lang: string, status: string) => {
    const base = translation(lang, 'x');
    return {
      ...base,
      extension: [...(base['extension'] as object[]), { url: translationStatus, valueCode: status }],
    };
  };

  it('[FN9] their languages are told by the form', () => {
    const form = compiled(
      aQuestionnaire([
        anItem('date', 'a', { _text: { extension: [inStatus('en', 'reviewed'), inStatus('vi', 'draft')] } }),
        anItem('date', 'b', { _text: { extension: [inStatus('vi', 'reviewed'), translation('pt', 'x')] } }),
      ]),
    );
    expect([...form.unreviewed]).toEqual(['vi']);
    expect(form.languages).toEqual(['ja', 'en', 'vi', 'pt']);
  });

  it('[FN9] [FC21] a status that is none is refused', () => {
    expect(problemsOfItems(anItem('date', 'a', { _text: { extension: [inStatus('en', 'fine')] } }))).toEqual([
      'error value-invalid item[0]._text.extension[0].extension[2].valueCode',
    ]);
  });
});
