import { openForm } from '../../src/lib/form-view/open-form.ts';
import { evaluate } from '../../src/lib/forms/run/evaluate.ts';
import { startingAnswers } from '../../src/lib/forms/run/starting-answers.ts';
import { validate } from '../../src/lib/forms/run/validate.ts';
import { validateResponse } from '../../src/lib/forms/response/validate-response.ts';
import { parseMarkdown } from '../../src/lib/forms/rich-text/parse-markdown.ts';
import { parseXhtml } from '../../src/lib/forms/rich-text/parse-xhtml.ts';
import type { Answer } from '../../src/lib/forms/answer-types.ts';
import { atMost, type Bench, type BenchRow } from './bench.ts';

type Json = Readonly<Record<string, unknown>>;

const HL7 = 'http://hl7.org/fhir/StructureDefinition';
const SCRIPT = '<script>alert(1)</script><img src=x onerror=alert(1)>[x](javascript:alert(1))';

const many = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const question = (linkId: string, more: Json = {}): Json => ({
  linkId,
  type: 'string',
  text: linkId,
  ...more,
});
const form = (item: readonly unknown[], more: Json = {}): Json => ({
  resourceType: 'Questionnaire',
  url: 'https://example.org/bad',
  version: '1',
  status: 'draft',
  item,
  ...more,
});
const on = (linkId: string): Json => ({
  enableWhen: [{ question: linkId, operator: 'exists', answerBoolean: true }],
});
const pattern = (valueString: string): Json => ({ extension: [{ url: `${HL7}/regex`, valueString }] });
const nested = (depth: number): Json =>
  depth === 1
    ? question('deepest')
    : { linkId: `g${depth}`, type: 'group', text: 'g', item: [nested(depth - 1)] };

/** What may not take a second. Each is what came of it in a word, so that nobody times a bench that does nothing. */
interface BadInput {
  readonly name: string;
  readonly text: string;
  /** `refused`: no form, with a reason. `told`: a form, with problems. `taken`: a form without any. */
  readonly outcome: 'refused' | 'told' | 'taken';
  /** What somebody types into every question of it. */
  readonly typed?: string;
}

const json = (name: string, outcome: BadInput['outcome'], value: unknown, typed?: string): BadInput => ({
  name,
  outcome,
  text: JSON.stringify(value),
  ...(typed !== undefined && { typed }),
});

const LONG = 'あ'.repeat(5_000_000 / 3);

/** Every line of "bad input" that a form's engine is held to. */
const BAD_INPUTS: readonly BadInput[] = [
  { name: 'not JSON', outcome: 'refused', text: '{"resourceType": "Questionnaire", '.repeat(20_000) },
  json('not a Questionnaire', 'refused', { resourceType: 'Patient', id: 'p' }),
  json('an R5 Questionnaire', 'refused', {
    ...form([
      { linkId: 'a', type: 'coding', text: 'a', answerConstraint: 'optionsOnly', disabledDisplay: 'hidden' },
    ]),
    versionAlgorithmString: 'semver',
  }),
  json(
    'an STU3 Questionnaire',
    'refused',
    form([{ linkId: 'a', type: 'choice', options: { reference: '#v' }, option: [] }]),
  ),
  json('one linkId for 10,000 items', 'refused', form(many(10_000, () => question('q')))),
  json('10,000 items without linkId', 'refused', form(many(10_000, () => ({ type: 'string', text: 'x' })))),
  json(
    '10,000 conditions on nothing',
    'refused',
    form(many(10_000, (at) => question(`q${at}`, on('nowhere')))),
  ),
  json(
    'a cycle through 10,000 conditions',
    'refused',
    form(many(10_000, (at) => question(`q${at}`, on(`q${(at + 1) % 10_000}`)))),
  ),
  json('10,000 items', 'taken', form(many(10_000, (at) => question(`q${at}`))), 'はい'),
  json('10,001 items', 'refused', form(many(10_001, (at) => question(`q${at}`)))),
  json('depth 50', 'refused', form([nested(50)])),
  json('5 MB of text', 'taken', form([question('q', { text: LONG })], { title: LONG }), 'はい'),
  json('script in labels', 'taken', form(many(1_000, (at) => question(`q${at}`, { text: SCRIPT }))), SCRIPT),
  json(
    'script in markdown and XHTML',
    'taken',
    form(
      many(500, (at) =>
        question(`q${at}`, {
          _text: {
            extension: [
              { url: `${HL7}/rendering-markdown`, valueMarkdown: SCRIPT },
              {
                url: `${HL7}/rendering-xhtml`,
                valueString: `<div xmlns="http://www.w3.org/1999/xhtml">${SCRIPT}`,
              },
            ],
          },
        }),
      ),
    ),
    SCRIPT,
  ),
  json(
    'a pattern that backtracks for ever elsewhere',
    'taken',
    form([question('q', pattern('(a+)+'))]),
    `${'a'.repeat(50_000)}b`,
  ),
  json(
    '1,000 patterns that do',
    'taken',
    form(many(1_000, (at) => question(`q${at}`, pattern(`(a|a?)+${at}`)))),
    `${'a'.repeat(200)}b`,
  ),
  json(
    'names of the prototype as linkIds',
    'taken',
    form(['__proto__', 'constructor', 'toString', 'hasOwnProperty'].map((linkId) => question(linkId))),
    'はい',
  ),
  json(
    '10,000 options of the wrong type',
    'refused',
    form([{ ...question('q'), type: 'choice', answerOption: many(10_000, () => ({ valueDate: 5 })) }]),
  ),
];

/** The text of each rich form of a label, parsed as the screen does. */
const drawRich = async (
  rich: readonly { readonly markdown?: { readonly ja: string }; readonly xhtml?: string }[],
) => {
  for (const { markdown, xhtml } of rich) {
    if (markdown !== undefined) await parseMarkdown(markdown.ja);
    if (xhtml !== undefined) parseXhtml(xhtml);
  }
};

/** Opens the file and does with it all that follows: evaluates, fills in, validates, draws. @returns what came of it */
const tryOut = async ({ text, typed }: BadInput): Promise<BadInput['outcome']> => {
  const { form: opened, problems } = await openForm(new TextEncoder().encode(text));
  if (opened === undefined) return 'refused';
  const answers = new Map(startingAnswers(opened));
  const value: readonly Answer[] = typed === undefined ? [] : [{ type: 'string', value: typed }];
  for (const { linkId } of opened.items) answers.set(linkId, value);
  validate(opened, answers, evaluate(opened, answers));
  await drawRich(opened.items.flatMap(({ rich }) => (rich === undefined ? [] : [rich])));
  return problems.length > 0 ? 'told' : 'taken';
};

/** What the processor has spent, ms: what a quiet machine takes by the clock, also on a busy one. */
const cpuMs = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};

/** Answers of the wrong type, of any size, to a form that is right: what the hub is sent. */
const wrongAnswers = async (): Promise<number> => {
  const { form: right } = await openForm(
    new TextEncoder().encode(
      JSON.stringify(form(many(10_000, (at) => ({ linkId: `q${at}`, type: 'integer', text: 'q' })))),
    ),
  );
  if (right === undefined) throw new Error('the form is right');
  const response = {
    resourceType: 'QuestionnaireResponse',
    questionnaire: 'https://example.org/bad|1',
    status: 'completed',
    item: many(10_000, (at) => ({ linkId: `q${at}`, answer: [{ valueString: 'five' }] })),
  };
  const started = process.cpuUsage();
  const issues = validateResponse(right, response);
  const ms = cpuMs(started);
  if (issues.length < 10_000) throw new Error(`only ${issues.length} wrong answers are told`);
  return ms;
};

/** Every bad input ends in a problem list or a refusal, and in under a second. Each is given once, without a warm-up. */
export const formsBadInputBench: Bench = async () => {
  const rows: BenchRow[] = [];
  for (const input of BAD_INPUTS) {
    const started = process.cpuUsage();
    const outcome = await tryOut(input);
    const value = cpuMs(started);
    if (outcome !== input.outcome) throw new Error(`${input.name}: ${outcome}, not ${input.outcome}`);
    rows.push({ name: `${input.name}: ${outcome}`, unit: 'ms of CPU', value, budgets: [atMost(1000)] });
  }
  rows.push({
    name: '10,000 answers of the wrong type: told',
    unit: 'ms of CPU',
    value: await wrongAnswers(),
    budgets: [atMost(1000)],
  });
  return rows;
};
