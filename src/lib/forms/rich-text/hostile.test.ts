import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from './parse-markdown.ts';
import { parseXhtml } from './parse-xhtml.ts';
import { plainText } from './plain-text.ts';
import { safeLink } from './safe-link.ts';
import { HOSTILE_MARKDOWN, HOSTILE_XHTML } from './testing/hostile-payloads.ts';
import { levelsOf, refusedNodes } from './testing/refused-nodes.ts';

/** Levels that 32 elements and 32 layers of emphasis can make: tables take three for one cell. */
const MOST_LEVELS = 140;

/** Pieces that a parser has to put together; joined at random they make what no list of payloads has. */
const PIECES = [
  ...[
    '<',
    '>',
    '</',
    '/>',
    '"',
    "'",
    '=',
    '&',
    ';',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '\n',
    ' ',
    '\u0000',
  ],
  ...[
    'a',
    'p',
    'b',
    'div',
    'script',
    'style',
    'svg',
    'math',
    'table',
    'tr',
    'td',
    'ul',
    'li',
    'ruby',
    'rt',
    'img',
  ],
  ...[
    ' href',
    ' src',
    ' onload',
    ' style',
    'javascript:',
    'https://a.jp',
    'data:image/svg+xml,',
    'color:red',
  ],
  ...[
    '[',
    ']',
    '(',
    ')',
    '!',
    '*',
    '**',
    '_',
    '`',
    '```',
    '~~',
    '|',
    '-|-',
    '# ',
    '- ',
    '1. ',
    '> ',
    '\\',
    'あ',
  ],
];
const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((parts) => parts.join(''));

describe('hostile rich text', () => {
  it('is a list of more than 300 different payloads for each format', () => {
    expect(new Set(HOSTILE_XHTML).size).toBeGreaterThan(300);
    expect(new Set(HOSTILE_MARKDOWN).size).toBeGreaterThan(300);
  });

  it('the check itself sees every kind of forbidden node', () => {
    const link = (href: string) => ({ kind: 'link', href, host: 'x', children: [] });
    const bad: readonly unknown[] = [
      { kind: 'script', children: [] },
      { kind: 'paragraph', children: [], html: '<b>' },
      { kind: 'paragraph', children: [link('javascript:alert(1)')] },
      {
        kind: 'quote',
        blocks: [{ kind: 'list', ordered: false, start: 1, items: [[{ kind: '__proto__' }]] }],
      },
      { kind: 'paragraph', style: { position: 'fixed' }, children: [] },
      { kind: 'paragraph', style: { color: 'url(x)' }, children: [] },
      { kind: 'paragraph', children: [{ kind: 'image', src: 'https://a.jp/x.png', alt: '' }] },
      { kind: 'paragraph', children: [{ kind: 'image', src: 'data:image/svg+xml;base64,AAAA', alt: '' }] },
      { kind: 'table', rows: [[{ header: true, columns: 1, rows: 1, blocks: [], onclick: 'x' }]] },
    ];
    expect(bad.filter((node) => refusedNodes([node]).length === 0)).toEqual([]);
    expect(refusedNodes([{ kind: 'paragraph', children: [link('https://a.jp/')] }])).toEqual([]);
  });

  it.each(HOSTILE_XHTML.map((payload) => [payload]))('XHTML makes allowed kinds only: %j', (payload) => {
    for (const source of [payload, `<div xmlns="http://www.w3.org/1999/xhtml"><p>x ${payload} y</p></div>`]) {
      expect(refusedNodes(parseXhtml(source).text)).toEqual([]);
    }
  });

  it('markdown makes allowed kinds only, for each payload', async () => {
    const refused: string[] = [];
    for (const payload of HOSTILE_MARKDOWN) {
      const found = refusedNodes((await parseMarkdown(payload)).text);
      if (found.length > 0) refused.push(`${payload} ${found.join(' ')}`);
    }
    expect(refused).toEqual([]);
  });

  it('no payload of a scheme that is not allowed becomes a link', () => {
    const links = HOSTILE_XHTML.flatMap((payload) =>
      JSON.stringify(parseXhtml(payload).text).match(/"href":"[^"]*"/g),
    );
    expect(links.filter((link) => link !== null)).toEqual([]);
  });

  it('elements that hold no text for a reader contribute nothing, whatever is in them', () => {
    for (const name of ['script', 'style', 'template', 'svg', 'math', 'iframe', 'object']) {
      const { text } = parseXhtml(`<p>a<${name} x="1">hidden <b>deep</b><${name}>x</${name}></${name}>b</p>`);
      expect(plainText(text), name).not.toContain('hidden');
      expect(plainText(text), name).toContain('a');
    }
  });

  it('what is dropped is told by plain names, never by text of the author', () => {
    const source =
      '<p onclick="x" onФ="y"><山田花子>x</山田花子><script>y</script><a href="javascript:z">k</a></p>';
    const { dropped } = parseXhtml(source);
    expect(dropped).toContainEqual({ kind: 'attribute', name: 'onclick' });
    expect(dropped).toContainEqual({ kind: 'attribute', name: 'other' });
    expect(dropped).toContainEqual({ kind: 'element', name: 'script' });
    expect(dropped).toContainEqual({ kind: 'link', name: 'javascript' });
    expect(JSON.stringify(dropped)).not.toMatch(/山田|Ф/);
  });

  it(
    'any text makes allowed kinds only, of limited depth, and never throws',
    { timeout: 60_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.oneof(pieces, fc.string({ unit: 'binary' })), async (source) => {
          const trees = [parseXhtml(source).text, (await parseMarkdown(source)).text];
          return trees.every((tree) => refusedNodes(tree).length === 0 && levelsOf(tree) < MOST_LEVELS);
        }),
        { numRuns: 1_000 },
      );
    },
  );

  it('any link that is offered has one of the four schemes as the browser reads it', () => {
    const scheme = fc.constantFrom(
      'javascript:',
      'data:',
      'https:',
      'http:',
      'mailto:',
      'tel:',
      'vbscript:',
      '//',
    );
    fc.assert(
      fc.property(scheme, fc.string({ unit: 'binary' }), fc.nat(12), (start, rest, at) => {
        const written = start.slice(0, at) + rest.slice(0, 2) + start.slice(at) + rest;
        const link = safeLink(written);
        return link === undefined || /^(https?|mailto|tel):$/.test(new URL(link.href).protocol);
      }),
      { numRuns: 2_000 },
    );
  });
});

/** One turn of each of the nested and of the unfinished; repeated they are what makes parsers slow. */
const REPEATED = [
  ...[
    '<b>',
    '<div>',
    '<ul><li>',
    '<table><tr><td>',
    '<b></i>',
    '</b>',
    '<a ',
    '<',
    '&',
    '<!--',
    '<![CDATA[',
    '<script>',
  ],
  ...[
    '<p title="',
    "<p a='b>",
    '<ruby><rt>x</rt>',
    '<rt> </rt>x',
    '<b style="color:red">x',
    '<svg>',
    ' ',
    '= ',
    '<a =',
  ],
  ...[
    '<li>',
    '<pre>a',
    '<q>',
    '&#x41;',
    'あ\n',
    '<p style="font-size:90%">',
    '</script',
    '<a href="https://a.jp">x</a>',
  ],
];

describe('large rich text', () => {
  /** Generous: a million takes up to half a second; whatever grows by the square takes a quarter of an hour. */
  it.each(REPEATED.map((part) => [part]))(
    'a million characters of %j are read',
    { timeout: 30_000 },
    (part) => {
      const { text } = parseXhtml(part.repeat(Math.ceil(1_000_000 / part.length)));
      expect(Array.isArray(text)).toBe(true);
      expect(levelsOf(text.slice(0, 3))).toBeLessThan(MOST_LEVELS);
    },
  );

  it('five million characters are read', { timeout: 30_000 }, () => {
    const { text } = parseXhtml(
      `<div>${'<p>お子さんの<b>様子</b>を &lt;教えて&gt; ください。</p>\n'.repeat(100_000)}</div>`,
    );
    expect(text).toHaveLength(100_000);
  });

  it('10,000 nested elements keep their text and lose their depth', () => {
    const { text, dropped } = parseXhtml(`${'<div><ul><li>'.repeat(10_000)}深い`);
    expect(plainText(text)).toContain('深い');
    expect(levelsOf(text)).toBeLessThan(MOST_LEVELS);
    expect(dropped).toContainEqual({ kind: 'element', name: 'too-deep' });
  });

  it.each([
    '*',
    '**a *a ',
    '[',
    '[a](',
    '![',
    '`',
    '>',
    '- ',
    '*a_',
    '|',
    '~~a ',
    '<a ',
    '[a]: b\n',
    '\\',
    '# ',
  ])('the longest markdown of %j is read', { timeout: 30_000 }, async (part) => {
    const { text } = await parseMarkdown(part.repeat(Math.floor(100_000 / part.length)));
    expect(refusedNodes(text)).toEqual([]);
    expect(levelsOf(text)).toBeLessThan(MOST_LEVELS);
  });

  it('longer and deeper markdown is shown as written', async () => {
    const long = await parseMarkdown(`**あ**\n`.repeat(20_000));
    expect(long.dropped).toEqual([{ kind: 'element', name: 'too-long' }]);
    expect(plainText(long.text).slice(0, 6)).toBe('**あ**\n');
    const deep = await parseMarkdown(`${'> '.repeat(200)}深い`);
    expect(deep.dropped).toEqual([{ kind: 'element', name: 'too-deep' }]);
    expect(plainText(deep.text)).toContain('深い');
  });
});
