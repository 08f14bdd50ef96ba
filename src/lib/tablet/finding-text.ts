import { INPUT_ITEMS } from '../catalog/rule-facts/input-items.ts';
import type { CriterionInput, Deadline } from '../domain/rules/criterion.ts';
import type { ParameterValue, Rule } from '../domain/rules/rule.ts';
import { RULES } from '../domain/rules/rules.ts';
import type { Criterion } from '../domain/rules/run-rules.ts';
import { formatDate, formatNumber } from '../i18n/format.ts';
import type { RuleMessages } from '../i18n/ja/rules.ts';
import type { StaffLocale } from '../i18n/locale.ts';

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
  negative: '−',
  trace: '±',
  positive: '＋',
};

const MILESTONES: ReadonlySet<string> = new Set(['headControl', 'walking', 'words', 'twoWordSentences']);

const CIVIL_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** What a table has under a key; the key itself where it has nothing. */
const wordIn = (table: Readonly<Record<string, string>>, key: string): string =>
  (Object.hasOwn(table, key) ? table[key] : undefined) ?? SIGNS[key] ?? key;

const ruleOf = (id: string): Rule | undefined => RULES.find((rule) => rule.id === id);

const titleOf = (id: string, { locale }: RuleWords): string => ruleOf(id)?.title[locale] ?? id;

const numberText = (value: number, unit: string | undefined, { locale, words }: RuleWords): string => {
  const number = formatNumber(value, locale, { max: 2 });
  if (unit === undefined) return number;
  const sign = wordIn(words.unit, unit);
  // 20%, 3か月; but 6,240 g, 12 months.
  return sign === '%' || (locale === 'ja' && /^\P{ASCII}/u.test(sign))
    ? `${number}${sign}`
    : `${number} ${sign}`;
};

const inputText = ({ name, value, unit }: CriterionInput, language: RuleWords): string => {
  const { locale, words } = language;
  const label = wordIn(words.input, name);
  if (value === true) return label;
  if (value === false)
    return words.withValue(label, MILESTONES.has(name) ? words.value.notYet : words.value.no);
  if (typeof value === 'number') return words.withValue(label, numberText(value, unit, language));
  return words.withValue(
    label,
    CIVIL_DATE.test(value) ? formatDate(value, locale, { weekday: false }) : wordIn(words.value, value),
  );
};

const valueText = (value: ParameterValue, unit: string | undefined, language: RuleWords): string => {
  const { choice } = language.words;
  if (typeof value === 'boolean') return value ? choice.yes : choice.no;
  return typeof value === 'number' ? numberText(value, unit, language) : wordIn(choice, value);
};

const valuesOf = ({ rule, parameters }: Criterion, language: RuleWords): readonly string[] =>
  Object.entries(ruleOf(rule)?.parameters ?? {}).flatMap(([name, parameter]) => {
    const value = parameters[name];
    const unit = parameter.kind === 'number' ? parameter.unit : undefined;
    return value === undefined
      ? []
      : [language.words.withValue(wordIn(language.words.parameter, name), valueText(value, unit, language))];
  });

const deadlineText = ({ task, by, state }: Deadline, { locale, words }: RuleWords): string =>
  words[state](wordIn(words.task, task), formatDate(by, locale, { weekday: false }));

/** A criterion in words, with everything needed to repeat it. */
export const findingText = (criterion: Criterion, language: RuleWords): FindingText => {
  const { words } = language;
  const { rule, urgency, version, source } = criterion;
  return {
    rule,
    title: titleOf(rule, language),
    urgency: urgency && { kind: urgency, text: words.urgency[urgency] },
    clauses: criterion.clauses.map((clause) => wordIn(words.clauses, clause)),
    inputs: criterion.inputs.map((input) => inputText(input, language)),
    values: valuesOf(criterion, language),
    notes: criterion.notes.map((note) => wordIn(words.note, note)),
    deadlines: criterion.deadlines.map((deadline) => deadlineText(deadline, language)),
    staffOnly: criterion.audience === 'staff',
    source: words.sourceAndVersion(source, version),
  };
};

/** What is still missing before a criterion can be judged. */
export const openText = ({ rule, missing }: Criterion, language: RuleWords): string => {
  const { words, locale } = language;
  const names = missing.map((name) => wordIn(words.input, name));
  return words.open(
    titleOf(rule, language),
    new Intl.ListFormat(locale, { type: 'conjunction' }).format(names),
  );
};

/** Whether anything of it was recorded: a step of which nothing is, is not known to be undone. */
const isBegun = ({ inputs }: Criterion): boolean =>
  inputs.some(({ name }) => Object.hasOwn(INPUT_ITEMS, name));

/**
 * Steps that a rule dates although its criterion is not met: what is still to be done, and by when; of what something
 * was recorded.
 */
export const pendingTexts = (criteria: readonly Criterion[], language: RuleWords): readonly string[] => [
  ...new Set(
    criteria
      .filter((criterion) => criterion.state !== 'met' && isBegun(criterion))
      .flatMap(({ deadlines }) => deadlines.map((deadline) => deadlineText(deadline, language))),
  ),
];
