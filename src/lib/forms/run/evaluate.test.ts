import { describe, expect, it } from 'vitest';
import { OWN_EXTENSION, UCUM_SYSTEM } from '../extensions.ts';
import type { AbsentReason } from '../answer-types.ts';
import {
  aChoice,
  aGroup,
  anItem,
  anOption,
  aQuestionnaire,
  aWeight,
  extension,
  when,
} from '../testing/questionnaire.ts';
import { type Said, Scenario } from '../testing/scenario.ts';

const UNKNOWN: AbsentReason = 'asked-unknown';

/** A question `q` and an item `d` that is asked when the condition holds. */
const asking = (question: object, operator: string, answer: object): Scenario =>
  new Scenario(
    aQuestionnaire([question, anItem('string', 'd', { enableWhen: [when('q', operator, { ...answer })] })]),
  );

const shown = (scenario: Scenario, ...said: readonly Said[]): boolean =>
  scenario.answer('q', ...said).isShown('d');

describe('what is asked', () => {
  it('[FE1] an item without conditions is asked', () => {
    const scenario = new Scenario(
      aQuestionnaire([aGroup('g', [anItem('boolean', 'a'), anItem('display', 'b')])]),
    );
    expect([...scenario.evaluation.enabled].sort()).toEqual(['a', 'b', 'g']);
  });

  it('[FE2] everything below an item that is not asked is not asked', () => {
    const scenario = new Scenario(
      aQuestionnaire([
        anItem('boolean', 'q'),
        aGroup('g', [aGroup('h', [anItem('date', 'a')])], {
          enableWhen: [when('q', '=', { answerBoolean: true })],
        }),
      ]),
    );
    expect(['g', 'h', 'a'].map((linkId) => scenario.isShown(linkId))).toEqual([false, false, false]);
    scenario.answer('q', true);
    expect(['g', 'h', 'a'].map((linkId) => scenario.isShown(linkId))).toEqual([true, true, true]);
    scenario.answer('q', false);
    expect(['g', 'h', 'a'].map((linkId) => scenario.isShown(linkId))).toEqual([false, false, false]);
  });

  it('[FE3] the answer to a question that is not asked counts as none, and comes back', () => {
    const scenario = new Scenario(
      aQuestionnaire([
        anItem('boolean', 'a'),
        anItem('boolean', 'b', { enableWhen: [when('a', '=', { answerBoolean: true })] }),
        anItem('boolean', 'c', { enableWhen: [when('b', '=', { answerBoolean: true })] }),
        anItem('boolean', 'd', { enableWhen: [when('b', 'exists', { answerBoolean: false })] }),
      ]),
    );
    const state = () => ['b', 'c', 'd'].map((linkId) => scenario.isShown(linkId));
    scenario.answer('a', true).answer('b', true);
    expect(state()).toEqual([true, true, false]);
    scenario.answer('a', false);
    expect(state()).toEqual([false, false, true]);
    expect(scenario.answers.get('b')).toEqual([{ type: 'boolean', value: true }]);
    scenario.answer('a', true);
    expect(state()).toEqual([true, true, false]);
  });

  it('[FE3] an answer given while the question is not asked changes nothing until it is', () => {
    const scenario = new Scenario(
      aQuestionnaire([
        anItem('boolean', 'a'),
        anItem('boolean', 'b', { enableWhen: [when('a', '=', { answerBoolean: true })] }),
        anItem('boolean', 'c', { enableWhen: [when('b', '=', { answerBoolean: true })] }),
      ]),
    );
    scenario.answer('b', true);
    scenario.expectHidden('c');
    scenario.answer('a', true);
    scenario.expectShown('c');
  });
});

describe('operators', () => {
  it('[FE4] exists asks for a value', () => {
    const exists = asking(anItem('string', 'q'), 'exists', { answerBoolean: true });
    const missing = asking(anItem('string', 'q'), 'exists', { answerBoolean: false });
    for (const [said, is] of [
      [[], false],
      [['x'], true],
      [[''], false],
      [[' \u3000\n'], false],
    ] as const) {
      expect(shown(exists, ...said)).toBe(is);
      expect(shown(missing, ...said)).toBe(!is);
    }
  });

  it('[FE4] an absent answer is no value for any operator', () => {
    const questions = [
      ['exists', { answerBoolean: true }, false],
      ['exists', { answerBoolean: false }, true],
      ['=', { answerBoolean: true }, false],
      ['!=', { answerBoolean: true }, true],
    ] as const;
    for (const [operator, answer, is] of questions) {
      const scenario = asking(anItem('boolean', 'q'), operator, answer).absent('q', UNKNOWN);
      expect(scenario.isShown('d')).toBe(is);
    }
    const above = asking(anItem('integer', 'q'), '<', { answerInteger: 5 }).absent('q', UNKNOWN);
    above.expectHidden('d');
  });

  it.each([
    ['boolean', anItem('boolean', 'q'), { answerBoolean: true }, true, false],
    ['integer', anItem('integer', 'q'), { answerInteger: 3 }, 3, 4],
    ['decimal', anItem('decimal', 'q'), { answerDecimal: 6.2 }, 6.2, 6.21],
    ['date', anItem('date', 'q'), { answerDate: '2026-03-05' }, '2026-03-05', '2026-03-06'],
    ['string', anItem('string', 'q'), { answerString: 'はい' }, 'はい', 'はい '],
    ['text', anItem('text', 'q'), { answerString: 'はい' }, 'はい', 'ハイ'],
    ['choice', aChoice('q', ['x', 'y']), { answerCoding: { system: 's', code: 'x' } }, 'x', 'y'],
    ['quantity', aWeight('q'), { answerQuantity: { value: 5, system: UCUM_SYSTEM, code: 'g' } }, 5, 6],
  ] as const)('[FE5] = and != on a %s', (_type, question, answer, same, other) => {
    const equal = asking(question, '=', answer);
    const unequal = asking(question, '!=', answer);
    expect([shown(equal), shown(equal, same), shown(equal, other)]).toEqual([false, true, false]);
    expect([shown(unequal), shown(unequal, same), shown(unequal, other)]).toEqual([true, false, true]);
  });

  it('[FE5] of a multi-select one choice is enough for =, none may be for !=', () => {
    const question = aChoice('q', ['x', 'y', 'z'], { repeats: true });
    const answer = { answerCoding: { system: 's', code: 'x' } };
    expect(shown(asking(question, '=', answer), 'y', 'x')).toBe(true);
    expect(shown(asking(question, '=', answer), 'y', 'z')).toBe(false);
    expect(shown(asking(question, '!=', answer), 'y', 'x')).toBe(false);
    expect(shown(asking(question, '!=', answer), 'y', 'z')).toBe(true);
  });

  it.each([
    ['integer', anItem('integer', 'q'), { answerInteger: 3 }, [2, 3, 4]],
    ['decimal', anItem('decimal', 'q'), { answerDecimal: 0.3 }, [0.2, 0.3, 0.30001]],
    ['date', anItem('date', 'q'), { answerDate: '2026-03-05' }, ['2026-03-04', '2026-03-05', '2026-03-06']],
    ['string', anItem('string', 'q'), { answerString: 'か' }, ['お', 'か', 'かき']],
    [
      'quantity',
      aWeight('q'),
      { answerQuantity: { value: 5, system: UCUM_SYSTEM, code: 'g' } },
      [4.9, 5, 5.1],
    ],
  ] as const)('[FE6] order on a %s', (_type, question, answer, values) => {
    const outcome = (operator: string) =>
      values.map((value) => shown(asking(question, operator, answer), value));
    expect(outcome('>')).toEqual([false, false, true]);
    expect(outcome('>=')).toEqual([false, true, true]);
    expect(outcome('<')).toEqual([true, false, false]);
    expect(outcome('<=')).toEqual([true, true, false]);
    for (const operator of ['>', '>=', '<', '<='])
      expect(shown(asking(question, operator, answer))).toBe(false);
  });

  it('[FE7] all needs every condition, any needs one', () => {
    const both = (enableBehavior: string) =>
      new Scenario(
        aQuestionnaire([
          anItem('boolean', 'a'),
          anItem('boolean', 'b'),
          anItem('date', 'd', {
            enableBehavior,
            enableWhen: [when('a', '=', { answerBoolean: true }), when('b', '=', { answerBoolean: true })],
          }),
        ]),
      );
    const table = (behavior: string) =>
      [
        [false, false],
        [true, false],
        [false, true],
        [true, true],
      ].map(([a, b]) =>
        both(behavior)
          .answer('a', a ?? false)
          .answer('b', b ?? false)
          .isShown('d'),
      );
    expect(table('all')).toEqual([false, false, false, true]);
    expect(table('any')).toEqual([false, true, true, true]);
  });

  it.each([
    ['2026-03', '=', false],
    ['2026-03', '!=', true],
    ['2026-03', '<', false],
    ['2026-03', '>', false],
    ['2026-03', '<=', false],
    ['2026-03', '>=', false],
    ['2026-02', '<', true],
    ['2026-04', '>=', true],
    ['2025', '<', true],
    ['2027', '>', true],
    ['2026-02-30', '<', false],
  ])('[FE8] the date %s is %s 2026-03-05: %s', (value, operator, is) => {
    expect(shown(asking(anItem('date', 'q'), operator, { answerDate: '2026-03-05' }), value)).toBe(is);
  });

  it('[FE9] amounts of different units are neither equal nor ordered', () => {
    const answer = { answerQuantity: { value: 5, system: UCUM_SYSTEM, code: 'g' } };
    const kilos = { type: 'quantity', value: 5, unit: 'kg', code: 'kg' } as const;
    const outcome = (operator: string) =>
      asking(aWeight('q'), operator, answer).set('q', [kilos]).isShown('d');
    expect(['=', '>', '<', '>=', '<=', '!='].map(outcome)).toEqual([false, false, false, false, false, true]);
  });

  it('[FE10] strings are ordered by code point', () => {
    const above = (than: string, value: string) =>
      shown(asking(anItem('string', 'q'), '>', { answerString: than }), value);
    expect(above('Z', 'a')).toBe(true);
    expect(above('ー', '亜')).toBe(true);
    expect(above('\uFF5E', '𠮷')).toBe(true);
    expect(above('𠮷', '\uFF5E')).toBe(false);
    expect(above('あい', 'あ')).toBe(false);
  });
});

describe('concerns', () => {
  const concern = extension(OWN_EXTENSION.concern, { valueBoolean: true });
  const worrying = () =>
    new Scenario(
      aQuestionnaire([
        anItem('boolean', 'eyes', {
          extension: [extension(OWN_EXTENSION.concernWhen, { valueBoolean: true })],
        }),
        anItem('boolean', 'smiles', {
          extension: [extension(OWN_EXTENSION.concernWhen, { valueBoolean: false })],
        }),
        anItem('boolean', 'plain'),
        aChoice('home', [], { repeats: true, answerOption: [anOption('hit', concern), anOption('none')] }),
        aChoice('later', [], {
          answerOption: [anOption('bad', concern)],
          enableWhen: [when('plain', '=', { answerBoolean: true })],
        }),
      ]),
    );

  it('[FE11] an answer is a concern where the form says so, never because it is はい', () => {
    const scenario = worrying()
      .answer('home', 'none', 'hit')
      .answer('plain', true)
      .answer('eyes', true)
      .answer('smiles', true);
    scenario.expectConcerns('eyes', 'home');
    scenario.answer('smiles', false).answer('eyes', false).answer('home', 'none');
    scenario.expectConcerns('smiles');
  });

  it('[FE11] only an asked item is a concern, and an absent answer is none', () => {
    const scenario = worrying().answer('later', 'bad');
    scenario.expectConcerns();
    scenario.answer('plain', true);
    scenario.expectConcerns('later');
    scenario.answer('plain', false).absent('smiles', 'temp-unknown');
    scenario.expectConcerns();
  });
});
