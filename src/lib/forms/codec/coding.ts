import type { Coding } from '../answer-types.ts';
import { isJsonObject, own } from '../json-object.ts';
import type { AnswerCodec, AnswerOf } from './codec.ts';

/** Two codings are the same answer when system and code are the same. */
const identityOf = (coding: Coding): string => `${coding.system ?? ''}\n${coding.code}`;

/** A Coding of R4 JSON; undefined when it has no code or a part of the wrong type. */
export const readCoding = (json: unknown): Coding | undefined => {
  if (!isJsonObject(json)) return undefined;
  const system = own(json, 'system');
  const code = own(json, 'code');
  const display = own(json, 'display');
  if (typeof code !== 'string' || code === '') return undefined;
  if (system !== undefined && typeof system !== 'string') return undefined;
  if (display !== undefined && typeof display !== 'string') return undefined;
  return { ...(system !== undefined && { system }), code, ...(display !== undefined && { display }) };
};

export const codingCodec: AnswerCodec<AnswerOf<'coding'>> = {
  type: 'coding',
  suffix: 'Coding',
  elements: new Set(['system', 'code', 'display']),
  read: (json) => {
    const value = readCoding(json);
    return value === undefined ? undefined : { type: 'coding', value };
  },
  write: ({ value: { system, code, display } }) => ({
    ...(system !== undefined && { system }),
    code,
    ...(display !== undefined && { display }),
  }),
  isBlank: () => false,
  isValid: (answer) => answer.value.code !== '',
  identity: ({ value }) => identityOf(value),
  defects: () => [],
  text: (_item, { value }) => value.display ?? value.code,
};
