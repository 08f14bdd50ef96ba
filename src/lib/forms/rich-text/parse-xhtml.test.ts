import { describe, expect, it } from 'vitest';
import { parseXhtml } from './parse-xhtml.ts';
import { plainText } from './plain-text.ts';
import type { RichBlock, RichInline } from './rich-text.ts';
import { IMAGE_MOST_BYTES } from './safe-image.ts';

const text = (words: string): RichInline => ({ kind: 'text', text: words });
const paragraph = (...children: readonly RichInline[]): RichBlock => ({ kind: 'paragraph', children });
const read = (xhtml: string): readonly RichBlock[] => parseXhtml(xhtml).text;
const inlines = (xhtml: string): readonly RichInline[] => {
  const [block] = read(`<p>${xhtml}</p>`);
  return block?.kind === 'paragraph' ? block.children : [];
};

describe('FHIR XHTML', () => {
  it('is read with and without its div, as XML and as HTML', () => {
    const expected = [paragraph(text('あ')), paragraph(text('い'))];
    expect(read('<div xmlns="http://www.w3.org/1999/xhtml"><p>あ</p><p>い</p></div>')).toEqual(expected);
    expect(read('<p>あ<p>い')).toEqual(expected);
    expect(read('<x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p>あ</x:p><x:p>い</x:p></x:div>')).toEqual(
      expected,
    );
    expect(read('<P>あ</P>い')).toEqual(expected);
  });

  it('emphasis nests, and spans blocks and misnested tags', () => {
    expect(inlines('a<b>b<i>c</i></b>')).toEqual([
      text('a'),
      { kind: 'strong', children: [text('b'), { kind: 'em', children: [text('c')] }] },
    ]);
    expect(read('<b><p>a</p><p>b</p></b>')).toEqual([
      paragraph({ kind: 'strong', children: [text('a')] }),
      paragraph({ kind: 'strong', children: [text('b')] }),
    ]);
    expect(inlines('<b>a<i>b</b>c</i>d')).toEqual([
      { kind: 'strong', children: [text('a'), { kind: 'em', children: [text('b')] }] },
      text('cd'),
    ]);
  });

  it.each([
    ['strong', ['b', 'strong']],
    ['em', ['i', 'em', 'cite']],
    ['underline', ['u', 'ins']],
    ['strike', ['s', 'del', 'strike']],
    ['sub', ['sub']],
    ['sup', ['sup']],
    ['code', ['code', 'kbd', 'tt']],
  ])('%s is written %j', (kind, names) => {
    for (const name of names) {
      expect(inlines(`<${name}>x</${name}>`), name).toEqual([{ kind, children: [text('x')] }]);
    }
  });

  it('headings are text with a level', () => {
    expect(read('<h3>お願い</h3>x')).toEqual([
      { kind: 'heading', level: 3, children: [text('お願い')] },
      paragraph(text('x')),
    ]);
  });

  it('lists hold blocks and lists, with and without end tags', () => {
    const expected: RichBlock = {
      kind: 'list',
      ordered: true,
      start: 3,
      items: [
        [paragraph(text('a')), { kind: 'list', ordered: false, start: 1, items: [[paragraph(text('b'))]] }],
        [paragraph(text('c'))],
      ],
    };
    expect(read('<ol start="3"><li>a<ul><li>b</li></ul></li><li>c</li></ol>')).toEqual([expected]);
    expect(read('<ol start=3><li>a<ul><li>b</ul><li>c</ol>')).toEqual([expected]);
  });

  it('tables keep header cells, spans and empty cells', () => {
    const cell = (words: string, rest = {}) => ({
      header: false,
      columns: 1,
      rows: 1,
      blocks: words === '' ? [] : [paragraph(text(words))],
      ...rest,
    });
    const rows = [
      [cell('身長', { header: true }), cell('体重', { header: true, columns: 2 })],
      [cell('50', { rows: 2 }), cell(''), cell('3')],
    ];
    const source =
      '<table><thead><tr><th>身長</th><th colspan="2">体重</th></tr></thead>' +
      '<tbody><tr><td rowspan="2">50</td><td/><td>3</td></tr></tbody></table>';
    expect(read(source)).toEqual([{ kind: 'table', rows }]);
    expect(read('<table><tr><td colspan="99999999">x</td></tr></table>')).toEqual([
      { kind: 'table', rows: [[cell('x', { columns: 100 })]] },
    ]);
  });

  it('text between rows, cells and items is not lost', () => {
    const source =
      '<table>a<caption>b</caption><tr>c<td>d</td></tr></table><ul>e<li>f</li></ul><td>g</td><li>h</li>';
    expect([...plainText(read(source)).replace(/[^a-h]/g, '')].sort().join('')).toBe('abcdefgh');
  });

  it('white space flows, and a line break between Japanese characters is none', () => {
    expect(read('<p>\n  お子さんの\n  様子  を\n</p>')).toEqual([paragraph(text('お子さんの様子 を'))]);
    expect(inlines('a <b> b </b> c')).toEqual([
      text('a '),
      { kind: 'strong', children: [text('b ')] },
      text('c'),
    ]);
    expect(inlines('<b>あ</b>\nい')).toEqual([{ kind: 'strong', children: [text('あ')] }, text('い')]);
    expect(inlines('one\ntwo')).toEqual([text('one two')]);
    expect(inlines('a <br/> b')).toEqual([text('a'), { kind: 'break' }, text('b')]);
    expect(inlines('全角　空白&nbsp;x')).toEqual([text('全角　空白\u00a0x')]);
  });

  it('white space in pre stands as written', () => {
    expect(read('<pre>\n a\n\n  <b>b</b><br/>c\n</pre>')).toEqual([{ kind: 'code', text: ' a\n\n  b\nc' }]);
  });

  it('ruby pairs each base with its reading', () => {
    const ruby = (base: string, reading: string) => ({ kind: 'ruby', base, reading });
    expect(inlines('<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby>')).toEqual([
      ruby('漢', 'かん'),
      ruby('字', 'じ'),
    ]);
    expect(inlines('<ruby><rb>体重</rb><rt>たいじゅう</rt></ruby>計')).toEqual([
      ruby('体重', 'たいじゅう'),
      text('計'),
    ]);
    expect(inlines('<ruby>漢<rt>かん</ruby>x')).toEqual([ruby('漢', 'かん'), text('x')]);
    expect(inlines('<ruby>漢字</ruby>')).toEqual([text('漢字')]);
    expect(inlines('<ruby><rt>かん</rt></ruby>')).toEqual([text('かん')]);
  });

  it('links are shown with where they lead; others are their text', () => {
    const link = (href: string, host: string) => ({ kind: 'link', href, host, children: [text('x')] });
    expect(inlines('<a href="HTTPS://Example.JP/a b?c">x</a>')).toEqual([
      link('https://example.jp/a%20b?c', 'example.jp'),
    ]);
    expect(inlines('<a href="https://日本語.jp">x</a>')).toEqual([
      link('https://xn--wgv71a119e.jp/', 'xn--wgv71a119e.jp'),
    ]);
    expect(inlines('<a href="mailto:a@example.jp">x</a>')).toEqual([
      link('mailto:a@example.jp', 'a@example.jp'),
    ]);
    expect(inlines('<a href="tel:+81-3-1234-5678">x</a>')).toEqual([
      link('tel:+81-3-1234-5678', '+81-3-1234-5678'),
    ]);
    expect(inlines('<a href="https://bank.jp@evil.jp/">x</a><a href="/a">y</a><a name="z">z</a>')).toEqual([
      text('xyz'),
    ]);
    expect(inlines('<a href="https://a.jp/">x<a href="https://b.jp/">y</a></a>')).toHaveLength(1);
  });

  it('pictures that come with the text are shown, others are their alternative text', () => {
    const src = 'data:image/png;base64,iVBORw0KGgo=';
    expect(inlines(`<img src="${src}" alt="絵"/>`)).toEqual([{ kind: 'image', src, alt: '絵' }]);
    expect(inlines('<img src="https://a.jp/x.png" alt="絵"/><img src="#y"/>')).toEqual([text('絵')]);
    const large = `data:image/png;base64,${'A'.repeat(Math.ceil(IMAGE_MOST_BYTES / 3) * 4 + 4)}`;
    expect(inlines(`<img src="${large}" alt="大"/>`)).toEqual([text('大')]);
  });

  it('character references are resolved once', () => {
    expect(
      inlines('&lt;b&gt; &amp;lt; &#12354;&#x3044; &hearts; &unknown; & &#0; &#xD800; &#x110000;'),
    ).toEqual([text('<b> &lt; あい ♥ &unknown; & � � �')]);
  });

  it('comments, instructions and types are left out, CDATA and broken tags are text', () => {
    expect(inlines('a<!-- b --><?c d?><!E>e<![CDATA[<f>&amp;]]>')).toEqual([text('ae<f>&amp;')]);
    expect(inlines('3 < 5 <3 </ <')).toEqual([text('3 < 5 <3 </ <')]);
    expect(plainText(read('<p>a <b title="c'))).toBe('a <b title="c');
  });

  it('styles go to the block or the run, merged for blocks', () => {
    expect(read('<div style="text-align:center;color:#060"><p style="font-weight:bold">x</p></div>')).toEqual(
      [
        {
          kind: 'paragraph',
          style: { align: 'center', color: '#006600', bold: true },
          children: [text('x')],
        },
      ],
    );
    expect(inlines('<span style="background-color:navy;color:white;text-align:right">x</span>')).toEqual([
      { kind: 'styled', style: { color: '#ffffff', backgroundColor: '#000080' }, children: [text('x')] },
    ]);
    expect(inlines('<small>x</small>')).toEqual([
      { kind: 'styled', style: { sizePercent: 85 }, children: [text('x')] },
    ]);
  });

  it('a colour inside a coloured ground is judged against that ground', () => {
    const { text: tree, dropped } = parseXhtml(
      '<p style="background:navy;color:white">a <b style="color:#333">b</b></p>',
    );
    expect(JSON.stringify(tree)).not.toContain('#333333');
    expect(dropped).toEqual([{ kind: 'style', name: 'color' }]);
  });

  it('sizes multiply and stay within 80 and 200 percent', () => {
    const { text: tree, dropped } = parseXhtml(
      '<p style="font-size:150%">a<span style="font-size:150%">b</span><span style="font-size:1.2em">c</span></p>',
    );
    expect(tree).toEqual([
      {
        kind: 'paragraph',
        style: { sizePercent: 150 },
        children: [text('ab'), { kind: 'styled', style: { sizePercent: 120 }, children: [text('c')] }],
      },
    ]);
    expect(dropped).toEqual([{ kind: 'style', name: 'font-size' }]);
  });

  it('a paragraph too long for engines is cut, never inside a character', () => {
    const source = '𠮷'.repeat(20_000);
    const blocks = read(`<p>${source}</p>`);
    expect(blocks.length).toBeGreaterThan(3);
    expect(plainText(blocks).replaceAll('\n', '')).toBe(source);
    expect(blocks.every((block) => !/^[\udc00-\udfff]/.test(plainText([block])))).toBe(true);
  });
});
