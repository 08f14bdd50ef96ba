import type { Coding, EnableWhen, EnableOperator } from '../questionnaire.ts';

/** What a condition needs to know of the question it names. */
export interface ConditionQuestion {
  readonly type: string;
  /** Answer list of a choice. */
  readonly system?: string;
}

const TERM = /^(!)?([a-z][a-z0-9-]*)(?:\s*(=|!=|>=|<=|>|<)\s*(\S+))?$/;

const answerOf = (
  { type, system }: ConditionQuestion,
  value: string,
): Pick<EnableWhen, 'answerCoding' | 'answerInteger'> | undefined => {
  if (type === 'choice' && system !== undefined) {
    const answerCoding: Coding = { system, code: value };
    return { answerCoding };
  }
  return type === 'integer' && /^-?\d+$/.test(value) ? { answerInteger: Number(value) } : undefined;
};

/** `when` cell as conditions; a text says what is wrong. @param ask the question of a linkId */
export const parseConditions = (
  cell: string,
  ask: (linkId: string) => ConditionQuestion | undefined,
): { readonly enableWhen: readonly EnableWhen[]; readonly enableBehavior?: 'all' | 'any' } | string => {
  if (cell.includes('|') && cell.includes('&')) return 'a condition joins by | or by &, not by both';
  const terms = cell.split(/[|&]/).map((term) => term.trim());
  const enableWhen: EnableWhen[] = [];
  for (const term of terms) {
    const [, not, question = '', operator, value = ''] = TERM.exec(term) ?? [];
    const asked = ask(question);
    if (asked === undefined) return `the condition “${term}” names no question above or below`;
    if (operator === undefined) {
      enableWhen.push(
        not === undefined && asked.type === 'boolean'
          ? { question, operator: '=', answerBoolean: true }
          : { question, operator: 'exists', answerBoolean: not === undefined },
      );
      continue;
    }
    const answer = answerOf(asked, value);
    if (answer === undefined) return `the condition “${term}” does not fit a question of type ${asked.type}`;
    enableWhen.push({ question, operator: operator as EnableOperator, ...answer });
  }
  return enableWhen.length > 1
    ? { enableWhen, enableBehavior: cell.includes('&') ? 'all' : 'any' }
    : { enableWhen };
};

const formatTerm = ({
  question,
  operator,
  answerBoolean,
  answerCoding,
  answerInteger,
}: EnableWhen): string => {
  if (operator === 'exists') return answerBoolean === true ? question : `!${question}`;
  if (answerBoolean !== undefined) return question;
  return `${question} ${operator} ${answerCoding?.code ?? String(answerInteger)}`;
};

/** The inverse of {@link parseConditions}. */
export const formatConditions = (
  enableWhen: readonly EnableWhen[] | undefined,
  enableBehavior: 'all' | 'any' | undefined,
): string => (enableWhen ?? []).map(formatTerm).join(enableBehavior === 'all' ? ' & ' : ' | ');
