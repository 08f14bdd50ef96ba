import { describe, expect, it } from 'vitest';
import { evaluate } from '../../forms/run/evaluate.ts';
import type { Answer, Answers } from '../../forms/answer-types.ts';
import type { CompiledForm, FormItem } from '../../forms/form.ts';
import { validate } from '../../forms/run/validate.ts';
import { builtInForm } from '../testing/built-in-form.ts';

const answersOf = (
  form: CompiledForm,
  given: Readonly<Record<string, string | readonly string[]>>,
): Answers =>
  new Map(
    Object.entries(given).map(([linkId, codes]) => {
      const item = form.byLinkId.get(linkId);
      const chosen = [codes].flat().map((code): Answer => {
        const option = item?.options.find(
          ({ answer }) => answer.type === 'coding' && answer.value.code === code,
        );
        if (option === undefined) throw new Error(`${linkId} has no option ${code}`);
        return option.answer;
      });
      return [linkId, chosen];
    }),
  );

const enabledIn = (form: CompiledForm, given: Readonly<Record<string, string | readonly string[]>>) =>
  evaluate(form, answersOf(form, given)).enabled;

const QUESTIONNAIRE = await builtInForm('infant-3-4m', 'questionnaire');
const MEASUREMENT = await builtInForm('infant-3-4m', 'measurement');
const EXAMINATION = await builtInForm('infant-3-4m', 'examination');
const CONFERENCE = await builtInForm('infant-3-4m', 'conference');

describe('the guardian’s questionnaire of 3〜4か月', () => {
  const form = QUESTIONNAIRE;
  const questions = form.items.filter(({ type }) => type !== 'group');

  it('lets every question but the free texts be left in three ways, but for what the family surely knows', () => {
    const differing = questions.filter(
      ({ type, absentReasons }) =>
        absentReasons.join(' ') !== (type === 'text' ? '' : 'asked-unknown asked-declined temp-unknown'),
    );
    expect(differing.map(({ linkId }) => linkId)).toEqual([
      'respondent',
      'child-hotline',
      'knows-shaking',
      'knows-development',
      'coping',
    ]);
  });

  it('passes no choice unanswered, and takes no answer for an answer', () => {
    const empty = validate(form, new Map(), evaluate(form, new Map()));
    const asked = questions.filter(
      ({ type, enableWhen }: FormItem) => type === 'choice' && enableWhen.length === 0,
    );
    expect(empty.map(({ linkId }) => linkId)).toEqual(asked.map(({ linkId }) => linkId));
    expect(new Set(empty.map(({ code }) => code))).toEqual(new Set(['required']));
    const declined: Answers = new Map(
      asked.map(({ linkId }) => [linkId, [{ type: 'absent', reason: 'asked-declined' }]]),
    );
    expect(validate(form, declined, evaluate(form, declined))).toEqual([]);
    expect(evaluate(form, declined).concerns).toEqual([]);
  });

  it('gives every question a short Japanese label for staff', () => {
    const unlabelled = questions.filter(
      ({ shortText }) => shortText === undefined || shortText.ja.length > 20,
    );
    expect(unlabelled.map(({ linkId }) => linkId)).toEqual([]);
  });

  it('asks in short sentences of plain text', () => {
    const long = form.items.filter(({ text }) =>
      text.ja.split('。').some((sentence) => sentence.length > 50),
    );
    expect(long.map(({ linkId }) => linkId)).toEqual([]);
  });

  it('names a worrying answer for every question but these', () => {
    const without = questions
      .filter(({ type, options }) => type === 'choice' && !options.some(({ concern }) => concern))
      .map(({ linkId }) => linkId);
    expect(without).toEqual([
      'respondent',
      'feeding-method',
      'feeding-method-1m',
      'worked',
      'maternity-mark',
      'child-hotline',
      'knows-development',
    ]);
  });

  it.each([
    ['laughs', 'no', 'yes'],
    ['eye-worry', 'yes', 'no'],
    ['hears-voice', 'no', 'yes'],
    ['confidant', 'no', 'yes'],
    ['worry', 'yes', 'no'],
    ['breech', 'yes', 'no'],
    ['head-control', 'not-yet', 'reached'],
    ['economic-situation', 'very-hard', 'average'],
    ['home-events', 'shaken', 'none'],
  ])('flags %s when it is %s and not when it is %s', (linkId, worrying, fine) => {
    expect(evaluate(form, answersOf(form, { [linkId]: worrying })).concerns).toEqual([linkId]);
    expect(evaluate(form, answersOf(form, { [linkId]: fine })).concerns).toEqual([]);
  });

  it('asks for the date of 首すわり only when it is reached, and takes まだ', () => {
    expect(enabledIn(form, { 'head-control': 'reached' }).has('head-control-date')).toBe(true);
    expect(enabledIn(form, { 'head-control': 'not-yet' }).has('head-control-date')).toBe(false);
    expect(form.byLinkId.get('head-control-date')?.required).toBe(false);
  });

  it('asks what helps when raising the baby is hard, always or sometimes', () => {
    expect(enabledIn(form, { 'hard-to-raise': 'always' }).has('coping')).toBe(true);
    expect(enabledIn(form, { 'hard-to-raise': 'sometimes' }).has('coping')).toBe(true);
    expect(enabledIn(form, { 'hard-to-raise': 'never' }).has('coping')).toBe(false);
  });

  it('refuses 該当なし beside another event at home', () => {
    const answers = answersOf(form, { 'home-events': ['none', 'left-alone'] });
    const issues = validate(form, answers, evaluate(form, answers));
    expect(issues.filter(({ linkId }) => linkId === 'home-events').map(({ code }) => code)).toEqual([
      'option-exclusive',
    ]);
  });
});

describe('the measurement form of 3〜4か月', () => {
  const form = MEASUREMENT;
  const sizes = ['weight', 'height', 'head'] as const;

  const quantity = (value: number, code: string): readonly Answer[] => [
    { type: 'quantity', value, unit: code, code },
  ];

  it.each<[string, number, string, string[]]>([
    ['weight', 6500, 'g', []],
    ['weight', 5.8, 'g', ['decimal-places', 'below-min']],
    ['weight', 299, 'g', ['below-min']],
    ['weight', 300, 'g', ['soft-low']],
    ['weight', 20_000, 'g', ['soft-high']],
    ['weight', 20_001, 'g', ['above-max']],
    ['weight', 5.8, 'kg', ['unit']],
    ['height', 62.4, 'cm', []],
    ['height', 624, 'cm', ['above-max']],
    ['height', 40.9, 'cm', ['soft-low']],
    ['head', 40.9, 'cm', []],
    ['head', 62.4, 'cm', ['soft-high']],
    ['head', 40.95, 'cm', ['decimal-places']],
    ['chest', 41.5, 'cm', []],
  ])('takes %s of %d %s with %j', (linkId, value, unit, codes) => {
    const answers: Answers = new Map([[linkId, quantity(value, unit)]]);
    const issues = validate(form, answers, evaluate(form, answers)).filter(
      (issue) => issue.linkId === linkId,
    );
    expect(issues.map(({ code }) => code).toSorted()).toEqual(codes.toSorted());
  });

  it('is complete with weight, length and head', () => {
    const answers: Answers = new Map([
      ['weight', quantity(6500, 'g')],
      ['height', quantity(62.4, 'cm')],
      ['head', quantity(40.9, 'cm')],
    ]);
    expect(validate(form, answers, evaluate(form, answers))).toEqual([]);
    const none = validate(form, new Map(), evaluate(form, new Map()));
    expect(none.map(({ linkId }) => linkId)).toEqual(sizes);
  });

  it.each(sizes)('is complete without %s when the reason is given', (size) => {
    const reason = form.byLinkId.get(`${size}-not-measured`)?.options[0]?.answer;
    if (reason === undefined) throw new Error('no reason');
    const answers: Answers = new Map<string, readonly Answer[]>([
      ['measuring-problem', [{ type: 'boolean', value: true }]],
      [`${size}-not-measured`, [reason]],
    ]);
    const evaluation = evaluate(form, answers);
    expect(evaluation.enabled.has(size)).toBe(false);
    expect(validate(form, answers, evaluation).map(({ linkId }) => linkId)).toEqual(
      sizes.filter((other) => other !== size),
    );
  });

  it('asks for a reason only when something could not be measured', () => {
    const { enabled } = evaluate(form, new Map());
    expect(sizes.filter((size) => enabled.has(`${size}-not-measured`))).toEqual([]);
  });
});

describe('the examination form of 3〜4か月', () => {
  const form = EXAMINATION;
  const findings = form.items.filter(({ linkId }) => /^finding-(?!.*-detail$)/.test(linkId));

  it('fills all findings, development and folds at once, and never the judgements', () => {
    const filled = form.items
      .filter(({ normalAnswer }) => normalAnswer !== undefined)
      .map(({ linkId }) => linkId);
    expect(filled).toEqual([
      ...findings.map(({ linkId }) => linkId),
      'development-laughs',
      'development-follows',
      'development-head',
      'hip-skin-fold',
    ]);
  });

  it('raises no concern when everything is normal', () => {
    const answers: Answers = new Map(
      form.items.flatMap(({ linkId, normalAnswer }) =>
        normalAnswer === undefined ? [] : [[linkId, [normalAnswer]]],
      ),
    );
    expect(evaluate(form, answers).concerns).toEqual([]);
  });

  it('has a text for each of the 16 findings that is there only with 所見あり', () => {
    expect(findings).toHaveLength(16);
    for (const { linkId } of findings) {
      expect(enabledIn(form, { [linkId]: 'present' }).has(`${linkId}-detail`)).toBe(true);
      expect(enabledIn(form, { [linkId]: 'none' }).has(`${linkId}-detail`)).toBe(false);
      expect(enabledIn(form, {}).has(`${linkId}-detail`)).toBe(false);
    }
  });

  it.each([
    ['no-abnormality', false],
    ['already-in-care', false],
    ['follow-up', false],
    ['refer-detailed', true],
    ['refer-treatment', false],
  ])('[JU2] with the judgement %s the detailed examination is asked: %s', (judgement, asked) => {
    const enabled = enabledIn(form, { judgement });
    const block = ['detailed', 'detailed-requested', 'detailed-visited', 'detailed-outcome'];
    expect(block.map((linkId) => enabled.has(linkId))).toEqual(block.map(() => asked));
  });

  it('[JU3] decides 判定 here and 支援の必要性 in the conference alone', () => {
    const asked = [form, CONFERENCE].map(({ byLinkId }) =>
      ['judgement', 'support-need'].filter((linkId) => byLinkId.has(linkId)),
    );
    expect(asked).toEqual([['judgement'], ['support-need']]);
    const decided = answersOf(CONFERENCE, { 'support-need': 'continued' });
    const evaluation = evaluate(CONFERENCE, decided);
    expect(evaluation.concerns).toEqual(['support-need']);
    expect(validate(CONFERENCE, decided, evaluation)).toEqual([]);
  });

  it('[HR3] asks for the side and the angle only with 開排制限', () => {
    const asked = ['hip-abduction-side', 'hip-angle-right', 'hip-angle-left'];
    const present = enabledIn(form, { 'finding-hip-abduction': 'present' });
    const none = enabledIn(form, { 'finding-hip-abduction': 'none' });
    expect(asked.every((linkId) => present.has(linkId))).toBe(true);
    expect(asked.some((linkId) => none.has(linkId))).toBe(false);
  });

  it.each(['doctor', 'guardian'])('[HR5] takes a hip referral by the %s without the criterion', (reason) => {
    const answers = answersOf(form, { 'finding-hip-abduction': 'none', 'hip-referral': reason });
    const evaluation = evaluate(form, answers);
    expect(evaluation.concerns).toEqual(['hip-referral']);
    expect(validate(form, answers, evaluation).some(({ linkId }) => linkId === 'hip-referral')).toBe(false);
  });
});
