import { answerKey, sameAnswer } from '../../forms/answer.ts';
import { ABSENT_REASONS, type AbsentReason, type Answer } from '../../forms/answer-types.ts';
import type { FormItem, FormOption } from '../../forms/form.ts';
import type { FormMessages } from '../../i18n/ja/form.ts';
import { spokenLabel } from '../label/words-label.svelte.ts';
import { labelText, type Label } from '../../ui/label.ts';
import type { Choice } from '../../ui/choice.ts';

/** What choices are made of. `options` are those of now: an expression may have changed them. */
export interface Offer {
  readonly item: FormItem;
  readonly options: readonly FormOption[];
}

const YES_AND_NO: readonly Answer[] = [
  { type: 'boolean', value: true },
  { type: 'boolean', value: false },
];

/** The answers an item offers, in order; a value in the list of choices is the index here. */
export const offeredAnswers = ({ item, options }: Offer): readonly Answer[] =>
  item.type === 'boolean' ? YES_AND_NO : options.map(({ answer }) => answer);

interface ChoiceStyle {
  readonly words: FormMessages;
  /** The words in Japanese, where they are to stand beneath. */
  readonly beside?: FormMessages | undefined;
  readonly label: (option: FormOption) => Label;
  /** Offers the ways of not answering beside the answers. */
  readonly absent: boolean;
  /** Shows staff which answers are a reason to look; a guardian is never told. */
  readonly attention: boolean;
}

const labelled = (shown: Label): Pick<Choice, 'label' | 'drawn'> =>
  typeof shown === 'string' ? { label: shown } : { label: labelText(shown), drawn: shown };

const choiceOf = (option: FormOption, index: number, { label, attention }: ChoiceStyle): Choice => {
  return {
    value: String(index),
    ...labelled(label(option)),
    exclusive: option.exclusive,
    attention: attention && option.concern,
  };
};

/** The answers an item offers, as choices to draw. */
export const choicesOf = ({ item, options }: Offer, style: ChoiceStyle): readonly Choice[] => {
  const { words, beside, absent, attention } = style;
  const said = (of: (words: FormMessages) => string) =>
    labelled(spokenLabel(of(words), beside && of(beside)));
  const answers: readonly Choice[] =
    item.type === 'boolean'
      ? [true, false].map((value, index) => ({
          value: String(index),
          ...said(({ yes, no }) => (value ? yes : no)),
          attention: attention && item.concernWhen === value,
        }))
      : options.map((option, index) => choiceOf(option, index, style));
  const reasons = absent ? item.absentReasons : [];
  return [
    ...answers,
    ...reasons.map((reason) => ({
      value: reason,
      ...said((of) => of.absent[reason]),
      exclusive: true,
      quiet: true,
    })),
  ];
};

/** Values of the choices that are answered. An answer the item does not offer has none. */
export const chosenOf = (offer: Offer, answers: readonly Answer[]): readonly string[] => {
  if (answers.length === 0) return [];
  const offered = offeredAnswers(offer);
  return answers.flatMap((answer) => {
    if (answer.type === 'absent') return [answer.reason];
    const index = offered.findIndex((candidate) => sameAnswer(candidate, answer));
    return index === -1 ? [] : [String(index)];
  });
};

const absentReason = (value: string): AbsentReason | undefined =>
  ABSENT_REASONS.find((reason) => reason === value);

/** The answers that chosen values stand for. */
export const answersOf = (offer: Offer, chosen: readonly string[]): readonly Answer[] => {
  const offered = offeredAnswers(offer);
  return chosen.flatMap((value): readonly Answer[] => {
    const reason = absentReason(value);
    if (reason !== undefined) return [{ type: 'absent', reason }];
    const answer = offered[Number(value)];
    return answer === undefined ? [] : [answer];
  });
};

/** The answers that are none of the options: typed ones, where the choice is open. */
export const typedAnswers = ({ options }: Offer, answers: readonly Answer[]): readonly string[] => {
  const keys = new Set(options.map(({ answer }) => answerKey(answer)));
  return answers.flatMap((answer) =>
    answer.type === 'string' && !keys.has(answerKey(answer)) ? answer.value : [],
  );
};
