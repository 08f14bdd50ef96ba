/**
 * White space as ECMAScript has it: authors try their patterns in a browser, and 全角スペース has to match `\s`.
 * As ranges, so that both work inside a class too.
 */
const SPACE = String.raw`\t-\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}`;
const NOT_SPACE =
  String.raw`\x{0}-\x{8}\x{E}-\x{1F}!-\x{9F}\x{A1}-\x{167F}\x{1681}-\x{1FFF}\x{200B}-\x{2027}\x{202A}-\x{202E}` +
  String.raw`\x{2030}-\x{205E}\x{2060}-\x{2FFF}\x{3001}-\x{FEFE}\x{FF00}-\x{10FFFF}`;

const SAME_EVERYWHERE = /^[dDwWbBtnrfv]$/;
const PUNCTUATION = /^[!-/:-@[-`{-~ ]$/;
/** `\p{Katakana}`, `\p{IsKatakana}` (Java), `\p{Script=Katakana}`, `\p{sc=Kana}`, `\p{L}`, `\p{gc=Lu}`. */
const PROPERTY = /^[pP](?:\{(\^?)(?:Is|Script=|sc=|General_Category=|gc=)?([A-Za-z_]+)\}|([A-Z]))/;
const CODE_POINT = /^(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|x\{([0-9a-fA-F]{1,6})\})/;
const LOW_SURROGATE = /^\\u([dD][c-fC-F][0-9a-fA-F]{2})/;

/** What an escape becomes, and how many UTF-16 units of the pattern it takes, the backslash included. */
interface Escape {
  readonly text: string;
  readonly length: number;
}

/**
 * A pattern in the common ground of ECMAScript, Java and XML Schema as RE2 has it. Undefined where it uses what RE2
 * has not or what the three do not mean alike: back-references, look-around, possessive and atomic groups, class
 * intersection, `\i` `\c` `\h` `\R` and other escapes of one of them. Linear in the pattern.
 */
export function toRe2(pattern: string): string | undefined {
  let result = '';
  let inClass = false;
  for (let at = 0; at < pattern.length;) {
    const one = pattern.charAt(at);
    if (one === '\\') {
      const escape = escapeAt(pattern.slice(at + 1, at + 40), inClass);
      if (escape === undefined) return undefined;
      result += escape.text;
      at += escape.length;
      continue;
    }
    if (inClass && pattern.startsWith('&&', at)) return undefined;
    if (inClass && one === '[') result += '\\[';
    else if (!inClass && pattern.startsWith('[^]', at)) return undefined;
    else result += one;
    if (one === '[') inClass = true;
    else if (one === ']') inClass = false;
    at += 1;
  }
  return result;
}

function escapeAt(rest: string, inClass: boolean): Escape | undefined {
  const [one = ''] = rest;
  if (one === 's') return { text: inClass ? SPACE : `[${SPACE}]`, length: 2 };
  if (one === 'S') return { text: inClass ? NOT_SPACE : `[${NOT_SPACE}]`, length: 2 };
  if (inClass && /^[bB]$/.test(one)) return undefined;
  if (SAME_EVERYWHERE.test(one) || PUNCTUATION.test(one)) return { text: `\\${one}`, length: 2 };
  return propertyAt(rest) ?? codePointAt(rest);
}

function propertyAt(rest: string): Escape | undefined {
  const match = PROPERTY.exec(rest);
  if (match === null) return undefined;
  const [whole, negated = '', name, letter] = match;
  return { text: `\\${whole[0] ?? ''}{${negated}${name ?? letter ?? ''}}`, length: 1 + whole.length };
}

function codePointAt(rest: string): Escape | undefined {
  const match = CODE_POINT.exec(rest);
  if (match === null) return undefined;
  const hex = match[1] ?? match[2] ?? match[3] ?? match[4] ?? '';
  const length = 1 + match[0].length;
  const unit = parseInt(hex, 16);
  if (unit < 0xd800 || unit > 0xdfff) return { text: `\\x{${hex}}`, length };
  const low = LOW_SURROGATE.exec(rest.slice(match[0].length))?.[1];
  if (unit > 0xdbff || low === undefined) return undefined;
  const codePoint = 0x10000 + (unit - 0xd800) * 0x400 + (parseInt(low, 16) - 0xdc00);
  return { text: `\\x{${codePoint.toString(16)}}`, length: length + 6 };
}
