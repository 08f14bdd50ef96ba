import { describe, expect, it } from 'vitest';
import { guardianMessages } from '$lib/i18n/ja/guardian-messages.ts';
import { JAPANESE_WORDS } from '$lib/ui/words.ts';

describe("the components' own Japanese words", () => {
  it('are those of the catalogue', () => {
    const said = (words: object) =>
      Object.entries(words).map(([key, word]: [string, unknown]) => [
        key,
        typeof word === 'function'
          ? [(word as (a: number, b: number) => string)(3, 9), (word as (a: number) => string)(-2)]
          : word,
      ]);
    expect(said(JAPANESE_WORDS)).toEqual(said(guardianMessages.common.ui));
  });
});
