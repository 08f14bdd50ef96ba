import { describe, expect, it } from 'vitest';
import { inlinesOf } from './inlines-of.ts';
import { parseXhtml } from './parse-xhtml.ts';
import { plainLine, plainText } from './plain-text.ts';

const { text } = parseXhtml(
  '<h2>お願い</h2><p>お<b>子</b>さん<br/>の<ruby>体重<rt>たいじゅう</rt></ruby></p><ol start="2"><li>a<ul><li>b</li></ul></li><li>c</li></ol>' +
    '<table><tr><th>x</th><td>y<p>z</p></td></tr></table><hr/><blockquote>q</blockquote><pre>1\n2</pre><a href="https://a.jp">l</a>',
);

describe('a rich text as plain text', () => {
  it('has a line for each paragraph, item and row', () => {
    expect(plainText(text)).toBe('お願い\nお子さん\nの体重\n2. a\n  ・b\n3. c\nx\ty z\nq\n1\n2\nl');
  });

  it('gives the readings for speech', () => {
    expect(plainText(text, { ruby: 'reading' })).toContain('のたいじゅう');
  });

  it('fits in one line for names', () => {
    expect(plainLine(text)).toBe('お願い お子さん の体重 2. a ・b 3. c x y z q 1 2 l');
  });

  it('fits in a label with its emphasis and furigana', () => {
    const inlines = inlinesOf(text);
    expect(inlines.filter(({ kind }) => kind === 'ruby')).toHaveLength(1);
    expect(plainLine([{ kind: 'paragraph', children: inlines }])).toBe(plainLine(text));
  });
});
