import { describe, expect, it } from 'vitest';
import { parseMarkdown } from './parse-markdown.ts';
import type { RichBlock, RichInline } from './rich-text.ts';

const text = (words: string): RichInline => ({ kind: 'text', text: words });
const strong = (words: string): RichInline => ({ kind: 'strong', children: [text(words)] });
const paragraph = (...children: readonly RichInline[]): RichBlock => ({ kind: 'paragraph', children });
const read = async (markdown: string): Promise<readonly RichBlock[]> => (await parseMarkdown(markdown)).text;

describe('FHIR markdown', () => {
  it('has emphasis, code, strikethrough and hard breaks', async () => {
    expect(await read('**a** *b* `c  d` ~~e~~\\\nf')).toEqual([
      paragraph(
        strong('a'),
        text(' '),
        { kind: 'em', children: [text('b')] },
        text(' '),
        { kind: 'code', children: [text('c d')] },
        text(' '),
        { kind: 'strike', children: [text('e')] },
        { kind: 'break' },
        text('f'),
      ),
    ]);
  });

  it('reads emphasis beside Japanese punctuation, where there are no spaces', async () => {
    expect(await read('これは**「大切」**です。')).toEqual([
      paragraph(text('これは'), strong('「大切」'), text('です。')),
    ]);
    expect(await read('**注意。**必ず')).toEqual([paragraph(strong('注意。'), text('必ず'))]);
    expect(await read('snake_case_word と 2 * 3 * 4')).toEqual([
      paragraph(text('snake_case_word と 2 * 3 * 4')),
    ]);
  });

  it('a line break in the source is a space, and none between Japanese characters', async () => {
    expect(await read('one\ntwo\n三\n四')).toEqual([paragraph(text('one two 三四'))]);
  });

  it('has headings, lists, quotes, rules and code blocks', async () => {
    expect(await read('## a\n\n3. b\n4. c\n   - d\n\n> e\n\n---\n\n```js\nf <b>\n```\n\n    g')).toEqual([
      { kind: 'heading', level: 2, children: [text('a')] },
      {
        kind: 'list',
        ordered: true,
        start: 3,
        items: [
          [paragraph(text('b'))],
          [paragraph(text('c')), { kind: 'list', ordered: false, start: 1, items: [[paragraph(text('d'))]] }],
        ],
      },
      { kind: 'quote', blocks: [paragraph(text('e'))] },
      { kind: 'rule' },
      { kind: 'code', text: 'f <b>' },
      { kind: 'code', text: 'g' },
    ]);
  });

  it('has tables with aligned columns', async () => {
    const cell = (header: boolean, words: string, align?: 'center') => ({
      header,
      columns: 1,
      rows: 1,
      blocks: [{ ...paragraph(text(words)), ...(align && { style: { align } }) }],
    });
    expect(await read('|a|b|\n|-|:-:|\n|1|2|')).toEqual([
      {
        kind: 'table',
        rows: [
          [cell(true, 'a'), cell(true, 'b', 'center')],
          [cell(false, '1'), cell(false, '2', 'center')],
        ],
      },
    ]);
  });

  it('HTML is text', async () => {
    expect(await read('<script>alert(1)</script> <b>x</b> &lt;')).toEqual([
      paragraph(text('<script>alert(1)</script> <b>x</b> <')),
    ]);
  });

  it('links and pictures follow the same rules as in XHTML', async () => {
    const { text: tree, dropped } = await parseMarkdown(
      '[a](https://a.jp/x) [b](javascript:alert(1)) <c@example.jp> ![d](https://a.jp/d.png)',
    );
    expect(tree).toEqual([
      paragraph(
        { kind: 'link', href: 'https://a.jp/x', host: 'a.jp', children: [text('a')] },
        text(' b '),
        { kind: 'link', href: 'mailto:c@example.jp', host: 'c@example.jp', children: [text('c@example.jp')] },
        text(' d'),
      ),
    ]);
    expect(dropped).toEqual([
      { kind: 'link', name: 'javascript' },
      { kind: 'image', name: 'https' },
    ]);
  });
});
