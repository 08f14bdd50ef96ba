import type { Reference } from '../answer-types.ts';
import { isJsonObject, own } from '../json-object.ts';
import type { AnswerCodec, AnswerOf } from './codec.ts';

const TEXTS = ['reference', 'type', 'display'] as const;

const readReference = (json: unknown): Reference | undefined => {
  if (!isJsonObject(json)) return undefined;
  const value: Record<string, string> = {};
  for (const key of TEXTS) {
    const text = own(json, key);
    if (text === undefined) continue;
    if (typeof text !== 'string') return undefined;
    value[key] = text;
  }
  return value;
};

/** A reference to a resource. It is shown and passed on; nothing here follows it. */
export const referenceCodec: AnswerCodec<AnswerOf<'reference'>> = {
  type: 'reference',
  suffix: 'Reference',
  elements: new Set([...TEXTS, 'identifier']),
  read: (json) => {
    const value = readReference(json);
    return value === undefined ? undefined : { type: 'reference', value };
  },
  write: ({ value }) => value,
  isBlank: ({ value }) => value.reference === undefined && value.display === undefined,
  isValid: () => true,
  identity: ({ value }) => value.reference ?? `\n${value.display ?? ''}`,
  defects: () => [],
  text: (_item, { value }) => value.display ?? value.reference ?? '',
};
