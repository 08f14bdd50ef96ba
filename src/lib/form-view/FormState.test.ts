import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileForm } from '../forms/compile.ts';
import type { Answer } from '../forms/answer-types.ts';
import type { CompiledForm } from '../forms/form.ts';
import { FormState } from './FormState.svelte.ts';
import type { ItemState } from './ItemState.svelte.ts';

const compiled = (questionnaire: unknown): CompiledForm => {
  const { form, problems } = compileForm(questionnaire);
  if (form === undefined) throw new Error(JSON.stringify(problems));
  return form;
};

const fixture = (name: string): CompiledForm =>
  compiled(JSON.parse(readFileSync(`tests/fixtures/questionnaires/${name}.json`, 'utf8')));

const SYSTEM = 'https://hagukumi.dev/fhir/CodeSystem/sample';
const coding = (code: string): Answer => ({ type: 'coding', value: { system: SYSTEM, code } });
const yes: Answer = { type: 'boolean', value: true };
const text = (value: string): Answer => ({ type: 'string', value });

/** A form of `size` text questions, every fourth asked only when the one before it is はい. */
const longForm = (size: number): CompiledForm =>
  compiled({
    resourceType: 'Questionnaire',
    url: 'https://hagukumi.dev/fhir/Questionnaire/long',
    version: '1',
    status: 'draft',
    item: Array.from({ length: size }, (_, index) => ({
      linkId: `q${index}`,
      type: index % 4 === 2 ? 'boolean' : 'string',
      text: `質問${index}`,
      required: true,
      ...(index % 4 === 3 && {
        enableWhen: [{ question: `q${index - 1}`, operator: '=', answerBoolean: true }],
      }),
    })),
  });

/** Counts every write to a cell of every item, by linkId: each is a reason for a component to render again. */
const countWrites = (state: FormState): ReadonlyMap<string, number> => {
  const writes = new Map<string, number>();
  for (const { linkId } of state.form.items) {
    const cell = state.item(linkId);
    for (const key of [
      'answers',
      'enabled',
      'unread',
      'touched',
      'editing',
    ] as const satisfies (keyof ItemState)[]) {
      let value: unknown = cell[key];
      Object.defineProperty(cell, key, {
        get: () => value,
        set: (next: unknown) => {
          if (Object.is(next, value)) return;
          value = next;
          writes.set(linkId, (writes.get(linkId) ?? 0) + 1);
        },
      });
    }
  }
  return writes;
};

/** The question that a question of the form below waits for. */
const opens = (index: number): string => {
  if (index === 20 || index === 30 || index === 40) return 'q10';
  return index === 50 ? 'q40' : 'q0';
};

/** Counts how often the cells of each item are worked out again, whether that gives something else or not. */
const countRefreshes = (state: FormState): Map<string, number> => {
  const refreshes = new Map<string, number>();
  for (const { linkId } of state.form.items) {
    const cell = state.item(linkId);
    let value = cell.enabled;
    Object.defineProperty(cell, 'enabled', {
      get: () => value,
      set: (next: boolean) => {
        value = next;
        refreshes.set(linkId, (refreshes.get(linkId) ?? 0) + 1);
      },
    });
  }
  return refreshes;
};

describe('FormState', () => {
  it('[FM12] holds completion back over a date after today, and only where it knows the day', () => {
    const bound = (name: string, expression: string) => ({
      url: `http://hl7.org/fhir/StructureDefinition/${name}`,
      _valueDate: {
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/cqf-expression',
            valueExpression: { language: 'text/fhirpath', expression },
          },
        ],
      },
    });
    const form = compiled({
      resourceType: 'Questionnaire',
      url: 'https://hagukumi.dev/fhir/Questionnaire/dates',
      version: '1',
      status: 'draft',
      item: [
        {
          linkId: 'walked',
          type: 'date',
          text: '歩きはじめた日',
          extension: [bound('minValue', '%patient.birthDate'), bound('maxValue', 'today()')],
        },
      ],
    });
    const days = { today: '2026-11-21', birth: '2025-05-01' };
    const codesFor = (value: string, state: FormState): readonly string[] => {
      state.set('walked', [{ type: 'date', value }]);
      const cell = state.item('walked');
      cell.leave();
      expect(cell.shownIssues).toEqual(state.issues());
      return cell.shownIssues.map(({ code, severity }) => `${severity} ${code}`);
    };
    expect(codesFor('2027-03', new FormState(form, { days }))).toEqual(['error after-today']);
    expect(codesFor('2025-04', new FormState(form, { days }))).toEqual(['error before-birth']);
    expect(codesFor('2026-11', new FormState(form, { days }))).toEqual([]);
    expect(codesFor('2027-03', new FormState(form))).toEqual([]);
  });

  it('writes the cells of one item for one keystroke in a form of 1,000 items', () => {
    const state = new FormState(longForm(1000));
    const writes = countWrites(state);
    state.set('q500', [text('か')]);
    expect([...writes]).toEqual([['q500', 1]]);
    state.set('q500', [text('かお')]);
    expect([...writes]).toEqual([['q500', 2]]);
  });

  it('writes the cells of the answered and of the shown item when an answer shows another', () => {
    const state = new FormState(longForm(1000));
    const writes = countWrites(state);
    state.set('q502', [yes]);
    expect([...writes]).toEqual([
      ['q502', 1],
      ['q503', 1],
    ]);
    expect(state.item('q503').enabled).toBe(true);
  });

  it('[FE13] works out again only the cells of the items that depend on an answer, in a form of 1,000 items', () => {
    const size = 1000;
    const form = compiled({
      resourceType: 'Questionnaire',
      url: 'https://hagukumi.dev/fhir/Questionnaire/dependents',
      version: '1',
      status: 'draft',
      item: Array.from({ length: size }, (_, index) => ({
        linkId: `q${index}`,
        type: 'boolean',
        text: `質問${index}`,
        // q10 opens q20, q30 and q40; q40 opens q50; all others wait for q0.
        ...(index > 0 && {
          enableWhen: [{ question: opens(index), operator: 'exists', answerBoolean: true }],
        }),
      })),
    });
    const state = new FormState(form, { answers: new Map([['q0', [yes]]]) });
    for (const { linkId } of form.items) void state.item(linkId);
    const writes = countRefreshes(state);
    const looks: (readonly string[] | 'all')[] = [];
    state.watch((keys) => looks.push(keys));

    state.set('q10', [yes]);
    expect(looks).toEqual([['q10', 'q20', 'q30', 'q40']]);
    expect([...writes.keys()].sort()).toEqual(['q10', 'q20', 'q30', 'q40']);
    expect([...writes.values()].every((count) => count === 1)).toBe(true);

    writes.clear();
    state.set('q40', [yes]);
    expect([...writes.keys()].sort()).toEqual(['q40', 'q50']);

    writes.clear();
    state.set('q10', []);
    expect([...writes.keys()].sort()).toEqual(['q10', 'q20', 'q30', 'q40', 'q50']);

    writes.clear();
    state.set('q999', [yes]);
    expect([...writes.keys()]).toEqual(['q999']);
  });

  it('keeps the set of asked items as it is while nothing is shown or hidden', () => {
    const state = new FormState(longForm(8));
    const before = state.enabled;
    state.set('q0', [text('a')]);
    expect(state.enabled).toBe(before);
    state.set('q2', [yes]);
    expect(state.enabled).not.toBe(before);
  });

  it('tells a listener of each change once, and not of the same answer again', () => {
    const state = new FormState(fixture('every-item'));
    const told: [string, readonly Answer[]][] = [];
    const stop = state.onChange((linkId, answers) => told.push([linkId, answers]));
    state.set('about.smile', [yes]);
    state.set('about.smile', [{ type: 'boolean', value: true }]);
    state.clear('about.smile');
    stop();
    state.set('about.smile', [yes]);
    expect(told).toEqual([
      ['about.smile', [yes]],
      ['about.smile', []],
    ]);
  });

  it('keeps the answer of a hidden question and leaves it out of the response', () => {
    const state = new FormState(fixture('every-item'));
    state.set('about.eyes', [coding('yes')]);
    state.set('about.eyes.what', [text('寄り目')]);
    state.set('about.eyes', [coding('no')]);
    expect(state.item('about.eyes.what').enabled).toBe(false);
    expect(state.answers.get('about.eyes.what')).toEqual([text('寄り目')]);
    const meta = { id: 'r', status: 'in-progress', authored: '2026-11-21T00:00:00Z' } as const;
    expect(JSON.stringify(state.response(meta))).not.toContain('寄り目');
    state.set('about.eyes', [coding('yes')]);
    expect(JSON.stringify(state.response(meta))).toContain('寄り目');
  });

  it('opens a draft with its answers, those of hidden questions too, and passes over unknown linkIds', () => {
    const answers = new Map<string, readonly Answer[]>([
      ['about.eyes', [coding('no')]],
      ['about.eyes.what', [text('寄り目')]],
      ['gone', [yes]],
    ]);
    const state = new FormState(fixture('every-item'), { answers, language: 'en' });
    expect(state.language).toBe('en');
    expect([...state.answers.keys()]).toEqual(['about.eyes', 'about.eyes.what']);
    expect(state.item('about.eyes').answers).toEqual([coding('no')]);
  });

  it('shows no defect before the item is left, none while typing, and every one once completing was tried', () => {
    const state = new FormState(fixture('findings'));
    const weight = state.item('measure.weight');
    expect(weight.shownIssues).toEqual([]);
    weight.edit();
    state.set('measure.weight', [{ type: 'quantity', value: 6, unit: 'g', code: 'g' }]);
    weight.touched = true;
    expect(weight.shownIssues).toEqual([]);
    weight.leave();
    expect(weight.shownIssues.map(({ code }) => code)).toContain('below-min');
    expect(state.item('measure.length').shownIssues).toEqual([]);
    expect(state.check().length).toBeGreaterThan(10);
    expect(state.item('measure.length').shownIssues.map(({ code }) => code)).toEqual(['required']);
  });

  it('holds back completion for text that cannot be read, without saving it', () => {
    const state = new FormState(fixture('findings'));
    state.set('measure.weight', [{ type: 'quantity', value: 6200, unit: 'g', code: 'g' }]);
    state.setUnread('measure.weight', '62..0');
    expect(state.answers.has('measure.weight')).toBe(false);
    expect(state.issues().filter(({ linkId }) => linkId === 'measure.weight')).toEqual([
      { linkId: 'measure.weight', key: 'measure.weight', code: 'type', severity: 'error' },
    ]);
    state.set('measure.weight', [{ type: 'quantity', value: 6200, unit: 'g', code: 'g' }]);
    expect(state.issues().some(({ linkId }) => linkId === 'measure.weight')).toBe(false);
  });

  it('fills only unset items with their normal answer, and undo leaves what was changed since', () => {
    const state = new FormState(fixture('findings'));
    state.set('body.skin', [coding('abnormal')]);
    const filled = state.fillNormal();
    expect(filled).toHaveLength(10);
    expect(filled).not.toContain('body.skin');
    expect(state.item('body.skin').answers).toEqual([coding('abnormal')]);
    state.set('body.hip', [coding('abnormal')]);
    state.undo(filled);
    expect([...state.answers.keys()].sort()).toEqual(['body.hip', 'body.skin']);
    expect(state.fillNormal(new Set(['development.smile']))).toEqual(['development.smile']);
  });

  it('evaluates step by step to the same as a form opened with the same answers', () => {
    const form = fixture('every-item');
    const choice = fc.constantFrom('yes', 'no').map(coding);
    const who = fc.constantFrom('mother', 'other').map(coding);
    const step = fc.oneof(
      fc.tuple(fc.constant('about.eyes'), fc.option(choice)),
      fc.tuple(fc.constant('family.companion'), fc.option(who)),
      fc.tuple(fc.constantFrom('about.eyes.what', 'family.other'), fc.option(fc.string().map(text))),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const state = new FormState(form);
        for (const [linkId, answer] of steps) state.set(linkId, answer === null ? [] : [answer]);
        const again = new FormState(form, { answers: state.answers });
        expect([...state.enabled].sort()).toEqual([...again.enabled].sort());
        expect(state.concerns).toEqual(again.concerns);
        for (const { linkId } of form.items) {
          expect(state.item(linkId).enabled).toBe(again.item(linkId).enabled);
        }
      }),
    );
  });

  it('brings a row back with everything that was in it', () => {
    const state = new FormState(
      compiled({
        resourceType: 'Questionnaire',
        status: 'draft',
        item: [
          {
            linkId: 'drug',
            type: 'group',
            text: '薬',
            repeats: true,
            item: [
              { linkId: 'name', type: 'string', text: '名前' },
              { linkId: 'time', type: 'string', text: '時間', repeats: true },
            ],
          },
        ],
      }),
    );
    const keyIn = (row: number, at: number): string =>
      state.tree.byKey.get('drug')?.children[row]?.children[at]?.key ?? '';
    state.set(keyIn(0, 0), [text('一')]);
    state.addRow('drug');
    state.set(keyIn(1, 0), [text('二')]);
    const list = keyIn(1, 1);
    state.addRow(list);
    state.set(state.tree.byKey.get(list)!.children[1]!.key, [text('夜')]);
    const before = new Map(state.answers);

    const taken = state.removeRow('drug', 1);
    expect(JSON.stringify([...state.answers])).not.toContain('二');
    // The only row left stays.
    expect(state.removeRow('drug', 0)).toBeUndefined();
    // A field that loses the focus by going off the screen writes nothing.
    state.set(list, [text('x')]);
    expect(state.answers.has(list)).toBe(false);

    state.restoreRow(taken!);
    expect(new Map([...state.answers].sort())).toEqual(new Map([...before].sort()));
  });

  it('tells the defects of a list and of a rule over several answers where they stand', () => {
    const state = new FormState(
      compiled({
        resourceType: 'Questionnaire',
        status: 'draft',
        item: [{ linkId: 'names', type: 'string', text: '名前', repeats: true, required: true }],
      }),
    );
    const list = state.item('names');
    expect(list.shownIssues).toEqual([]);
    list.demand();
    expect(list.shownIssues.map(({ code }) => code)).toEqual(['required']);
    state.set(state.tree.byKey.get('names')!.children[0]!.key, [text('たろう')]);
    expect(list.shownIssues).toEqual([]);
  });
});
