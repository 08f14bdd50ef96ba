import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeDraft, encodeDraft } from './draft.ts';
import { evaluate, reevaluate } from './evaluate.ts';
import { OWN_EXTENSION, STANDARD_EXTENSION, UCUM_SYSTEM } from './extensions.ts';
import type { Answer, Answers, CompiledForm, FormItem } from './form.ts';
import { pagesOf, visiblePages } from './pages.ts';
import { respond } from './respond.ts';
import { restore } from './restore.ts';
import {
  aChoice,
  aGroup,
  anItem,
  anOption,
  aQuestionnaire,
  aWeight,
  extension,
  when,
} from './testing/questionnaire.ts';
import { compiled } from './testing/scenario.ts';
import { validate } from './validate.ts';
import { validateResponse } from './validate-response.ts';

/** Few values of each type, so that conditions are met often. */
const VALUES = {
  boolean: [true, false],
  integer: [-1, 0, 3],
  decimal: [0.5, 3, 62.5],
  date: ['2026', '2026-03', '2026-03-05', '2026-04-01'],
  string: ['あ', 'い', '𠮷'],
  text: ['あ', 'い\nう'],
  choice: ['x', 'y', 'z'],
  quantity: [1, 6200],
} as const;

type QuestionType = keyof typeof VALUES;

const TYPES = Object.keys(VALUES) as QuestionType[];

const OPERATORS: Readonly<Record<QuestionType, readonly string[]>> = {
  boolean: ['=', '!='],
  choice: ['=', '!='],
  integer: ['=', '!=', '>', '<', '>=', '<='],
  decimal: ['=', '!=', '>', '<', '>=', '<='],
  date: ['=', '!=', '>', '<', '>=', '<='],
  string: ['=', '!=', '>', '<', '>=', '<='],
  text: ['=', '!=', '>', '<', '>=', '<='],
  quantity: ['=', '!=', '>', '<', '>=', '<='],
};

const answerElement = (type: QuestionType, value: unknown): object => {
  if (type === 'choice') return { answerCoding: { system: 's', code: value } };
  if (type === 'quantity') return { answerQuantity: { value, system: UCUM_SYSTEM, code: 'g' } };
  const suffix = type === 'text' ? 'String' : `${type.charAt(0).toUpperCase()}${type.slice(1)}`;
  return { [`answer${suffix}`]: value };
};

const reasons = ['asked-unknown', 'asked-declined', 'temp-unknown'] as const;

/** Every question offers all reasons; booleans and choices have concerns; the rest varies. */
const question = (type: QuestionType, linkId: string, more: Readonly<Record<string, unknown>>): object => {
  const own = reasons.map((valueCode) => extension(OWN_EXTENSION.absentReasons, { valueCode }));
  if (type === 'choice') {
    const [concern, alone] = [OWN_EXTENSION.concern, STANDARD_EXTENSION.optionExclusive];
    return aChoice(linkId, [], {
      answerOption: [
        anOption('x', extension(concern, { valueBoolean: true })),
        anOption('y'),
        anOption('z', extension(alone, { valueBoolean: true })),
      ],
      repeats: more['repeats'],
      extension: own,
      ...more,
    });
  }
  const { repeats: _, ...rest } = more;
  if (type === 'quantity') return aWeight(linkId, { ...rest, extension: own });
  const flagged = type === 'boolean' ? [extension(OWN_EXTENSION.concernWhen, { valueBoolean: true })] : [];
  return anItem(type, linkId, { ...rest, extension: [...own, ...flagged] });
};

/** What one item is made from; the conditions point to earlier questions, so that no cycle can arise. */
const seed = fc.record({
  type: fc.constantFrom<(QuestionType | 'group' | 'display')[]>(...TYPES, 'group', 'display'),
  depth: fc.nat(3),
  required: fc.boolean(),
  repeats: fc.boolean(),
  any: fc.boolean(),
  conditions: fc.array(fc.record({ on: fc.nat(), operator: fc.nat(), value: fc.nat(), is: fc.boolean() }), {
    maxLength: 3,
  }),
});
type Seed = typeof seed extends fc.Arbitrary<infer T> ? T : never;

const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % list.length];

const conditionsOf = (
  { conditions }: Seed,
  before: readonly { linkId: string; type: QuestionType }[],
): object[] =>
  conditions.flatMap(({ on, operator, value, is }) => {
    const target = pick(before, on);
    if (target === undefined) return [];
    const chosen = pick(['exists', ...OPERATORS[target.type]], operator) ?? 'exists';
    if (chosen === 'exists') return [when(target.linkId, 'exists', { answerBoolean: is })];
    return [
      when(target.linkId, chosen, {
        ...answerElement(target.type, pick<unknown>(VALUES[target.type], value)),
      }),
    ];
  });

/** A Questionnaire of the seeds: each goes into the group that is open at its depth. */
const questionnaireOf = (seeds: readonly Seed[]): object => {
  const before: { linkId: string; type: QuestionType }[] = [];
  const roots: object[] = [];
  const open: object[][] = [roots];
  seeds.forEach((each, index) => {
    const linkId = `i${index}`;
    const { type, required, repeats, any, depth } = each;
    const enableWhen = conditionsOf(each, before);
    const more = { ...(enableWhen.length > 0 && { enableWhen, enableBehavior: any ? 'any' : 'all' }) };
    const level = Math.min(depth, open.length - 1);
    open.length = level + 1;
    const siblings = open[level] ?? roots;
    if (type === 'group') {
      const children: object[] = [];
      siblings.push(aGroup(linkId, children, { ...more, required }));
      open.push(children);
    } else if (type === 'display') siblings.push(anItem('display', linkId, more));
    else {
      siblings.push(question(type, linkId, { ...more, required, ...(type === 'choice' && { repeats }) }));
      before.push({ linkId, type });
    }
  });
  return aQuestionnaire(roots);
};

const formOf = fc
  .array(seed, { minLength: 1, maxLength: 24 })
  .map((seeds) => compiled(questionnaireOf(seeds)));

/** Answers a person could give to an item: a value, several of a multi-select, a reason, or none. */
const givenTo = ({ type, repeats, options, unit }: FormItem, choice: number): readonly Answer[] => {
  if (type === 'group' || type === 'display' || choice % 7 === 0) return [];
  const reason = pick(reasons, choice);
  if (choice % 7 === 1 && reason !== undefined) return [{ type: 'absent', reason }];
  if (type === 'choice') {
    const chosen = repeats
      ? options.filter((_, at) => (choice >> at) % 2 === 1)
      : options.slice(choice % 3, (choice % 3) + 1);
    return chosen.map(({ coding }) => ({ type: 'coding', value: coding }));
  }
  const value = pick<boolean | number | string>(VALUES[type], choice);
  if (typeof value === 'boolean') return [{ type: 'boolean', value }];
  if (typeof value === 'string') return [{ type: type === 'date' ? 'date' : 'string', value }];
  if (value === undefined) return [];
  if (type === 'quantity') return [{ type, value, unit: unit?.display ?? '', code: unit?.code ?? '' }];
  return [{ type: type === 'integer' ? 'integer' : 'decimal', value }];
};

const session = fc.record({
  form: formOf,
  steps: fc.array(fc.record({ at: fc.nat(), choice: fc.nat(1000) }), { maxLength: 40 }),
});

/** Walks through the steps; `each` sees the answers after every one. */
const walk = (
  { form, steps }: { form: CompiledForm; steps: readonly { at: number; choice: number }[] },
  each?: (answers: Answers, linkId: string) => void,
): Answers => {
  const answers = new Map<string, readonly Answer[]>();
  for (const { at, choice } of steps) {
    const item = pick(form.items, at);
    if (item === undefined) continue;
    const given = givenTo(item, choice);
    if (given.length === 0) answers.delete(item.linkId);
    else answers.set(item.linkId, given);
    each?.(answers, item.linkId);
  }
  return answers;
};

const META = { id: 'r', status: 'completed', authored: '2026-04-01T00:00:00.000Z', language: 'ja' } as const;

const asked = (answers: Answers, enabled: ReadonlySet<string>): Answers =>
  new Map([...answers].filter(([linkId]) => enabled.has(linkId)));

describe('for random forms and random answering', () => {
  it('[FE12] [FE13] re-evaluating equals evaluating, and looks at no item that could not change', () => {
    let hidden = 0;
    fc.assert(
      fc.property(session, (each) => {
        let evaluation = evaluate(each.form, new Map());
        walk(each, (answers, linkId) => {
          const after = reevaluate(each.form, evaluation, answers, linkId);
          const fresh = evaluate(each.form, answers);
          expect(after.enabled).toEqual(fresh.enabled);
          expect(after.concerns).toEqual(fresh.concerns);
          expect(new Set(after.touched).size).toBe(after.touched.length);
          const changed = each.form.items.filter(
            (item) => evaluation.enabled.has(item.linkId) !== fresh.enabled.has(item.linkId),
          );
          expect(after.touched).toEqual(expect.arrayContaining(changed.map((item) => item.linkId)));
          hidden += changed.length;
          evaluation = after;
        });
      }),
      { numRuns: 2000 },
    );
    // The forms really show and hide.
    expect(hidden).toBeGreaterThan(1000);
  });

  it('[FE14] an evaluation is never changed by the next one', () => {
    fc.assert(
      fc.property(session, (each) => {
        let before = evaluate(each.form, new Map());
        walk(each, (answers, linkId) => {
          const copy = { enabled: [...before.enabled], concerns: [...before.concerns] };
          const after = reevaluate(each.form, before, answers, linkId);
          expect({ enabled: [...before.enabled], concerns: before.concerns }).toEqual(copy);
          before = after;
        });
      }),
    );
  });

  it('[FS1] [FS8] a response opens again to the same answers of what is asked, and the same evaluation', () => {
    fc.assert(
      fc.property(session, (each) => {
        const { form } = each;
        const answers = walk(each);
        const evaluation = evaluate(form, answers);
        const response: unknown = JSON.parse(JSON.stringify(respond(form, answers, evaluation, META)));
        const restored = restore(form, response);
        expect(restored.problems).toEqual([]);
        expect(restored.answers).toEqual(asked(answers, evaluation.enabled));
        expect(evaluate(form, restored.answers)).toEqual(evaluation);
        expect(validateResponse(form, response)).toEqual(validate(form, answers, evaluation));
      }),
      { numRuns: 1000 },
    );
  });

  it('[FD1] a draft opens again to the same answers, asked or not', () => {
    fc.assert(
      fc.property(session, (each) => {
        const draft = {
          formId: each.form.url,
          formVersion: each.form.version,
          language: 'ja',
          position: each.form.items[0]?.linkId ?? '',
          answers: walk(each),
          startedAt: META.authored,
        };
        expect(decodeDraft(encodeDraft(draft))).toEqual({ ok: true, value: draft });
      }),
    );
  });

  it('[FP3] every asked question is on exactly one page', () => {
    fc.assert(
      fc.property(session, (each) => {
        const { form } = each;
        const evaluation = evaluate(form, walk(each));
        const questions = form.items.filter(({ type }) => type !== 'group').map(({ linkId }) => linkId);
        const onPages = (pages: ReturnType<typeof pagesOf>) =>
          pages.flatMap(({ intro, questions: on }) => [...intro, ...on]).map(({ linkId }) => linkId);
        expect(onPages(pagesOf(form))).toEqual(questions);
        expect(onPages(visiblePages(form, evaluation))).toEqual(
          questions.filter((id) => evaluation.enabled.has(id)),
        );
      }),
    );
  });

  it('[FS4] any JSON at all is a list of problems for restore', () => {
    fc.assert(
      fc.property(formOf, fc.jsonValue(), fc.jsonValue(), (form, root, item) => {
        restore(form, root);
        const { answers, problems } = restore(form, {
          resourceType: 'QuestionnaireResponse',
          status: 'completed',
          item,
        });
        expect(answers.size).toBe(0);
        expect(problems.length).toBeGreaterThan(0);
      }),
    );
  });
});
