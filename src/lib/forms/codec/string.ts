import type { AnswerCodec, AnswerOf } from './codec.ts';
import { textDefects } from './text-defects.ts';

/** Invisible characters that a FHIR string cannot hold: controls except tab, line feed and carriage return. */
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g;

/** Order by code point, the same on every machine and in every language. */
const byCodePoint = (left: string, right: string): number => {
  const a = Array.from(left);
  const b = Array.from(right);
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const order = (a[at]?.codePointAt(0) ?? 0) - (b[at]?.codePointAt(0) ?? 0);
    if (order !== 0) return order;
  }
  return a.length - b.length;
};

/** Answers of `string` and `text` items. White space alone, the full-width space included, is no answer. */
export const stringCodec: AnswerCodec<AnswerOf<'string'>> = {
  type: 'string',
  suffix: 'String',
  read: (json) => (typeof json === 'string' ? { type: 'string', value: json } : undefined),
  write: (answer) => answer.value.replace(FORBIDDEN, '').toWellFormed(),
  isBlank: (answer) => answer.value.trim() === '',
  isValid: () => true,
  identity: ({ value }) => value,
  compare: (left, right) => byCodePoint(left.value, right.value),
  defects: (item, answer) => textDefects(item, answer.value),
  text: (_item, answer) => answer.value,
};
