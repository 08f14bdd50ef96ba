import fc from 'fast-check';
import type { Answer } from '../answer-types.ts';
import { isChoiceType, isQuestionType } from '../codec/codecs.ts';
import { quantityIn } from '../codec/quantity.ts';
import { OWN_EXTENSION, STANDARD_EXTENSION, UCUM_SYSTEM } from '../extensions.ts';
import type { FormItem } from '../form.ts';
import {
  aChoice,
  aGroup,
  anItem,
  anOption,
  aQuestionnaire,
  aWeight,
  expression,
  extension,
  when,
} from './questionnaire.ts';

/** Few values of each type, so that conditions are met often. */
const VALUES = {
  boolean: [true, false],
  integer: [-1, 0, 3],
  decimal: [0.5, 3, 62.5],
  date: ['2026', '2026-03', '2026-03-05', '2026-04-01'],
  dateTime: ['2026-03', '2026-03-05', '2026-03-05T09:30:00+09:00', '2026-03-05T00:30:00Z'],
  time: ['09:30:00', '12:00:30', '23:59:59'],
  string: ['あ', 'い', '𠮷'],
  text: ['あ', 'い\nう'],
  url: ['https://example.org/a', 'urn:b'],
  choice: ['x', 'y', 'z'],
  'open-choice': ['x', 'y', 'z'],
  quantity: [1, 6200],
} as const;

type RandomType = keyof typeof VALUES;

const TYPES = Object.keys(VALUES) as RandomType[];
const EQUALITY = ['=', '!='];
const ORDER = [...EQUALITY, '>', '<', '>=', '<='];
const UNORDERED: readonly RandomType[] = ['boolean', 'choice', 'open-choice', 'url'];
/** What can be calculated from how many answers there are. */
const COUNTED: readonly (RandomType | 'group')[] = ['integer', 'decimal', 'quantity', 'string'];
const SUFFIX: Readonly<Partial<Record<RandomType, string>>> = {
  dateTime: 'DateTime',
  text: 'String',
  url: 'Uri',
};
const REASONS = ['asked-unknown', 'asked-declined', 'temp-unknown'] as const;

const answerElement = (type: RandomType, value: unknown): Readonly<Record<string, unknown>> => {
  if (isChoiceType(type)) return { answerCoding: { system: 's', code: value } };
  if (type === 'quantity') return { answerQuantity: { value, system: UCUM_SYSTEM, code: 'g' } };
  const suffix = SUFFIX[type] ?? `${type.charAt(0).toUpperCase()}${type.slice(1)}`;
  return { [`answer${suffix}`]: value };
};

/** Every question offers all reasons; booleans and choices have concerns; the rest varies. */
const question = (
  type: RandomType,
  linkId: string,
  more: Readonly<Record<string, unknown>>,
  live: readonly object[],
): object => {
  const reasons = REASONS.map((valueCode) => extension(OWN_EXTENSION.absentReasons, { valueCode }));
  const own = [...reasons, ...live];
  if (isChoiceType(type)) {
    const [concern, alone] = [OWN_EXTENSION.concern, STANDARD_EXTENSION.optionExclusive];
    return aChoice(linkId, [], {
      answerOption: [
        anOption('x', extension(concern, { valueBoolean: true })),
        anOption('y'),
        anOption('z', extension(alone, { valueBoolean: true })),
      ],
      ...more,
      type,
      extension: own,
    });
  }
  if (type === 'quantity') return aWeight(linkId, { ...more, extension: own });
  const flagged = type === 'boolean' ? [extension(OWN_EXTENSION.concernWhen, { valueBoolean: true })] : [];
  return anItem(type, linkId, { ...more, extension: [...own, ...flagged] });
};

/** Expressions about one earlier question: whether it is asked, and how many answers it has. */
const expressionsOf = (linkId: string, isCalculated: boolean): object[] => {
  const answers = `%resource.descendants().where(linkId = '${linkId}').answer`;
  return isCalculated
    ? [expression(STANDARD_EXTENSION.calculatedExpression, `${answers}.count()`)]
    : [expression(STANDARD_EXTENSION.enableWhenExpression, `${answers}.count() != 1`)];
};

/** What one item is made from; the conditions point to earlier questions, so that no cycle can arise. */
const seed = fc.record({
  type: fc.constantFrom<(RandomType | 'group' | 'display')[]>(...TYPES, 'group', 'group', 'group', 'display'),
  depth: fc.nat(4),
  required: fc.boolean(),
  repeats: fc.nat(9),
  any: fc.boolean(),
  /** The earlier question an expression reads, and what for. */
  reads: fc.nat(),
  conditions: fc.array(fc.record({ on: fc.nat(), operator: fc.nat(), value: fc.nat(), is: fc.boolean() }), {
    maxLength: 3,
  }),
});
type Seed = typeof seed extends fc.Arbitrary<infer T> ? T : never;

/** An element of a list that wraps round. */
export const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % list.length];

const conditionsOf = (
  { conditions }: Seed,
  before: readonly { linkId: string; type: RandomType }[],
): object[] =>
  conditions.flatMap(({ on, operator, value, is }) => {
    const target = pick(before, on);
    if (target === undefined) return [];
    const operators = UNORDERED.includes(target.type) ? EQUALITY : ORDER;
    const chosen = pick(['exists', ...operators], operator) ?? 'exists';
    return chosen === 'exists'
      ? [when(target.linkId, 'exists', { answerBoolean: is })]
      : [when(target.linkId, chosen, answerElement(target.type, pick<unknown>(VALUES[target.type], value)))];
  });

/**
 * A Questionnaire of the seeds: each goes below the group or question that is open at its depth. About one group and
 * question in five repeats.
 */
const questionnaireOf = (seeds: readonly Seed[], { rows, expressions }: Traits): object => {
  const before: { linkId: string; type: RandomType }[] = [];
  const roots: object[] = [];
  const open: object[][] = [roots];
  seeds.forEach((each, index) => {
    const linkId = `i${index}`;
    const { type, required, any, depth } = each;
    const enableWhen = conditionsOf(each, before);
    const level = Math.min(depth, open.length - 1);
    open.length = level + 1;
    const siblings = open[level] ?? roots;
    const repeats = isChoiceType(type) ? each.repeats < 5 : rows && each.repeats < 2;
    const more = {
      ...(enableWhen.length > 0 && { enableWhen, enableBehavior: any ? 'any' : 'all' }),
      ...(type !== 'display' && { required, repeats }),
    };
    if (type === 'display') {
      siblings.push(anItem('display', linkId, more));
      return;
    }
    const children: object[] = [];
    const read = expressions && each.reads % 3 < 2 ? pick(before, each.reads) : undefined;
    const isCalculated = COUNTED.includes(type);
    const live = read === undefined ? [] : expressionsOf(read.linkId, isCalculated);
    if (type === 'group') siblings.push(aGroup(linkId, children, { ...more, extension: live }));
    else {
      siblings.push(question(type, linkId, { ...more, item: children }, live));
      before.push({ linkId, type });
    }
    open.push(children);
  });
  return aQuestionnaire(roots);
};

/** What random forms have beside nesting and conditions. */
export interface Traits {
  /** Groups and questions repeat in rows. */
  readonly rows: boolean;
  /** Some items are calculated or asked by FHIRPath, about earlier questions. */
  readonly expressions: boolean;
}

/**
 * Questionnaires of up to 24 items of every type, nested, with conditions on earlier questions.
 */
export const randomQuestionnaire = (traits: Traits): fc.Arbitrary<object> =>
  fc.array(seed, { minLength: 1, maxLength: 24 }).map((seeds) => questionnaireOf(seeds, traits));

/** Answers a person could give to an item: a value, several of a multi-select, a reason, or none. */
export const someAnswers = (item: FormItem, choice: number): readonly Answer[] => {
  const { type, repeats, options } = item;
  if (!isQuestionType(type) || choice % 7 === 0) return [];
  const reason = pick(REASONS, choice);
  if (choice % 7 === 1 && reason !== undefined) return [{ type: 'absent', reason }];
  if (type === 'open-choice' && choice % 7 === 2) return [{ type: 'string', value: 'そのほか' }];
  if (isChoiceType(type)) {
    const chosen = repeats
      ? options.filter((_, at) => (choice >> at) % 2 === 1)
      : options.slice(choice % 3, (choice % 3) + 1);
    return chosen.map(({ answer }) => answer);
  }
  const value = pick<boolean | number | string>(VALUES[type as RandomType], choice);
  if (value === undefined) return [];
  if (type === 'quantity') return [quantityIn(item.unit, Number(value))];
  const of = type === 'text' ? 'string' : type === 'url' ? 'uri' : type;
  return [{ type: of, value } as Answer];
};
