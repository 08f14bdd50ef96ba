import { utf8 } from '../crypto/bytes.ts';
import type { CompiledForm } from '../forms/form.ts';
import { textIn } from '../forms/text.ts';

/** Most questions that are named; who shortens these has shortened enough or comes back. */
const MOST_NAMED = 5;

interface ResponseItem {
  readonly linkId: string;
  readonly answer?: readonly { readonly item?: readonly ResponseItem[] }[];
  readonly item?: readonly ResponseItem[];
}

/** What one question's answers take. */
export interface LargeAnswer {
  readonly linkId: string;
  /** Bytes of the answers as they are sealed. */
  readonly bytes: number;
}

const add = (sizes: Map<string, number>, items: readonly ResponseItem[]): void => {
  for (const { linkId, answer = [], item = [] } of items) {
    for (const { item: below = [], ...own } of answer) {
      sizes.set(linkId, (sizes.get(linkId) ?? 0) + utf8(JSON.stringify(own)).length);
      add(sizes, below);
    }
    add(sizes, item);
  }
};

/**
 * The questions to shorten when a response is too large: those whose answers take most, as few as would do.
 * @param response a QuestionnaireResponse as the form engine writes it
 * @param overBytes how much must go
 */
export const largeAnswers = (
  response: Readonly<Record<string, unknown>>,
  overBytes: number,
): readonly LargeAnswer[] => {
  const sizes = new Map<string, number>();
  add(sizes, (response['item'] ?? []) as readonly ResponseItem[]);
  const named: LargeAnswer[] = [];
  let left = overBytes;
  for (const [linkId, bytes] of [...sizes].toSorted(([, a], [, b]) => b - a)) {
    if (left <= 0 || named.length === MOST_NAMED) break;
    named.push({ linkId, bytes });
    left -= bytes;
  }
  return named;
};

/** A question in the words of a language; its id where the form does not know it. */
export const questionText = ({ byLinkId }: CompiledForm, linkId: string, language: string): string => {
  const text = byLinkId.get(linkId)?.text;
  return text === undefined ? linkId : textIn(text, language);
};
