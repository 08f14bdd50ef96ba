/** A condition on the text that starts at the first character. */
interface Lookahead {
  readonly pattern: string;
  /** `(?!…)`: it must not match. */
  readonly negative: boolean;
}

export interface SplitPattern {
  readonly lookaheads: readonly Lookahead[];
  /** The pattern without them. */
  readonly rest: string;
}

const OPENING = /^\(\?([=!])/;

/**
 * Takes the lookaheads off the start of a pattern, as in `^(?!000)(?=.*\d)[0-9A-Z]{8}$`: each of them, and the rest,
 * can then be matched on its own. Undefined where an alternative beside them would escape them (`(?=a)b|c`).
 */
export function splitLookaheads(pattern: string): SplitPattern | undefined {
  const anchored = pattern.startsWith('^');
  let rest = anchored ? pattern.slice(1) : pattern;
  const lookaheads: Lookahead[] = [];
  for (;;) {
    const opening = OPENING.exec(rest);
    if (opening === null) break;
    const end = groupEnd(rest);
    if (end === undefined) return undefined;
    lookaheads.push({ pattern: rest.slice(3, end), negative: opening[1] === '!' });
    rest = rest.slice(end + 1);
  }
  if (lookaheads.length === 0) return { lookaheads, rest: pattern };
  return hasAlternatives(rest) ? undefined : { lookaheads, rest: anchored ? `^${rest}` : rest };
}

/** Where the group that the text starts with is closed. */
function groupEnd(text: string): number | undefined {
  for (const { at, one, depth } of outsideClasses(text)) if (one === ')' && depth === 0) return at;
  return undefined;
}

function hasAlternatives(text: string): boolean {
  for (const { one, depth } of outsideClasses(text)) if (one === '|' && depth === 0) return true;
  return false;
}

/** The unescaped characters that stand in no class, with the number of groups around each. */
function* outsideClasses(text: string): Generator<{ at: number; one: string; depth: number }> {
  let depth = 0;
  let inClass = false;
  for (let at = 0; at < text.length; at += 1) {
    const one = text.charAt(at);
    if (one === '\\') at += 1;
    else if (inClass) inClass = one !== ']';
    else if (one === '[') inClass = true;
    else {
      if (one === ')') depth -= 1;
      yield { at, one, depth };
      if (one === '(') depth += 1;
    }
  }
}
