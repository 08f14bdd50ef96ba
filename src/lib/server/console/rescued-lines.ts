import { concernsFirst } from '../../forms/run/concerns.ts';
import { evaluate } from '../../forms/run/evaluate.ts';
import type { Hub } from '../hub.ts';
import type { QuarantinedContent } from '../rescue/read-quarantined.ts';
import { answeredLine, rawLines, responseLines, type ResponseLine } from './response-lines.ts';

/** What quarantined bytes say, question by question, as far as the form is known here. */
export const rescuedLines = async (
  hub: Hub,
  content: QuarantinedContent,
): Promise<readonly ResponseLine[]> => {
  const form = await hub.forms.find(hub.store.db, content.formId, content.formVersion);
  if (content.kind === 'revision') {
    return form === undefined ? rawLines(content.response) : responseLines(form, content.response);
  }
  const { answers } = content;
  if (form !== undefined) return concernsFirst(answers, evaluate(form, answers)).map(answeredLine);
  return [...answers].map(([linkId, given]) => ({
    linkId,
    label: linkId,
    under: [],
    answers: given.map((answer) => JSON.stringify(answer)),
    kind: 'answered',
  }));
};
