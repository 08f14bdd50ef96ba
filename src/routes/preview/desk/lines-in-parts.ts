/** Lines of one part: few enough to lay out at once, many enough that there are few parts. */
const PART_LINES = 120;

/** Cuts a text into parts of whole lines, each with its line breaks: joined they are the text again. */
export const linesInParts = (text: string): readonly string[] => {
  const parts: string[] = [];
  let from = 0;
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lines += 1;
    if (lines < PART_LINES) continue;
    parts.push(text.slice(from, at + 1));
    from = at + 1;
    lines = 0;
  }
  if (from < text.length || parts.length === 0) parts.push(text.slice(from));
  return parts;
};
