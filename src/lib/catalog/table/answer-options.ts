import { OWN_EXTENSION, STANDARD_EXTENSION } from '../../forms/extensions.ts';
import type { AnswerOption } from '../questionnaire.ts';
import { answerListUrl } from './answer-list-url.ts';
import type { AnswerRow, FormRow } from './columns.ts';
import { translations } from './texts.ts';

/** The list a row's `answers` names, and the codes it names of it. */
export const readAnswers = (cell: string): { readonly list: string; readonly codes?: readonly string[] } => {
  const [list = '', codes] = cell.split(':').map((part) => part.trim());
  return codes === undefined ? { list } : { list, codes: codes.split(/\s+/) };
};

/** The answers of a choice; a text says what is wrong. */
export const answerOptions = (
  row: FormRow,
  alone: string | undefined,
  lists: ReadonlyMap<string, readonly AnswerRow[]>,
): readonly AnswerOption[] | string => {
  const { list, codes } = readAnswers(row.answers);
  const answers = lists.get(list);
  if (answers === undefined) return `${row.linkId}: there is no answer list “${list}”`;
  const concerns = row.concern === 'none' ? [] : row.concern.split(/\s+/);
  const order = codes ?? answers.map(({ code }) => code);
  const named = [
    ...concerns,
    ...(alone === undefined ? [] : [alone]),
    ...(row.normal === '' ? [] : [row.normal]),
  ];
  const stray =
    order.find((code) => answers.every((each) => each.code !== code)) ??
    named.find((code) => !order.includes(code));
  if (stray !== undefined) return `${row.linkId}: “${stray}” is not among the answers`;
  const system = answerListUrl(list);
  return order.flatMap((code): AnswerOption[] => {
    const answer = answers.find((each) => each.code === code);
    return answer === undefined
      ? []
      : [
          {
            valueCoding: { system, code, display: answer.ja, _display: translations(answer) },
            extension: [
              { url: OWN_EXTENSION.concern, valueBoolean: concerns.includes(code) },
              ...(code === alone ? [{ url: STANDARD_EXTENSION.optionExclusive, valueBoolean: true }] : []),
            ],
          },
        ];
  });
};
