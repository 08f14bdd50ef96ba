import type { CriterionInput, Deadline } from '../domain/rules/criterion.ts';
import type { ParameterValue, Rule } from '../domain/rules/rule.ts';
import type { Criterion } from '../domain/rules/run-rules.ts';
import { formatDate, formatNumber } from './format.ts';
import type { RuleMessages } from './ja/rules.ts';
import type { StaffLocale } from './locale.ts';

/** What of a criterion is put into words. */
type SaidCriterion = Omit<Criterion, 'state' | 'why' | 'missing'>;

/** What of a rule is needed to word a criterion of it. */
type WordedRule = Pick<Rule, 'title' | 'parameters'>;

/** The words of the rules in one language of the staff. */
export interface RuleWords {
  readonly locale: StaffLocale;
  readonly words: RuleMessages;
}

/** A criterion in words, as staff read it. */
export interface FindingText {
  readonly rule: string;
  readonly title: string;
  /** `undefined` unless it is met. */
  readonly urgency: { readonly kind: keyof RuleMessages['urgency']; readonly text: string } | undefined;
  readonly clauses: readonly string[];
  readonly inputs: readonly string[];
  /** The values the criterion ran with; empty where it has none. */
  readonly values: readonly string[];
  readonly notes: readonly string[];
  readonly deadlines: readonly string[];
  readonly staffOnly: boolean;
  readonly source: string;
}

/** Signs that are the same in every language. */
const SIGNS: Readonly<Record<string, string>> = {
  g: 'g',
  kg: 'kg',
  cm: 'cm',
  '%': '%',
  'kg/m2': 'kg/m²',
  'mm[Hg]': 'mmHg',
  'g/dL': 'g/dL',
  '[diop]': 'D',
  Cel: '°C',
  negative: '−',
  trace: '±',
  positive: '＋',
};

const MILESTONES: ReadonlySet<string> = new Set(['headControl', 'walking', 'words', 'twoWordSentences']);

const CIVIL_DATE = /^\d{4}-\d{2}-\d{2}$/;

const ownText = (table: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

/** What a table has under a key; the key itself where it has nothing. */
export const wordIn = (table: Readonly<Record<string, string>>, key: string): string =>
  ownText(table, key) ?? ownText(SIGNS, key) ?? key;

const numberText = (value: number, unit: string | undefined, { locale, words }: RuleWords): string => {
  const number = formatNumber(value, locale, { max: 2 });
  if (unit === undefined) return number;
  const sign = wordIn(words.unit, unit);
  // 20%, 3か月; but 6,240 g, 12 months.
  return sign === '%' || (locale === 'ja' && /^\P{ASCII}/u.test(sign))
    ? `${number}${sign}`
    : `${number} ${sign}`;
};

/** The name of what a switch of the rule switches. */
const switchTitle = (
  rule: WordedRule | undefined,
  name: string,
  { locale }: RuleWords,
): string | undefined => {
  const parameter = Object.hasOwn(rule?.parameters ?? {}, name) ? rule?.parameters[name] : undefined;
  return parameter?.kind === 'switch' ? parameter.title?.[locale] : undefined;
};

const inputText = (
  { name, value, unit }: CriterionInput,
  rule: WordedRule | undefined,
  language: RuleWords,
): string => {
  const { locale, words } = language;
  const label = switchTitle(rule, name, language) ?? wordIn(words.input, name);
  if (value === true) return label;
  if (value === false)
    return words.withValue(label, MILESTONES.has(name) ? words.value.notYet : words.value.no);
  if (typeof value === 'number') return words.withValue(label, numberText(value, unit, language));
  return words.withValue(
    label,
    CIVIL_DATE.test(value) ? formatDate(value, locale, { weekday: false }) : wordIn(words.value, value),
  );
};

export const valueText = (value: ParameterValue, unit: string | undefined, language: RuleWords): string => {
  const { choice } = language.words;
  if (typeof value === 'boolean') return value ? choice.yes : choice.no;
  return typeof value === 'number' ? numberText(value, unit, language) : wordIn(choice, value);
};

const valuesOf = (
  { parameters }: SaidCriterion,
  rule: WordedRule | undefined,
  language: RuleWords,
): readonly string[] =>
  Object.entries(parameters).map(([name, value]) => {
    const parameter = Object.hasOwn(rule?.parameters ?? {}, name) ? rule?.parameters[name] : undefined;
    const unit = parameter?.kind === 'number' ? parameter.unit : undefined;
    const title = switchTitle(rule, name, language);
    const label =
      title === undefined ? wordIn(language.words.parameter, name) : language.words.switchOf(title);
    return language.words.withValue(label, valueText(value, unit, language));
  });

export const deadlineText = ({ task, by, state }: Deadline, { locale, words }: RuleWords): string =>
  words[state](wordIn(words.task, task), formatDate(by, locale, { weekday: false }));

/**
 * A criterion in words, with everything needed to repeat it.
 * @param rule what the criterion came from; without it the title is its id, and numbers bear no units
 */
export const criterionText = (
  criterion: SaidCriterion,
  rule: WordedRule | undefined,
  language: RuleWords,
): FindingText => {
  const { words, locale } = language;
  const { urgency, version, source } = criterion;
  return {
    rule: criterion.rule,
    title: rule?.title[locale] ?? criterion.rule,
    urgency: urgency && { kind: urgency, text: words.urgency[urgency] },
    clauses: criterion.clauses.map((clause) => wordIn(words.clauses, clause)),
    inputs: criterion.inputs.map((input) => inputText(input, rule, language)),
    values: valuesOf(criterion, rule, language),
    notes: criterion.notes.map((note) => wordIn(words.note, note)),
    deadlines: criterion.deadlines.map((deadline) => deadlineText(deadline, language)),
    staffOnly: criterion.audience === 'staff',
    source: words.sourceAndVersion(source, version),
  };
};
