import { kanaKey } from '../../i18n/kana.ts';

/** What can be searched for. */
export interface Searchable {
  /** As it reads. */
  readonly name: string;
  /** Its code, which may be typed as well. */
  readonly code: string | undefined;
}

/** More are not listed at once: nobody reads them, and every one is an element. */
export const LISTED_MOST = 50;

/** How well an entry fits what was typed; smaller is better, `undefined` not at all. */
const rankOf = (name: string, code: string, typed: string): number | undefined => {
  if (name === typed || code === typed) return 0;
  if (name.startsWith(typed) || (code !== '' && code.startsWith(typed))) return 1;
  return name.includes(typed) ? 2 : undefined;
};

/**
 * The entries that fit what was typed, best first, in their own order where they fit alike; hiragana and katakana,
 * full and half width, capital and small letters are one. All of them when nothing is typed.
 */
export const matching = <E extends Searchable>(entries: readonly E[], text: string): readonly E[] => {
  const typed = kanaKey(text);
  if (typed === '') return entries;
  const ranked = entries.flatMap((entry) => {
    const rank = rankOf(kanaKey(entry.name), kanaKey(entry.code ?? ''), typed);
    return rank === undefined ? [] : [{ entry, rank }];
  });
  return ranked.sort((left, right) => left.rank - right.rank).map(({ entry }) => entry);
};

/** The entry that what was typed names, if it is one alone. */
export const named = <E extends Searchable>(entries: readonly E[], text: string): E | undefined => {
  const typed = kanaKey(text);
  if (typed === '') return undefined;
  const found = entries.filter(({ name, code }) => kanaKey(name) === typed || kanaKey(code ?? '') === typed);
  return found.length === 1 ? found[0] : undefined;
};
