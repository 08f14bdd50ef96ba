import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompiledExpression } from '../../expression/compiled-expression.ts';
import { loadFhirPath } from '../engine.ts';
import { EXPRESSIONS } from '../testing/expressions.ts';
import { aResponse, strippedTo, type ResponseJson } from '../testing/responses.ts';

const NOW = new Date(2026, 10, 21, 9, 30);
const PATIENT = {
  resourceType: 'Patient',
  birthDate: '2025-03-03',
  name: [{ use: 'official', family: '鈴木', given: ['春子'] }],
};
const engine = await loadFhirPath(EXPRESSIONS.map(([text]) => text));

function compiled(text: string): CompiledExpression {
  const expression = engine.compile(text);
  if (expression === undefined) throw new Error(`does not compile: ${text}`);
  return expression;
}

function resultOf(expression: CompiledExpression, response: ResponseJson): readonly unknown[] | undefined {
  const environment = {
    resource: response,
    patient: PATIENT,
    weight: [6.2],
    height: 0.61,
    which: 'body',
    other: {},
  };
  return expression.evaluate(response, environment, NOW);
}

function expectUnchanged(text: string, response: ResponseJson): void {
  const expression = compiled(text);
  const stripped = strippedTo(response, expression.reads.linkIds);
  expect([text, resultOf(expression, stripped)]).toEqual([text, resultOf(expression, response)]);
}

describe('reads', () => {
  it.each(EXPRESSIONS)('of %s', (text, expected) => {
    const { whole, linkIds } = compiled(text).reads;
    expect(whole ? 'whole' : [...linkIds].sort().join(',')).toBe(expected);
  });

  it('names the variables, and the clock', () => {
    const { variables, clock } = compiled('%weight > %`max weight` or today() > %patient.birthDate').reads;
    expect([...variables]).toEqual(['weight', 'max weight', 'patient']);
    expect(clock).toBe(true);
    expect(compiled('%patient.birthDate').reads.clock).toBe(false);
  });

  it('a variable that the expression defines itself is none', () => {
    expect([...compiled("defineVariable('a', 3).select(%a + %b)").reads.variables]).toEqual(['b']);
  });

  it(
    'an item that is not read never changes the result, in any expression of real forms',
    { timeout: 60_000 },
    () => {
      const narrow = EXPRESSIONS.filter(([, reads]) => reads !== 'whole').map(([text]) => text);
      expect(narrow.length).toBeGreaterThanOrEqual(60);
      fc.assert(
        fc.property(aResponse, (response) => {
          for (const text of narrow) expectUnchanged(text, response);
        }),
        { numRuns: 25 },
      );
    },
  );

  it(
    'an item that is not read never changes the result, in any expression at all',
    { timeout: 60_000 },
    () => {
      let narrow = 0;
      fc.assert(
        fc.property(anExpression, aResponse, (text, response) => {
          if (compiled(text).reads.whole) return;
          narrow += 1;
          expectUnchanged(text, response);
        }),
        { numRuns: 1_500 },
      );
      expect(narrow).toBeGreaterThan(150);
    },
  );
});

const linkId = fc.constantFrom('body', 'weight', 'visit', 'q1', 'q2', 'smokes', 'packs', 'habits', 'count');
const criterion = fc.oneof(
  { weight: 6, arbitrary: linkId.map((id) => `linkId = '${id}'`) },
  fc.tuple(linkId, linkId).map(([one, other]) => `linkId = '${one}' or '${other}' = linkId`),
  fc.tuple(linkId, linkId).map(([one, other]) => `linkId in ('${one}' | '${other}')`),
  linkId.map((id) => `linkId = '${id}' and answer.value > 3`),
  linkId.map((id) => `linkId = '${id}' and item.exists()`),
  linkId.map((id) => `linkId != '${id}'`),
  fc.constantFrom('answer.exists()', 'item.empty()', '$index = 0', 'true'),
);
const step = fc.oneof(
  { weight: 8, arbitrary: criterion.map((text) => `.where(${text})`) },
  { weight: 6, arbitrary: fc.constantFrom('.item', '.answer', '.answer.item') },
  fc.constantFrom('.repeat(item)', '.repeat(item | answer.item)', '.descendants()', '.children()'),
  fc.constantFrom(
    '.first()',
    '.tail()',
    '[0]',
    '.distinct()',
    '.skip(1)',
    '.linkId',
    '.value',
    '.value.code',
  ),
  criterion.map((text) => `.select(item.where(${text}))`),
  criterion.map((text) => `.select(iif(item.where(${text}).exists(), 1, 0))`),
  criterion.map((text) => `.exists(${text})`),
  criterion.map((text) => `.repeat(item.where(${text}))`),
  criterion.map((text) => `.combine(%resource.item.where(${text}))`),
  criterion.map((text) => `.union(%resource.item.where(${text}))`),
);
const path = fc
  .tuple(
    fc.constantFrom(
      '%resource',
      '%resource.item',
      '%resource.repeat(item)',
      '%resource.descendants()',
      '$this',
      'item',
    ),
    fc.array(step, { minLength: 1, maxLength: 5 }),
    fc.constantFrom('', '.count()', '.exists()', '.answer.value', '.linkId'),
  )
  .map(([root, steps, end]) => `${root}${steps.join('')}${end}`);
const anExpression = fc.oneof(
  { weight: 5, arbitrary: path },
  fc.tuple(path, path).map(([one, other]) => `(${one}) | (${other})`),
  fc
    .tuple(path, path)
    .map(([one, other]) => `(${one} | ${other}).item.where(linkId = 'q1').answer.value.code`),
  fc.tuple(path, path).map(([one, other]) => `iif((${one}).exists(), ${other}, {})`),
  fc.tuple(path, path).map(([one, other]) => `(${one}).count() + (${other}).count()`),
);
