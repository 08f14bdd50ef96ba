import { INPUT_ITEMS } from '../catalog/rule-facts/input-items.ts';
import { RULES } from '../domain/rules/rules.ts';
import type { Rule } from '../domain/rules/rule.ts';
import type { Criterion } from '../domain/rules/run-rules.ts';
import {
  criterionText,
  deadlineText,
  wordIn,
  type FindingText,
  type RuleWords,
} from '../i18n/criterion-text.ts';

const ruleOf = (id: string): Rule | undefined => RULES.find((rule) => rule.id === id);

const titleOf = (id: string, { locale }: RuleWords): string => ruleOf(id)?.title[locale] ?? id;

/** A criterion in words, with everything needed to repeat it. */
export const findingText = (criterion: Criterion, language: RuleWords): FindingText =>
  criterionText(criterion, ruleOf(criterion.rule), language);

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
