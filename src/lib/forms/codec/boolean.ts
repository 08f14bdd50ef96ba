import { textIn } from '../text.ts';
import { BOOLEAN_WORDS } from '../words.ts';
import type { AnswerCodec, AnswerOf } from './codec.ts';

export const booleanCodec: AnswerCodec<AnswerOf<'boolean'>> = {
  type: 'boolean',
  suffix: 'Boolean',
  read: (json) => (typeof json === 'boolean' ? { type: 'boolean', value: json } : undefined),
  write: (answer) => answer.value,
  isBlank: () => false,
  isValid: () => true,
  identity: ({ value }) => String(value),
  defects: () => [],
  text: (_item, answer, language) =>
    textIn(answer.value ? BOOLEAN_WORDS.true : BOOLEAN_WORDS.false, language),
};
