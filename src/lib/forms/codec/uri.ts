import type { AnswerCodec, AnswerOf } from './codec.ts';
import { textDefects } from './text-defects.ts';

/** An address. Any text without spaces is one for FHIR; whether it leads anywhere is not asked. */
export const uriCodec: AnswerCodec<AnswerOf<'uri'>> = {
  type: 'uri',
  suffix: 'Uri',
  read: (json) => (typeof json === 'string' ? { type: 'uri', value: json } : undefined),
  write: ({ value }) => value.trim(),
  isBlank: ({ value }) => value.trim() === '',
  isValid: ({ value }) => /^\S+$/.test(value.trim()),
  identity: ({ value }) => value.trim(),
  defects: (item, { value }) => textDefects(item, value.trim()),
  text: (_item, { value }) => value,
};
