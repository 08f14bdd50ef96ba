import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { furiganaFor, parseFurigana } from './furigana.ts';

const text = (words: string) => ({ kind: 'text', text: words });
const ruby = (base: string, reading: string) => ({ kind: 'ruby', base, reading });

describe('furigana in the notation of 青空文庫', () => {
  it.each([
    ['首《くび》がすわっていますか', [ruby('首', 'くび'), text('がすわっていますか')]],
    [
      'お母《かあ》さんの体重《たいじゅう》',
      [text('お'), ruby('母', 'かあ'), text('さんの'), ruby('体重', 'たいじゅう')],
    ],
    ['｜お子さん《おこさん》の様子', [ruby('お子さん', 'おこさん'), text('の様子')]],
    ['この一ヶ月《いっかげつ》', [text('この'), ruby('一ヶ月', 'いっかげつ')]],
    ['時々《ときどき》', [ruby('時々', 'ときどき')]],
    ['東京《トウキョウ》と京都《Kyōto》', [ruby('東京', 'トウキョウ'), text('と'), ruby('京都', 'Kyōto')]],
    ['｜BCG《ビーシージー》', [ruby('BCG', 'ビーシージー')]],
    ['𠮷野《よしの》', [ruby('𠮷野', 'よしの')]],
  ])('%s', (annotated, inlines) => {
    expect(parseFurigana(annotated)).toEqual(inlines);
  });

  it.each([
    ['ひらがな《よみ》', 'ひらがな《よみ》'],
    ['神曲《地獄篇》', '神曲《地獄篇》'],
    ['体重《》', '体重《》'],
    ['体重《 》', '体重《 》'],
    ['体重《たいじゅう', '体重《たいじゅう'],
    ['体重》たい', '体重》たい'],
    ['はい｜いいえ', 'はい｜いいえ'],
    ['漢字｜《かな》', '漢字《かな》'],
    ['体重《<b>》', '体重《<b>》'],
    [`体重《${'あ'.repeat(200)}》`, `体重《${'あ'.repeat(200)}》`],
  ])('%s stays text', (annotated, words) => {
    expect(parseFurigana(annotated)).toEqual([text(words)]);
  });

  it('no character is lost but the marks', () => {
    const part = fc.constantFrom('漢', '字', 'か', 'な', '《', '》', '｜', '\n', 'a', '𠮷', '《かな》');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const annotated = parts.join('');
        const kept = parseFurigana(annotated)
          .map((inline) => (inline.kind === 'text' ? inline.text : inline.base + inline.reading))
          .join('');
        expect(kept.replace(/[《》｜]/g, '')).toBe(annotated.replace(/[《》｜]/g, ''));
      }),
      { numRuns: 2_000 },
    );
  });

  it('an annotation of another text is not shown', () => {
    expect(furiganaFor('首がすわる', '首《くび》がすわる').fits).toBe(true);
    expect(furiganaFor('首がすわらない', '首《くび》がすわる')).toEqual({
      inlines: [text('首がすわらない')],
      fits: false,
    });
  });

  it.each(['《', '漢', '漢《', '｜', '｜《', '漢《か', '漢《かな》', '》'])('1 MB of %s is read', (part) => {
    const annotated = part.repeat(Math.ceil(1_000_000 / part.length));
    const inlines = parseFurigana(annotated);
    expect(inlines.length).toBeGreaterThan(0);
  });
});
