const TEXTS_AND_COMMENTS = /'(?:[^'\\]|\\[^])*'|`(?:[^`\\]|\\[^])*`|\/\/[^\r\n]*|\/\*[^]*?\*\//g;

/**
 * The same expression in ASCII: other characters of its strings as `\uXXXX`, its comments as blanks. The engine's own
 * lexer needs 30 µs for each other character, and a string of Japanese can be long.
 */
export function asciiExpression(text: string): string {
  return text.replace(TEXTS_AND_COMMENTS, (part) => (part.startsWith('/') ? ' ' : asciiEscaped(part)));
}

/** Printable ASCII as it is, every other UTF-16 unit as `\uXXXX`. */
export function asciiEscaped(text: string): string {
  return text.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
