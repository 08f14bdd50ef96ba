import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, Answers } from './answer-types.ts';
import { compileForm } from './compile.ts';
import { decodeDraft, encodeDraft } from './response/draft.ts';
import { evaluate, reevaluate } from './run/evaluate.ts';
import type { Evaluation } from './run/evaluation.ts';
import type { CompiledForm, FormItem } from './form.ts';
import { linkIdOf } from './run/key.ts';
import { pagesOf, visiblePages } from './run/pages.ts';
import { respond } from './response/respond.ts';
import { restore } from './response/restore.ts';
import { loadFhirPath } from './fhirpath/engine.ts';
import { FormRows } from './run/rows.ts';
import { startingAnswers } from './run/starting-answers.ts';
import { pick, randomQuestionnaire, someAnswers } from './testing/random-form.ts';
import { compiled } from './testing/scenario.ts';
import { validate } from './run/validate.ts';
import { validateResponse } from './response/validate-response.ts';

const engine = await loadFhirPath([]);
const parsedExpressions = new Map<string, ReturnType<typeof engine.compile>>();
/** Random forms share few expressions: each is parsed once, which is most of what such a form costs. */
const tools = {
  expressions: {
    fillRow: engine.fillRow,
    compile: (text: string) => {
      if (!parsedExpressions.has(text)) parsedExpressions.set(text, engine.compile(text));
      return parsedExpressions.get(text);
    },
  },
};

/** Of these at least 2,000 have expressions: the others are too short for one. */
const EXPRESSION_RUNS = 3000;

interface Session {
  readonly questionnaire: object;
  readonly steps: readonly { readonly at: number; readonly choice: number }[];
}

const sessionOf = (rows: boolean, expressions = false): fc.Arbitrary<Session> =>
  fc.record({
    questionnaire: randomQuestionnaire({ rows, expressions }),
    steps: fc.array(fc.record({ at: fc.nat(), choice: fc.nat(1000) }), { maxLength: 40 }),
  });

/** One write of answers, and what followed from them before. */
interface Step {
  readonly before: Evaluation;
  readonly answers: Answers;
  readonly key: string;
}

/** What a person does at a node: answers it, or adds or takes away a row where it is a list. */
const writesAt = (evaluation: Evaluation, answers: Answers, at: number, choice: number): Answers => {
  const node = pick(evaluation.tree.nodes, at);
  if (node === undefined) return new Map();
  if (node.role !== 'list') {
    return new Map([
      [node.key, node.role === 'row' && node.item.perAnswer ? [] : someAnswers(node.item, choice)],
    ]);
  }
  const rows = new FormRows(evaluation.tree, answers);
  if (choice % 3 === 0 && rows.canRemove(node.key)) {
    const row = choice % node.children.length;
    const emptied = rows.keysInRow(node.key, row).map((key) => [key, [] as readonly Answer[]] as const);
    return new Map([...emptied, [node.key, rows.without(node.key, row)]]);
  }
  return node.children.length < 4 ? rows.added(node.key) : new Map();
};

/** Walks through the steps as the screens do, one write after the other. @returns the answers at the end */
const walk = (form: CompiledForm, steps: Session['steps'], each?: (step: Step) => Evaluation): Answers => {
  const answers = new Map(startingAnswers(form));
  let evaluation = evaluate(form, answers);
  for (const { at, choice } of steps) {
    for (const [key, given] of writesAt(evaluation, answers, at, choice)) {
      if (given.length === 0) answers.delete(key);
      else answers.set(key, given);
      evaluation = each?.({ before: evaluation, answers, key }) ?? evaluate(form, answers);
    }
  }
  return answers;
};

const META = { id: 'r', status: 'completed', authored: '2026-04-01T00:00:00.000Z', language: 'ja' } as const;

const parsed = (form: CompiledForm, answers: Answers, evaluation: Evaluation): unknown =>
  JSON.parse(JSON.stringify(respond(form, answers, evaluation, META)));

const asked = (answers: Answers, enabled: ReadonlySet<string>): Answers =>
  new Map([...answers].filter(([key]) => enabled.has(key)));

describe('for random forms and random answering', () => {
  it('[FE12] [FE13] [FG7] re-evaluating equals evaluating, and looks at every node that changed, each once', () => {
    let hidden = 0;
    let rows = 0;
    fc.assert(
      fc.property(sessionOf(true), ({ questionnaire, steps }) => {
        const form = compiled(questionnaire);
        walk(form, steps, ({ before, answers, key }) => {
          const after = reevaluate(form, before, answers, key);
          const fresh = evaluate(form, answers);
          expect(after.enabled).toEqual(fresh.enabled);
          expect(after.concerns).toEqual(fresh.concerns);
          expect([...after.tree.byKey.keys()]).toEqual([...fresh.tree.byKey.keys()]);
          expect(new Set(after.touched).size).toBe(after.touched.length);
          const flipped = [...fresh.tree.byKey.keys()].filter(
            (each) => before.tree.byKey.has(each) && before.enabled.has(each) !== fresh.enabled.has(each),
          );
          expect(after.touched).toEqual(expect.arrayContaining(flipped));
          hidden += flipped.length;
          if (after.tree !== before.tree) rows += 1;
          return after;
        });
      }),
      { numRuns: 2000 },
    );
    // The forms really show and hide, and really have rows.
    expect(hidden).toBeGreaterThan(1000);
    expect(rows).toBeGreaterThan(1000);
  }, 60_000);

  it('[FE12] [FJ12] [FS1] [FS8] [FS9] all of it with expressions: calculated, overtyped, asked by a rule', () => {
    let [sequences, calculated, overtyped, hidden] = [0, 0, 0, 0];
    fc.assert(
      fc.property(sessionOf(true, true), fc.nat(), ({ questionnaire, steps }, at) => {
        const form = compiled(questionnaire, tools);
        if (form.hasExpressions) sequences += 1;
        let evaluation = evaluate(form, startingAnswers(form));
        const answers = walk(form, steps, ({ before, answers: given, key }) => {
          const after = reevaluate(form, before, given, key);
          evaluation = evaluate(form, given);
          expect(after.enabled).toEqual(evaluation.enabled);
          expect(after.computed).toEqual(evaluation.computed);
          expect(after.concerns).toEqual(evaluation.concerns);
          calculated += evaluation.computed.size;
          hidden += evaluation.tree.byKey.size - evaluation.enabled.size;
          return after;
        });

        const response = parsed(form, answers, evaluation);
        const { answers: again, problems } = restore(form, response);
        expect(problems).toEqual([]);
        const reopened = evaluate(form, again);
        expect(parsed(form, again, reopened)).toEqual(response);
        // Rows without an answer are not in a response: everything outside of rows is as it was.
        const alone = (keys: Iterable<string>): readonly string[] =>
          [...keys].filter((key) => key === linkIdOf(key));
        expect(alone(reopened.enabled)).toEqual(alone(evaluation.enabled));
        const structural = validateResponse(form, response).filter(
          ({ path, code }) => path !== undefined || code === 'item-disabled',
        );
        expect(structural).toEqual([]);
        overtyped += [...again.keys()].filter((key) => form.byLinkId.get(linkIdOf(key))?.overtypable).length;

        // What was overtyped and is cleared is what is calculated.
        const overtypable = form.items.filter((item) => item.overtypable && item.rowOwners.length === 0);
        const item = pick(overtypable, at);
        if (item === undefined) return;
        const cleared = new Map(again);
        cleared.delete(item.linkId);
        const afterwards = evaluate(form, cleared);
        if (!afterwards.enabled.has(item.linkId)) return;
        expect(afterwards.computed.get(item.linkId)?.answers).toHaveLength(1);
      }),
      { numRuns: EXPRESSION_RUNS },
    );
    expect(sequences).toBeGreaterThanOrEqual(2000);
    expect(calculated).toBeGreaterThan(1000);
    expect(hidden).toBeGreaterThan(1000);
    expect(overtyped).toBeGreaterThan(10);
  }, 120_000);

  it('[FE14] an evaluation is never changed by the next one', () => {
    fc.assert(
      fc.property(sessionOf(true), ({ questionnaire, steps }) => {
        const form = compiled(questionnaire);
        walk(form, steps, ({ before, answers, key }) => {
          const copy = { enabled: [...before.enabled], concerns: [...before.concerns] };
          const after = reevaluate(form, before, answers, key);
          expect({ enabled: [...before.enabled], concerns: before.concerns }).toEqual(copy);
          return after;
        });
      }),
    );
  });

  it('[FS1] [FS8] a response opens again to the same answers of what is asked, and the same evaluation', () => {
    fc.assert(
      fc.property(sessionOf(false), ({ questionnaire, steps }) => {
        const form = compiled(questionnaire);
        const answers = walk(form, steps);
        const evaluation = evaluate(form, answers);
        const response = parsed(form, answers, evaluation);
        const restored = restore(form, response);
        expect(restored.problems).toEqual([]);
        const plain = [...asked(answers, evaluation.enabled)];
        expect(new Map([...restored.answers].sort())).toEqual(new Map(plain.sort()));
        const again = evaluate(form, restored.answers);
        expect(again.enabled).toEqual(evaluation.enabled);
        expect(again.concerns).toEqual(evaluation.concerns);
        expect(validateResponse(form, response).map(({ code, linkId }) => [code, linkId])).toEqual(
          validate(form, answers, evaluation).map(({ code, linkId }) => [code, linkId]),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('[FS1] [FS8] a response with rows opens again to the same response, and has no structural problem', () => {
    let nested = 0;
    fc.assert(
      fc.property(sessionOf(true), ({ questionnaire, steps }) => {
        const form = compiled(questionnaire);
        const answers = walk(form, steps);
        const response = parsed(form, answers, evaluate(form, answers));
        const restored = restore(form, response);
        expect(restored.problems).toEqual([]);
        expect(parsed(form, restored.answers, evaluate(form, restored.answers))).toEqual(response);
        expect(validateResponse(form, response).filter(({ path }) => path !== undefined)).toEqual([]);
        expect(validateResponse(form, response).filter(({ code }) => code === 'item-disabled')).toEqual([]);
        nested += JSON.stringify(response).split('"answer":').length - 1;
      }),
      { numRuns: 1000 },
    );
    expect(nested).toBeGreaterThan(300);
  });

  it('[FD1] a draft opens again to the same answers, asked or not', () => {
    fc.assert(
      fc.property(sessionOf(true), ({ questionnaire, steps }) => {
        const form = compiled(questionnaire);
        const draft = {
          formId: form.url,
          formVersion: form.version,
          language: 'ja',
          position: form.items[0]?.linkId ?? '',
          answers: walk(form, steps),
          startedAt: META.authored,
        };
        const decoded = decodeDraft(encodeDraft(draft));
        expect(decoded.ok).toBe(true);
        if (!decoded.ok) return;
        const responseOf = (answers: Answers): unknown => parsed(form, answers, evaluate(form, answers));
        expect([...decoded.value.answers.keys()]).toEqual([...draft.answers.keys()]);
        expect(responseOf(decoded.value.answers)).toEqual(responseOf(draft.answers));
      }),
    );
  });

  it('[FP3] every asked question is on exactly one page', () => {
    fc.assert(
      fc.property(sessionOf(false), ({ questionnaire, steps }) => {
        const form = compiled(questionnaire);
        const evaluation = evaluate(form, walk(form, steps));
        const onPages = (pages: ReturnType<typeof pagesOf>) =>
          pages.flatMap(({ intro, questions: on }) => [...intro, ...on]).map(({ linkId }) => linkId);
        /** Texts under a question, and what stands under each answer of a multi-select, are drawn with it. */
        const isOnPage = ({ type, parent, rowOwners }: FormItem): boolean =>
          type !== 'group' &&
          rowOwners.length === 0 &&
          !(type === 'display' && parent && parent.type !== 'group');
        const questions = form.items.filter(isOnPage).map(({ linkId }) => linkId);
        expect(onPages(pagesOf(form))).toEqual(questions);
        expect(onPages(visiblePages(form, evaluation))).toEqual(
          questions.filter((id) => evaluation.enabled.has(id)),
        );
      }),
    );
  });

  it('[FS4] any JSON at all is a list of problems for restore', () => {
    const formOf = randomQuestionnaire({ rows: true, expressions: false }).map((questionnaire) =>
      compiled(questionnaire),
    );
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

  it('[FC18] any JSON at all in the place of items is compiled or told, never thrown', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (item) => {
        const { form, problems } = compileForm({ resourceType: 'Questionnaire', item });
        expect(form === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
      }),
    );
  });
});
