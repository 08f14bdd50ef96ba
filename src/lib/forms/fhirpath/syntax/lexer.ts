export interface Token {
  readonly kind: 'name' | 'quoted-name' | 'string' | 'number' | 'date' | 'symbol' | 'end';
  /** The text of the token; of a string or quoted name what it stands for. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const SPACE = /(?:[ \t\r\n]+|\/\/[^\r\n]*|\/\*[^]*?\*\/)+/y;

const DATE = '[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?';
const TIME = String.raw`[0-9]{2}(?::[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?`;
const ZONE = '(?:Z|[+-][0-9]{2}:[0-9]{2})';

/** Order matters: the longer form of a token stands first. No alternative can be read in two ways. */
const TOKENS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['name', /\$(?:this|index|total)\b|[A-Za-z_][A-Za-z0-9_]*/y],
  ['quoted-name', /`(?:[^`\\]|\\[^])*`/y],
  ['string', /'(?:[^'\\]|\\[^])*'/y],
  ['number', /[0-9]+(?:\.[0-9]+|L)?/y],
  ['date', new RegExp(`@(?:T${TIME}|${DATE}(?:T(?:${TIME}${ZONE}?)?)?)`, 'y')],
  ['symbol', /<=|>=|!=|!~|[-+*/&|<>=~.,()[\]{}%]/y],
];

/** The tokens of an expression, `end` last; undefined where a character starts none. Linear in the text. */
export function tokenize(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  let offset = skipSpace(text, 0);
  while (offset < text.length) {
    const token = tokenAt(text, offset);
    if (token === undefined) return undefined;
    tokens.push(token);
    offset = skipSpace(text, token.end);
  }
  tokens.push({ kind: 'end', text: '', start: text.length, end: text.length });
  return tokens;
}

function skipSpace(text: string, offset: number): number {
  SPACE.lastIndex = offset;
  return SPACE.test(text) ? SPACE.lastIndex : offset;
}

function tokenAt(text: string, start: number): Token | undefined {
  for (const [kind, pattern] of TOKENS) {
    pattern.lastIndex = start;
    if (!pattern.test(text)) continue;
    const end = pattern.lastIndex;
    const raw = text.slice(start, end);
    return { kind, text: kind === 'string' || kind === 'quoted-name' ? unquote(raw) : raw, start, end };
  }
  return undefined;
}

const ESCAPES: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t', f: '\f' };

function unquote(raw: string): string {
  return raw
    .slice(1, -1)
    .replace(/\\(?:u([0-9a-fA-F]{4})|([^]))/g, (_, hex: string | undefined, one: string | undefined) =>
      hex === undefined ? (ESCAPES[one ?? ''] ?? one ?? '') : String.fromCharCode(parseInt(hex, 16)),
    );
}
