import { describe, expect, it } from 'vitest';
import { aChild } from '../../../tests/support/a-bundle.ts';
import { builtInForm } from '../catalog/testing/built-in-form.ts';
import type { SectionAnswers } from '../catalog/rule-facts/told.ts';
import { REGISTRY } from '../domain/rules/registry.ts';
import type { Answer } from '../forms/answer-types.ts';
import type { CompiledForm } from '../forms/form.ts';
import { rules as english } from '../i18n/en/rules.ts';
import { rules } from '../i18n/ja/rules.ts';
import { bearsOn, checkupCriteria, signedCriteria, waitsFor } from './checkup-criteria.ts';
import { childFacts } from './child-facts.ts';
import { findingText, openText, pendingTexts } from './finding-text.ts';
import { lookAlikes } from './look-alikes.ts';

const measurement = await builtInForm('infant-3-4m', 'measurement');
const interview = await builtInForm('infant-3-4m', 'interview');
const examination = await builtInForm('infant-3-4m', 'examination');
const questionnaire = await builtInForm('infant-3-4m', 'questionnaire');
const JA = { locale: 'ja', words: rules } as const;

const coded = (form: CompiledForm, linkId: string, code: string): readonly [string, readonly Answer[]] => {
  const option = form.byLinkId
    .get(linkId)
    ?.options.find(({ answer }) => answer.type === 'coding' && answer.value.code === code);
  if (option === undefined) throw new Error(`there is no ${code}`);
  return [linkId, [option.answer]];
};

const child = aChild({ birthDate: '2026-08-01', sex: 'female' });
const criteria = (answers: SectionAnswers, settings = {}) =>
  checkupCriteria({ entry: child, facts: childFacts(child, '2026-11-21') }, answers, settings);
const found = (rule: string, answers: SectionAnswers, settings = {}) => {
  const criterion = criteria(answers, settings).find((each) => each.rule === rule);
  if (criterion === undefined) throw new Error(`${rule} is not run`);
  return criterion;
};

const BIG_HEAD: SectionAnswers = new Map([
  ['measurement', new Map([['head', [{ type: 'quantity', value: 46, unit: 'cm', code: 'cm' }]]])],
]);
const BREECH: SectionAnswers = new Map([['interview', new Map([coded(interview, 'hip-breech', 'yes')])]]);
const SHAKEN: SectionAnswers = new Map([
  ['questionnaire', new Map([coded(questionnaire, 'home-events', 'shaken')])],
]);

describe('criteria on the screens of staff', () => {
  it('stand beside the sections that ask for their inputs, and where the doctor decides', () => {
    const head = found('head-size', BIG_HEAD);
    expect(head.state).toBe('met');
    expect(bearsOn('measurement', measurement, head)).toBe(true);
    expect(bearsOn('examination', examination, head)).toBe(true);
    expect(bearsOn('measurement', measurement, found('hip-referral', BREECH))).toBe(false);
  });

  it('[CR7] never stand beside the questionnaire, which a guardian may be looking at', () => {
    const home = found('home-events', SHAKEN);
    expect(home.state).toBe('met');
    expect(bearsOn('questionnaire', questionnaire, home)).toBe(false);
    expect(waitsFor('questionnaire', questionnaire, found('home-events', new Map()), () => true)).toBe(false);
  });

  it('wait for an answer only in the section that asks for it, and until it is given', () => {
    const open = found('head-size', new Map());
    expect(waitsFor('measurement', measurement, open, () => true)).toBe(true);
    expect(waitsFor('measurement', measurement, open, () => false)).toBe(false);
    expect(waitsFor('examination', examination, open, () => true)).toBe(false);
    expect(waitsFor('measurement', measurement, found('head-size', BIG_HEAD), () => true)).toBe(false);
  });

  it('[CR5] say nothing when the municipality switched them off', () => {
    expect(criteria(BIG_HEAD, { 'head-size': { on: false } }).map(({ rule }) => rule)).not.toContain(
      'head-size',
    );
  });

  it('[CR2] are signed with rule, version, values and inputs, those alone that are met and bear on the section', () => {
    expect(signedCriteria('measurement', measurement, criteria(BIG_HEAD))).toEqual([
      {
        rule: 'head-size',
        version: '2',
        state: 'met',
        parameters: { linesCrossed: 2 },
        clauses: ['HC1'],
        inputs: [{ name: 'headBand', value: 'above' }],
      },
    ]);
    expect(signedCriteria('measurement', measurement, criteria(BREECH))).toEqual([]);
  });
});

describe('criteria in words', () => {
  it('name the rule, its inputs with units, values, urgency and source with version', () => {
    const text = findingText(found('hip-referral', BREECH), JA);
    expect(text).toMatchObject({
      title: '股関節二次検診の紹介',
      urgency: { kind: 'refer', text: '紹介を検討' },
      clauses: ['股関節のリスク因子が2つ以上ある'],
      inputs: ['女児', '骨盤位分娩'],
      staffOnly: false,
    });
    expect(text.source).toMatch(/^出典：日本整形外科学会.*（規則 第1版）$/);
    expect(findingText(found('head-size', BIG_HEAD), JA).inputs).toEqual([
      '頭囲のパーセンタイル 97パーセンタイル超',
    ]);
    expect(findingText(found('home-events', SHAKEN), JA)).toMatchObject({
      inputs: ['激しくゆさぶった'],
      staffOnly: true,
    });
  });

  it('name what is missing', () => {
    expect(openText(found('head-size', new Map()), JA)).toBe(
      '頭囲：あと頭囲のパーセンタイルが分かれば判定できます',
    );
  });

  it('tell what is still to be done by when once something of it was recorded, and nothing before', async () => {
    const hearing = await builtInForm('newborn-hearing', 'hearing');
    const newborn = aChild({ program: 'newborn-hearing', birthDate: '2026-11-18' });
    const pending = (...answers: readonly (readonly [string, readonly Answer[]])[]) =>
      pendingTexts(
        checkupCriteria(
          { entry: newborn, facts: childFacts(newborn, '2026-11-21') },
          new Map([['hearing', new Map(answers)]]),
          {},
        ),
        JA,
      );
    expect(pending()).toEqual([]);
    expect(pending(coded(hearing, 'hearing-first-right', 'refer'))).toEqual([
      '聴覚の確認検査：2026年11月25日まで',
    ]);
  });

  it('are there in both languages for every parameter of every rule', () => {
    for (const { parameters } of REGISTRY)
      for (const [name, parameter] of Object.entries(parameters)) {
        if (parameter.kind === 'switch' && parameter.title !== undefined) continue;
        expect([Object.hasOwn(rules.parameter, name), Object.hasOwn(english.parameter, name)]).toEqual([
          true,
          true,
        ]);
        if (parameter.kind === 'choice')
          for (const option of parameter.options) expect(rules.choice).toHaveProperty(option);
      }
  });
});

describe('look-alikes', () => {
  const twin = (kana: string, birthDate = '2026-08-01') =>
    aChild({ ...child, subjectId: crypto.randomUUID(), kana, birthDate });

  it.each([
    ['はむろ はるな', true],
    ['ハムロ ユイ', true],
    ['ハムラ ハルカ', true],
    ['ヤマシロ ユイ', false],
  ])('[WC3] %s beside ハムロ ハルカ: %s', (kana, alike) => {
    expect(lookAlikes(child, [child, twin(kana)])).toHaveLength(alike ? 1 : 0);
  });

  it('[WC3] are not those of another day, nor the child itself at another program', () => {
    expect(lookAlikes(child, [twin('ハムロ ハルナ', '2026-08-02'), { ...child, number: 9 }])).toEqual([]);
  });
});
