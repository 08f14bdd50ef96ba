import type { Answers } from '../forms/answer-types.ts';

/** Code of a question's first answer; `undefined` when there is none or it is no choice. */
export const codeIn = (answers: Answers | undefined, linkId: string): string | undefined => {
  const answer = answers?.get(linkId)?.[0];
  return answer?.type === 'coding' ? answer.value.code : undefined;
};
