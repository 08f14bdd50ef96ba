const REPETITION = /^(?:[*+?]|\{(\d+)(?:,(\d*))?\})/;

/**
 * About how many instructions a pattern becomes: its characters and classes, each as often as the repetitions around
 * it say. Told before it is compiled, since compiling a large one is what takes time.
 */
export function expandedSize(pattern: string): number {
  const outer: number[] = [];
  let size = 0;
  let last = 0;
  for (let at = 0; at < pattern.length; at += 1) {
    const one = pattern[at];
    const repetition = REPETITION.exec(pattern.slice(at, at + 16));
    if (repetition !== null) {
      size += last * (Math.max(Number(repetition[1] ?? 1), Number(repetition[2] ?? 0)) - 1);
      at += repetition[0].length - 1;
    } else if (one === '(') {
      outer.push(size);
      size = 0;
    } else if (one === ')') {
      last = size + 1;
      size = (outer.pop() ?? 0) + last;
    } else {
      if (one === '\\') at = escapeEnd(pattern, at);
      else if (one === '[') at = classEnd(pattern, at);
      last = 1;
      size += 1;
    }
  }
  return size;
}

function escapeEnd(pattern: string, at: number): number {
  return /^\\[pPux]\{/.test(pattern.slice(at, at + 3)) ? closing(pattern, '}', at) : at + 1;
}

function classEnd(pattern: string, at: number): number {
  let end = at + 1;
  while (end < pattern.length && pattern[end] !== ']') end += pattern[end] === '\\' ? 2 : 1;
  return end;
}

function closing(pattern: string, bracket: string, at: number): number {
  const end = pattern.indexOf(bracket, at);
  return end === -1 ? pattern.length : end;
}
