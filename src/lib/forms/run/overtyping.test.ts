import { describe, expect, it } from 'vitest';
import { carryOver } from '../response/carry-over.ts';
import { compileForm } from '../compile.ts';
import { OWN_EXTENSION, STANDARD_EXTENSION } from '../extensions.ts';
import { restore } from '../response/restore.ts';
import { aLiveForm, calculated, CONTEXT, problemsOf, TOOLS } from '../testing/expression-scenario.ts';
import {
  aChoice,
  aGroup,
  anItem,
  aQuestionnaire,
  expression,
  valuesOf,
  when,
} from '../testing/questionnaire.ts';
import { Scenario } from '../testing/scenario.ts';
import { populate } from '../populate.ts';
import { filledBy } from '../populate/testing/populated.ts';
import { validateResponse } from '../response/validate-response.ts';

type Json = Readonly<Record<string, unknown>>;

/** A calculated question that a person may overtype. */
const editable = (type: string, linkId: string, text: string, more: Json = {}): Json =>
  calculated(type, linkId, text, { readOnly: false, ...more });

const sums = [
  anItem('integer', 'a'),
  editable('integer', 'twice', `${valuesOf('a')} * 2`),
  editable('integer', 'more', `${valuesOf('twice')} + 1`),
  anItem('string', 'why', { enableWhen: [when('twice', '>', { answerInteger: 10 })] }),
];

describe('a calculated answer that is not read-only', () => {
  it('[FJ15] can be overtyped, is not calculated again until it is cleared, and others follow it', () => {
    const form = aLiveForm(sums).answer('a', 3);
    expect(form.item('twice').readOnly).toBe(false);
    form.expectValue('twice', 6).expectValue('more', 7);
    form.answer('twice', 50);
    form.expectValue('twice', 50).expectValue('more', 51);
    form.expectShown('why');
    form.answer('a', 4);
    form.expectValue('twice', 50).expectValue('more', 51);
    form.answer('twice');
    form.expectValue('twice', 8).expectValue('more', 9);
    form.expectHidden('why');
    form.answer('a', 5).expectValue('more', 11);
  });

  it('[FJ15] counts a reason for having no answer as an answer, and an empty box as none', () => {
    const reasons = { url: OWN_EXTENSION.absentReasons, valueCode: 'asked-unknown' };
    const word: Json = {
      extension: [expression(STANDARD_EXTENSION.calculatedExpression, valuesOf('of')), reasons],
    };
    const form = aLiveForm([anItem('string', 'of'), anItem('string', 'word', word)]).answer('of', '式');
    expect(form.absent('word', 'asked-unknown').given('word')).toEqual([
      { type: 'absent', reason: 'asked-unknown' },
    ]);
    form.answer('word', ' ').expectValue('word', '式');
  });

  it('[FJ15] is overtyped in its own row only', () => {
    const form = aLiveForm([
      aGroup('g', [anItem('integer', 'n'), editable('integer', 'next', '%context.count() + 1')], {
        repeats: true,
      }),
    ]).addRow('g');
    form.answer(['next', 1], 9);
    form.expectValue(['next', 1], 9).expectValue(['next', 2], 2);
  });

  it.each([
    ['it is read-only', calculated('integer', 'it', '1'), []],
    ['it may be overtyped', editable('integer', 'it', '1'), []],
    [
      'several values repeat',
      editable('string', 'it', "'a' | 'b'", { repeats: true }),
      [['warning', 'calculated-not-editable', 'item[0]']],
    ],
    [
      'it starts with a value',
      editable('integer', 'it', '1', { initial: [{ valueInteger: 5 }] }),
      [['warning', 'value-invalid', 'item[0].initial']],
    ],
  ])('[FJ15] [FJ16] what cannot be overtyped is told: %s', (_name, item, problems) => {
    expect(problemsOf([item])).toEqual(problems);
  });

  it('[FJ16] starts with what is calculated, not with an initial value or one that is filled in', () => {
    const start = { initial: [{ valueInteger: 5 }] };
    aLiveForm([editable('integer', 'it', '1', start)]).expectValue('it', 1);
    const { extension } = filledBy('7') as { readonly extension: readonly Json[] };
    const both = anItem('integer', 'it', {
      extension: [...extension, expression(STANDARD_EXTENSION.calculatedExpression, '1')],
    });
    const { form } = compileForm(aQuestionnaire([both]), TOOLS);
    if (form === undefined) throw new Error('refused');
    expect(populate(form, { now: CONTEXT.now, resources: {} }).answers.size).toBe(0);
  });
});

describe('a response with calculated answers that opens again', () => {
  it('[FS9] keeps what a person put there, and goes on calculating all else', () => {
    const form = aLiveForm(sums).answer('a', 3).answer('twice', 50);
    const again = aLiveForm(sums).reopen(form.response());
    expect([...again.answers.keys()]).toEqual(['a', 'twice']);
    again.answer('a', 4).expectValue('more', 51);
    again.answer('twice').expectValue('more', 9);
  });

  it.each([
    ['dateTime', '@2026-03-01T09:00:00+09:00'],
    ['time', '@T09:30'],
    ['string', "'あ'"],
    ['decimal', '1.10'],
    ['quantity', '3'],
    ['date', '@2026-03-01'],
  ])('[FS9] tells a calculated %s in the way it is written', (type, text) => {
    const form = aLiveForm([editable(type, 'it', text)]);
    const { answers } = restore(form.form, JSON.parse(JSON.stringify(form.response())));
    expect(answers.size).toBe(0);
    expect(form.given('it')).toHaveLength(1);
  });

  it('[FS9] tells a calculated option and several of them', () => {
    const codes = ['x', 'y', 'z'];
    const choice = aChoice('it', codes, {
      repeats: true,
      extension: [expression(STANDARD_EXTENSION.calculatedExpression, "'x' | 'z'")],
    });
    const form = aLiveForm([choice]);
    form.expectValue('it', 'x', 'z');
    expect(restore(form.form, form.response()).answers.size).toBe(0);
    form.answer('it', 'y');
    expect(restore(form.form, form.response()).answers.size).toBe(1);
  });

  it('[FS9] [FJ9] without the clock a value that needs it stays as it was recorded', () => {
    const form = aLiveForm([editable('date', 'on', 'today()')]);
    const response = form.response();
    expect(restore(form.form, response).answers.size).toBe(1);
    expect(restore(form.form, response, CONTEXT).answers.size).toBe(0);
    expect(validateResponse(form.form, response)).toEqual([]);
  });

  it('[FO15] into another version of the form takes none that differs from what it calculates, and tells', () => {
    const before = aLiveForm(sums).answer('a', 3).answer('twice', 50);
    const { form } = compileForm(aQuestionnaire(sums, { version: '2' }), TOOLS);
    if (form === undefined) throw new Error('refused');
    const { answers, problems } = carryOver(form, before.response());
    expect([...answers.keys()]).toEqual(['a']);
    expect(problems).toEqual([
      { severity: 'warning', code: 'not-carried-over', linkId: 'twice', key: 'twice' },
    ]);
    new Scenario(aQuestionnaire(sums), TOOLS, CONTEXT, answers).expectValue('twice', 6);
  });
});
