import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ExpressionEngine } from '../expression/engine.ts';
import { loadFhirPath } from './engine.ts';

const engine = await loadFhirPath(['matches']);
const NOW = new Date(2026, 10, 21, 9, 30);
const UCUM = 'http://unitsofmeasure.org';
const WEIGHT_URL = 'http://hl7.org/fhir/StructureDefinition/itemWeight';
const ORDINAL_URL = 'http://hl7.org/fhir/StructureDefinition/ordinalValue';
const often = (code: string, weight?: number, url = ORDINAL_URL): unknown => ({
  system: 'http://example.org/often',
  code,
  ...(weight !== undefined && { extension: [{ url, valueDecimal: weight }] }),
});
const question = (linkId: string, ...answer: unknown[]): unknown => ({ linkId, answer });

const RESPONSE = frozen({
  resourceType: 'QuestionnaireResponse',
  status: 'in-progress',
  item: [
    {
      linkId: 'body',
      item: [
        question('weight', { valueDecimal: 6.2 }),
        question('height', { valueDecimal: 61 }),
        question('born', { valueDate: '2025-03-03' }),
        question('milk', { valueQuantity: { value: 0.8, unit: 'L', system: UCUM, code: 'L' } }),
        question('weeks', { valueQuantity: { value: 1.5, unit: '週', system: UCUM, code: 'wk' } }),
        question('name', { valueString: '鈴木　春子' }),
      ],
    },
    {
      linkId: 'mood',
      item: [
        question('sad', { valueCoding: often('a', 2) }),
        question('tired', { valueCoding: often('b', 3, WEIGHT_URL) }, { valueCoding: often('c') }),
        question('alone', { valueCoding: often('d') }),
        question('picked', { valueInteger: 7 }),
        question('unknown', { valueCoding: often('z') }),
      ],
    },
  ],
});
const FORM = frozen({
  resourceType: 'Questionnaire',
  contained: [
    {
      resourceType: 'ValueSet',
      id: 'often',
      compose: {
        include: [
          {
            system: 'http://example.org/often',
            concept: [{ code: 'd', extension: [{ url: ORDINAL_URL, valueDecimal: 5 }] }],
          },
        ],
      },
    },
  ],
  item: [
    {
      linkId: 'mood',
      item: [
        {
          linkId: 'tired',
          answerOption: [{ valueCoding: often('c'), extension: [{ url: WEIGHT_URL, valueDecimal: 4 }] }],
        },
        { linkId: 'alone', answerValueSet: '#often' },
        {
          linkId: 'picked',
          answerOption: [
            { valueInteger: 6, extension: [{ url: WEIGHT_URL, valueDecimal: 60 }] },
            { valueInteger: 7, extension: [{ url: WEIGHT_URL, valueDecimal: 70 }] },
          ],
        },
      ],
    },
  ],
});
const PATIENT = frozen({
  resourceType: 'Patient',
  birthDate: '2025-03-03',
  name: [{ use: 'official', family: '鈴木', given: ['春子'] }],
});
const ENVIRONMENT: Readonly<Record<string, unknown>> = {
  resource: RESPONSE,
  questionnaire: FORM,
  patient: PATIENT,
  qitem: { linkId: 'tired', answerOption: [{ valueCoding: often('c') }] },
};

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

function evaluate(
  text: string,
  more: Readonly<Record<string, unknown>> = {},
  focus: unknown = RESPONSE,
  by: ExpressionEngine = engine,
): readonly unknown[] | undefined {
  const expression = by.compile(text);
  if (expression === undefined) throw new Error(`does not compile: ${text}`);
  return expression.evaluate(focus, { ...ENVIRONMENT, ...more }, NOW);
}

const item = (linkId: string): string => `%resource.descendants().where(linkId = '${linkId}').answer`;

describe('evaluate', () => {
  it.each<[string, readonly unknown[]]>([
    [`${item('weight')}.value`, [6.2]],
    [`(${item('weight')}.value * 10000 / ${item('height')}.value.power(2)).round(1)`, [16.7]],
    ['0.1 + 0.2', [0.3]],
    ["iif(%patient.name.family = '鈴木', 'あり', 'なし')", ['あり']],
    [`${item('name')}.value.matches('^[\\\\p{Han}]+\\\\s')`, [true]],
    [`${item('name')}.value.matchesFull('[\\\\p{Han}]+')`, [false]],
    [`${item('name')}.value.replaceMatches('\\\\s', ' ')`, ['鈴木 春子']],
    ["'a.b'.replace('.', '$&')", ['a$&b']],
    ["('a' | 'b' | 'a').count()", [2]],
    ['(1 | 2).aggregate($this + $total, 0)', [3]],
    ['{}', []],
    ['1 = {}', []],
    ['@2026-02-28 + 1 day', ['2026-03-01']],
    ['@2026-03-01 - (2 * 1 week)', ['2026-02-15']],
    ['@2024-01-31 + 1 month', ['2024-02-29']],
    ['@2026-11-21 > @2026-11', []],
    ['@2026-11-21T09:30.is(DateTime) and @T14:34:28.123.is(Time)', [true]],
    ['@2026-11-21T09:30:00+09:00 = @2026-11-21T00:30:00Z', [true]],
    ['3 > 2 and {} implies true', [true]],
    ['%qitem.answerOption.value.code', ['c']],
    ['%ucum', [UCUM]],
    ['%sct & %loinc', ['http://snomed.info/scthttp://loinc.org']],
    ['%`vs-gender`', ['http://hl7.org/fhir/ValueSet/gender']],
    ["'x'.trace('note') // 記録", ['x']],
    ['%context.status', ['in-progress']],
    ['descendants().count() > 20 and descendants().count() = %resource.descendants().count()', [true]],
  ])('%s', (text, expected) => {
    expect(evaluate(text)).toEqual(expected);
  });

  it.each<[string, unknown]>([
    [`${item('milk')}.value`, { value: 0.8, unit: 'L', system: UCUM, code: 'L' }],
    [`${item('milk')}.value * 2`, { value: 1.6, unit: 'L', system: UCUM, code: 'L' }],
    ['4 days', { value: 4, unit: 'day', system: UCUM, code: 'd' }],
    ["70.5 'kg'", { value: 70.5, unit: 'kg', system: UCUM, code: 'kg' }],
  ])('%s is a quantity', (text, expected) => {
    expect(evaluate(text)).toEqual([expected]);
  });

  it('compares quantities of one dimension in different units', () => {
    expect(evaluate(`${item('milk')}.value > 700 'mL'`)).toEqual([true]);
    expect(evaluate(`${item('milk')}.value > 700 'g'`)).toEqual([]);
  });

  it.each([
    ['weights of the extension on the answer', `${item('sad')}.value.ordinal()`, [2]],
    ['both extensions, and the option of the form', `${item('tired')}.value.weight()`, [3, 4]],
    ['answers as well as their values', `${item('tired')}.weight().sum() + 1`, [8]],
    ['the contained value set', `${item('alone')}.value.ordinal()`, [5]],
    ['options that are no codings', `${item('picked')}.value.weight()`, [70]],
    ['nothing for what has no weight', `${item('unknown')}.value.ordinal()`, []],
    ['a whole score', "%resource.item.where(linkId = 'mood').item.answer.value.ordinal().sum()", [84]],
  ])('weight() takes %s', (_, text, expected) => {
    expect(evaluate(text)).toEqual(expected);
  });

  it('weight() follows the form as it is now', () => {
    const changed = { ...FORM, contained: [] };
    expect(evaluate(`${item('alone')}.value.ordinal()`, { questionnaire: changed })).toEqual([]);
    expect(evaluate(`${item('sad')}.value.ordinal()`, { questionnaire: undefined })).toEqual([2]);
  });

  it('reads the clock that it is given, in the local time zone', () => {
    expect(evaluate('today()')).toEqual(['2026-11-21']);
    expect(evaluate('timeOfDay()')).toEqual(['09:30:00.000']);
    const [now] = evaluate('now()') ?? [];
    expect(now).toMatch(/^2026-11-21T09:30:00\.000[+-]\d\d:\d\d$/);
    expect(Date.parse(String(now))).toBe(NOW.getTime());
    expect(evaluate('%patient.birthDate + 18 months <= today()')).toEqual([true]);
    expect(evaluate('%patient.birthDate + 21 months <= today()')).toEqual([false]);
  });

  it('takes an item of the response as focus and as context', () => {
    const [body] = RESPONSE.item;
    const [weight] = body?.item ?? [];
    expect(evaluate('answer.value + 1', {}, weight)).toEqual([7.2]);
    expect(evaluate('%context.answer.value + 1', { context: weight })).toEqual([7.2]);
    expect(evaluate('$this.linkId', {}, weight)).toEqual(['weight']);
    expect(evaluate('answer.value', {}, undefined)).toEqual([]);
  });

  it('a result used as a variable keeps its type', () => {
    const born = evaluate('%patient.birthDate');
    expect(evaluate('%born + 18 months', { born })).toEqual(['2026-09-03']);
    const items = evaluate("%resource.item.where(linkId = 'body').item");
    expect(evaluate("%items.where(linkId = 'weight').answer.value", { items })).toEqual([6.2]);
    const quantity = evaluate(`${item('milk')}.value * 2`);
    expect(evaluate("%quantity > 1500 'mL'", { quantity })).toEqual([true]);
  });

  it.each([
    ['a variable without a value', '%nobody'],
    ["one of JavaScript's own names", '%constructor'],
    ['texts added to numbers', "1 + 'a'"],
    ['a date that no calendar has', '@2026-02-30'],
    ['a date beyond the calendar', '@2026-01-01 + 9999999999 days'],
    ['half a year added to a date', '@2026-01-01 + 1.5 years'],
    ['half a week taken from a date', `today() - ${item('weeks')}.value`],
    ['a number beyond measure', '10.power(1000000000) mod 7'],
    ['several elements where one is expected', "%resource.item.linkId.startsWith('b')"],
    ['a regular expression that is refused', "'a'.matches('(a)\\\\1')"],
  ])('is undefined on %s', (_, text) => {
    expect(evaluate(text)).toBeUndefined();
  });
});

describe('compile', () => {
  it.each([
    ['no expression', ''],
    ['a syntax error', '%resource.item.where('],
    ['two expressions', 'a b'],
    ['an unknown function', 'item.frobnicate()'],
    ['a function that asks a server', '%patient.generalPractitioner.resolve()'],
    ['a value set on a server', "answer.value.memberOf('http://example.org/vs')"],
    ['a wrong number of arguments', "'a'.startsWith()"],
    ["a member of JavaScript's own", 'item.constructor'],
    ['our own functions', 'item._weighed()'],
    ['more than 10,000 characters', `'${'x'.repeat(10_000)}'`],
    ['too deep a nesting', `${'('.repeat(40)}1${')'.repeat(40)}`],
    ['too many operators', Array(300).fill('%a').join(' + ')],
  ])('refuses %s', (_, text) => {
    expect(engine.compile(text)).toBeUndefined();
  });

  it('refuses patterns when none was announced', async () => {
    const without = await loadFhirPath(['1 + 1']);
    expect(without.compile("'a'.matches('a')")).toBeUndefined();
    expect(evaluate('1 + 1', {}, RESPONSE, without)).toEqual([2]);
  });
});

describe('hostile expressions', () => {
  const repeated = (part: string, times: number, separator = ''): string =>
    Array<string>(times).fill(part).join(separator);
  const doubling = (start: string, twice: string): string =>
    `defineVariable('a0', ${start})` +
    Array.from(
      { length: 60 },
      (_, n) => `.defineVariable('a${n + 1}', ${twice.replaceAll('%a', `%a${n}`)})`,
    ).join('');
  const HOSTILE: readonly string[] = [
    '1.repeat($this + 1)',
    '@2026-01-01 + 1.5 years',
    "today() - (3 'wk' / 2)",
    "'a'.substring(1, 2, 3).trace('x', $this).startsWith()",
    "'a'.repeat($this & 'a')",
    'repeat(children() | descendants())',
    `%resource${repeated('.descendants()', 60)}`,
    `${repeated('descendants().select(', 20)}1${repeated(')', 20)}`,
    repeated('descendants()', 150, ' | '),
    repeated('(%resource = %resource)', 100, ' and '),
    'descendants().aggregate($total | $this, {}).count()',
    'descendants().select(%resource.descendants().subsetOf(%resource.descendants()))',
    `${doubling("'x'", '%a & %a')}.select(%a60)`,
    `${doubling('item', '%a.combine(%a)')}.select(%a60.count())`,
    `${doubling('9999999999L', '%a * %a')}.select(%a60)`,
    `${doubling('99.5', '%a.power(99.9)')}.select(%a60)`,
    `'aaaaaaaaaa'${repeated(".replace('', 'aaaaaaaaaaaaaaaaaaaa')", 30)}`,
    `'${repeated('a', 5000)}!'.replaceMatches('', '${repeated('b', 4000)}')`,
    `('${repeated('a', 5000)}!').matches('^(a+)+$')`,
    repeated("'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.matches('(a|a)*b')", 100, ' or '),
    Array.from({ length: 150 }, (_, n) => `'a'.matches('(\\\\p{L}|a${n}){1,20}')`).join(' or '),
    `'${repeated('x', 9000)}'.toChars().select($this.toChars().distinct().count()).sum()`,
    `'${Array.from({ length: 9000 }, (_, n) => String.fromCharCode(0x4e00 + n)).join('')}'.toChars().distinct()`,
    `'1'.toQuantity('${repeated('m.', 2000)}m') = 1 'm'`,
    `1 '${repeated('(', 2000)}m' = 1 'm'`,
    repeated('(', 9999),
    `${repeated('-', 9998)}1`,
    repeated('/*', 5000),
    repeated("'", 9999),
    repeated('@#$%', 2500),
    repeated('あ', 9999),
    '\u0000\uD800%`\\',
  ];

  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each(HOSTILE.map((text) => [text.slice(0, 60), text]))(
    '%s ends, without a throw, a word or a call',
    (_, text) => {
      const words = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
        vi.spyOn(console, name),
      );
      const fetching = vi.spyOn(globalThis, 'fetch');
      const expression = engine.compile(text);
      const result = expression?.evaluate(RESPONSE, ENVIRONMENT, NOW);
      expect(result === undefined || Array.isArray(result)).toBe(true);
      for (const spy of [...words, fetching]) expect(spy).not.toHaveBeenCalled();
    },
  );

  it('the work on a large response is bounded, and what is sensible still runs', () => {
    const items = Array.from({ length: 3_000 }, (_, n) => question(`q${n}`, { valueInteger: n % 7 }));
    const response = { resourceType: 'QuestionnaireResponse', status: 'in-progress', item: items };
    const run = (text: string): unknown =>
      engine.compile(text)?.evaluate(response, { resource: response }, NOW);
    const sum = Array.from(
      { length: 15 },
      (_, n) => `%resource.descendants().where(linkId = 'q${n}').answer.value`,
    );
    expect(run(sum.join(' + '))).toEqual([42]);
    expect(run("%resource.repeat(item).where(linkId = 'q2999').answer.value")).toEqual([3]);
    expect(run('%resource.item.answer.value.sum()')).toEqual([8994]);
    expect(run('%resource.descendants().select(%resource.item.count()).count()')).toBeUndefined();
    expect(run('%resource.descendants().distinct().count()')).toBeUndefined();
  });
});
