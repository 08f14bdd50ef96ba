import type { Mark } from './marks.ts';

/** Inline elements that say how text is drawn. */
export const MARK_ELEMENTS: ReadonlyMap<string, Mark> = new Map<string, Mark>([
  ['b', { kind: 'strong' }],
  ['strong', { kind: 'strong' }],
  ['i', { kind: 'em' }],
  ['em', { kind: 'em' }],
  ['cite', { kind: 'em' }],
  ['dfn', { kind: 'em' }],
  ['var', { kind: 'em' }],
  ['u', { kind: 'underline' }],
  ['ins', { kind: 'underline' }],
  ['s', { kind: 'strike' }],
  ['strike', { kind: 'strike' }],
  ['del', { kind: 'strike' }],
  ['sub', { kind: 'sub' }],
  ['sup', { kind: 'sup' }],
  ['code', { kind: 'code' }],
  ['kbd', { kind: 'code' }],
  ['samp', { kind: 'code' }],
  ['tt', { kind: 'code' }],
]);

/** Inline elements that are a style. */
export const STYLE_ELEMENTS: ReadonlyMap<string, string> = new Map([
  ['small', 'font-size: 85%'],
  ['big', 'font-size: 120%'],
]);

/** What a reader of the form has a place of its own for. */
const PLACED_ELEMENTS = ['ul', 'ol', 'menu', 'li', 'blockquote', 'pre', 'table', 'tr', 'td', 'th'];
export const HEADING_ELEMENT = /^h([1-6])$/;

/** Elements that stand on lines of their own and change nothing else. */
const BLOCK_ELEMENTS: ReadonlySet<string> = new Set([
  ...[
    'address',
    'article',
    'aside',
    'body',
    'caption',
    'center',
    'dd',
    'details',
    'dialog',
    'div',
    'dl',
    'dt',
  ],
  ...[
    'fieldset',
    'figcaption',
    'figure',
    'footer',
    'form',
    'header',
    'hgroup',
    'html',
    'legend',
    'main',
    'nav',
  ],
  ...['option', 'p', 'section', 'select', 'summary', 'textarea'],
]);

/** Elements that are taken as they are, without a form of their own. */
const PLAIN_ELEMENTS: ReadonlySet<string> = new Set([
  ...[
    'abbr',
    'acronym',
    'bdi',
    'bdo',
    'col',
    'colgroup',
    'data',
    'font',
    'label',
    'mark',
    'q',
    'rb',
    'rp',
    'rt',
  ],
  ...['rtc', 'span', 'tbody', 'tfoot', 'thead', 'time', 'wbr'],
]);

/** Elements whose content is no text for a reader: nothing of it is shown. */
export const SILENT_ELEMENTS: ReadonlySet<string> = new Set([
  ...[
    'applet',
    'audio',
    'canvas',
    'embed',
    'frameset',
    'head',
    'iframe',
    'math',
    'noembed',
    'noframes',
    'noscript',
  ],
  ...['object', 'script', 'style', 'svg', 'template', 'title', 'video'],
]);

/** Elements without an end tag in HTML. */
export const VOID_ELEMENTS: ReadonlySet<string> = new Set([
  ...[
    'area',
    'base',
    'basefont',
    'bgsound',
    'br',
    'col',
    'embed',
    'frame',
    'hr',
    'img',
    'input',
    'keygen',
    'link',
  ],
  ...['meta', 'param', 'source', 'track', 'wbr'],
]);

const CELLS = ['td', 'th'];
const PARTS = ['thead', 'tbody', 'tfoot'];

/** End tags that HTML lets authors leave out: the element on the left ends those on the right, innermost first. */
export const ENDED_BY: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['li', ['p', 'li']],
  ['dt', ['p', 'dt', 'dd']],
  ['dd', ['p', 'dt', 'dd']],
  ['td', ['p', ...CELLS]],
  ['th', ['p', ...CELLS]],
  ['tr', ['p', ...CELLS, 'tr']],
  ...PARTS.map((part) => [part, ['p', ...CELLS, 'tr', ...PARTS]] as const),
  ['rt', ['rb', 'rt', 'rp']],
  ['rb', ['rb', 'rt', 'rp']],
  ['rp', ['rb', 'rt', 'rp']],
  ['option', ['option']],
  ...[
    'p',
    'div',
    'ul',
    'ol',
    'dl',
    'table',
    'blockquote',
    'pre',
    'hr',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
  ].map((block) => [block, ['p']] as const),
]);

/** Whether the element stands on lines of its own. */
export const isBlockElement = (name: string): boolean =>
  BLOCK_ELEMENTS.has(name) || HEADING_ELEMENT.test(name) || PLACED_ELEMENTS.includes(name);

/** Whether the element is taken over: as a kind of its own, or rightly as nothing but its text. */
export const isKnownElement = (name: string): boolean =>
  isBlockElement(name) ||
  MARK_ELEMENTS.has(name) ||
  STYLE_ELEMENTS.has(name) ||
  PLAIN_ELEMENTS.has(name) ||
  ['a', 'br', 'hr', 'img', 'ruby'].includes(name);
