import { RE2JS } from 're2js';
import { splitLookaheads } from './lookahead.ts';
import { expandedSize } from './size.ts';
import { toRe2 } from './translate.ts';

/** A pattern that is matched in time linear in the text, whoever wrote it. */
export interface SafePattern {
  /** The whole text matches, as in XML Schema and Java's `matches`; `^` and `$` around the pattern change nothing. */
  matchesAll(text: string): boolean;
}

/** A pattern that is looked for inside a text, with `.` matching line breaks too (FHIRPath "single line mode"). */
export interface SafeSearch {
  isFoundIn(text: string): boolean;
  /** Every match replaced; `$1` and `${name}` in the replacement stand for groups. Throws on a group that is not there. */
  replaceIn(text: string, replacement: string): string;
}

/** UTF-16 units. The longest published patterns (dates of FHIR itself) have about 250. */
const MAX_LENGTH = 1_000;
/** Instructions of the automaton: with the text's length the bound of the work. 1,000 take about 6 ms to compile. */
const MAX_PROGRAM = 2_500;

/**
 * Undefined when the pattern is invalid, too large, or uses what linear matching cannot do: back-references,
 * look-around other than lookaheads at the start, and the escapes that `toRe2` refuses.
 */
export function compilePattern(pattern: string): SafePattern | undefined {
  if (pattern.length > MAX_LENGTH) return undefined;
  const split = splitLookaheads(pattern);
  const body = split && compile(split.rest, 0);
  if (split === undefined || body === undefined) return undefined;
  const conditions: { readonly pattern: RE2JS; readonly negative: boolean }[] = [];
  for (const { pattern: condition, negative } of split.lookaheads) {
    const compiled = compile(condition, 0);
    if (compiled === undefined) return undefined;
    conditions.push({ pattern: compiled, negative });
  }
  return {
    matchesAll: (text) =>
      body.matches(text) &&
      conditions.every((condition) => condition.pattern.matcher(text).lookingAt() !== condition.negative),
  };
}

/** As {@link compilePattern}, without lookaheads. */
export function compileSearch(pattern: string): SafeSearch | undefined {
  const compiled = pattern.length > MAX_LENGTH ? undefined : compile(pattern, RE2JS.DOTALL);
  return (
    compiled && {
      isFoundIn: (text) => compiled.matcher(text).find(),
      replaceIn: (text, replacement) => compiled.matcher(text).replaceAll(replacement, true),
    }
  );
}

function compile(pattern: string, flags: number): RE2JS | undefined {
  const translated = toRe2(pattern);
  if (translated === undefined || expandedSize(pattern) > MAX_PROGRAM) return undefined;
  try {
    return RE2JS.compile(translated, flags);
  } catch {
    return undefined;
  }
}
