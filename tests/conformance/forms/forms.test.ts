import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readValue } from '../../../src/lib/forms/answer.ts';
import type { AbsentReason } from '../../../src/lib/forms/answer-types.ts';
import { compileForm, type CompileTools } from '../../../src/lib/forms/compile.ts';
import { evaluate } from '../../../src/lib/forms/run/evaluate.ts';
import { loadFhirPath } from '../../../src/lib/forms/fhirpath/engine.ts';
import { populate } from '../../../src/lib/forms/populate.ts';
import { compilePattern } from '../../../src/lib/forms/regex/engine.ts';
import { type At, compiled, type Said, Scenario } from '../../../src/lib/forms/testing/scenario.ts';
import { validateResponse } from '../../../src/lib/forms/response/validate-response.ts';

/** What a person does. Rows count from 1; an answer without values clears the question. */
type Step =
  | { readonly answer: At; readonly with: readonly (boolean | number | string | object)[] }
  | { readonly absent: At; readonly reason: AbsentReason }
  | { readonly addRow: At }
  | { readonly removeRow: At; readonly row: number };

/** A form after a published example, and what comes of answering it. */
interface Fixture {
  /** The example whose features it has; every text is our own. */
  readonly after: string;
  readonly questionnaire: Readonly<Record<string, unknown>>;
  /** What the form is opened with: the time, resources by name, Observations. */
  readonly opened?: {
    readonly now: string;
    readonly resources: Readonly<Record<string, unknown>>;
    readonly bundle: unknown;
  };
  readonly languages?: readonly string[];
  readonly unreviewed?: readonly string[];
  readonly scenarios: readonly {
    readonly name: string;
    readonly steps: readonly Step[];
    /** The response's items; null when it has none. */
    readonly item: readonly object[] | null;
    /** linkIds that are not asked, where it matters. */
    readonly hidden?: readonly string[];
    /** Every issue; none where nothing stands. */
    readonly issues?: readonly string[];
    readonly concerns?: readonly string[];
    /** What the renderer is told of an item. */
    readonly looks?: readonly { readonly linkId: string; readonly has: Readonly<Record<string, unknown>> }[];
  }[];
}

const HERE = import.meta.dirname;

const fixtures = readdirSync(HERE, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => [name, JSON.parse(readFileSync(join(HERE, name), 'utf8')) as Fixture] as const);

/** The expressions of a form, wherever they stand. */
const expressionsIn = (json: unknown): readonly string[] => {
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([key, value]) =>
    key === 'expression' && typeof value === 'string' ? [value] : expressionsIn(value),
  );
};

const TOOLS: CompileTools = {
  compilePattern,
  expressions: await loadFhirPath(fixtures.flatMap(([, { questionnaire }]) => expressionsIn(questionnaire))),
};

/** A sitting with the form: with what is known already, where the fixture says what that is. */
const open = ({ questionnaire, opened }: Fixture): Scenario => {
  if (opened === undefined) return new Scenario(questionnaire, TOOLS);
  const { resources, bundle } = opened;
  const now = new Date(opened.now);
  const { answers, problems } = populate(compiled(questionnaire, TOOLS), { now, resources, bundle });
  expect(problems).toEqual([]);
  return new Scenario(questionnaire, TOOLS, { now, resources }, answers);
};

const saidOf = (value: boolean | number | string | object): Said => {
  if (typeof value !== 'object') return value;
  const answer = readValue(value);
  if (answer === undefined) throw new Error('the fixture holds no value[x]');
  return answer;
};

const take = (scenario: Scenario, step: Step): void => {
  if ('answer' in step) scenario.answer(step.answer, ...step.with.map(saidOf));
  else if ('absent' in step) scenario.absent(step.absent, step.reason);
  else if ('addRow' in step) scenario.addRow(step.addRow);
  else scenario.removeRow(step.removeRow, step.row);
};

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;

it('there are forms after the core specification, after the SDC guide and of our own', () => {
  for (const folder of ['core/', 'sdc/', 'own/']) {
    expect(fixtures.filter(([name]) => name.startsWith(folder)).length).toBeGreaterThanOrEqual(4);
  }
});

describe.each(fixtures)('%s', (_name, fixture) => {
  const { questionnaire, scenarios, languages = ['ja'], unreviewed = [] } = fixture;

  it('compiles without a problem', () => {
    const { form, problems } = compileForm(questionnaire, TOOLS);
    expect(problems).toEqual([]);
    expect(form?.languages).toEqual(languages);
    expect([...(form?.unreviewed ?? [])]).toEqual(unreviewed);
  });

  it.each(scenarios)('$name', ({ steps, item, hidden, issues = [], concerns, looks = [] }) => {
    const scenario = open(fixture);
    for (const step of steps) take(scenario, step);

    expect(scenario.response()).toEqual({
      resourceType: 'QuestionnaireResponse',
      id: 'r1',
      language: 'ja',
      questionnaire: `${String(questionnaire['url'])}|1`,
      status: 'completed',
      authored: '2026-04-01T01:00:00.000Z',
      ...(item !== null && { item }),
    });
    expect(scenario.issueLines).toEqual(issues);
    if (hidden !== undefined) expect(scenario.hidden).toEqual(hidden);
    if (concerns !== undefined) {
      const linkIds = scenario.concerns.map((key) => scenario.evaluation.tree.byKey.get(key)?.item.linkId);
      expect(linkIds).toEqual(concerns);
    }
    for (const { linkId, has } of looks) expect(scenario.item(linkId)).toMatchObject(has);
  });

  it.each(scenarios)('$name: opens again, and step by step is what it is at once', ({ steps }) => {
    const scenario = open(fixture);
    for (const step of steps) take(scenario, step);
    const afresh = evaluate(scenario.form, scenario.answers, scenario.evaluation.context);
    expect([...scenario.evaluation.enabled].sort()).toEqual([...afresh.enabled].sort());
    expect(scenario.concerns).toEqual(afresh.concerns);

    const response = plain(scenario.response());
    expect(plain(open(fixture).reopen(response).response())).toEqual(response);
    const codes = validateResponse(scenario.form, response).map(({ code }) => code);
    expect(codes.filter((code) => !scenario.issues.some((issue) => issue.code === code))).toEqual([]);
  });
});
