import { sameAnswer } from '../../forms/answer.ts';
import {
  ABSENT_REASONS,
  type AbsentReason,
  type Answer,
  type FormItem,
  type LocalText,
} from '../../forms/form.ts';
import type { FormMessages } from '../../i18n/ja/form.ts';
import type { Choice } from '../../ui/choice.ts';

/** The answers an item offers, in order; a value in the list of choices is the index here. */
export const offeredAnswers = (item: FormItem): readonly Answer[] =>
  item.type === 'boolean'
    ? [
        { type: 'boolean', value: true },
        { type: 'boolean', value: false },
      ]
    : item.options.map((option) => ({ type: 'coding', value: option.coding }));

interface ChoiceStyle {
  readonly words: FormMessages;
  readonly text: (text: LocalText) => string;
  /** Offers the ways of not answering beside the answers. */
  readonly absent: boolean;
  /** Shows staff which answers are a reason to look; a guardian is never told. */
  readonly attention: boolean;
}

/** The answers an item offers, as choices to draw. */
export const choicesOf = (
  item: FormItem,
  { words, text, absent, attention }: ChoiceStyle,
): readonly Choice[] => {
  const answers: readonly Choice[] =
    item.type === 'boolean'
      ? [true, false].map((value, index) => ({
          value: String(index),
          label: value ? words.yes : words.no,
          attention: attention && item.concernWhen === value,
        }))
      : item.options.map((option, index) => ({
          value: String(index),
          label: text(option.text),
          exclusive: option.exclusive,
          attention: attention && option.concern,
        }));
  const reasons = absent ? item.absentReasons : [];
  return [
    ...answers,
    ...reasons.map((reason) => ({
      value: reason,
      label: words.absent[reason],
      exclusive: true,
      quiet: true,
    })),
  ];
};

/** Values of the choices that are answered. An answer the item does not offer has none. */
export const chosenOf = (item: FormItem, answers: readonly Answer[]): readonly string[] => {
  const offered = offeredAnswers(item);
  return answers.flatMap((answer) => {
    if (answer.type === 'absent') return [answer.reason];
    const index = offered.findIndex((candidate) => sameAnswer(candidate, answer));
    return index === -1 ? [] : [String(index)];
  });
};

const absentReason = (value: string): AbsentReason | undefined =>
  ABSENT_REASONS.find((reason) => reason === value);

/** The answers that chosen values stand for. */
export const answersOf = (item: FormItem, chosen: readonly string[]): readonly Answer[] => {
  const offered = offeredAnswers(item);
  return chosen.flatMap((value): readonly Answer[] => {
    const reason = absentReason(value);
    if (reason !== undefined) return [{ type: 'absent', reason }];
    const answer = offered[Number(value)];
    return answer === undefined ? [] : [answer];
  });
};
