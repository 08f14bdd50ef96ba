/**
 * Breaking Japanese lines at phrases takes time by the square of a text's length: 14 ms for this many characters,
 * 4 s for twenty times as many (Chromium 156).
 */
export const PHRASES_MOST_CHARACTERS = 2_000;

/** Without phrases, engines lay this many characters out in milliseconds, forty times as many in seconds. */
const RUN_MOST_CHARACTERS = 10_000;

/** A text that stands in one line or label: cut off, visibly, where no reader gets to. */
export const shortened = (text: string): string =>
  text.length > PHRASES_MOST_CHARACTERS ? `${text.slice(0, PHRASES_MOST_CHARACTERS)}…` : text;

/** A text of any length as paragraphs: at its line breaks, and within where a line is longer than engines like. */
export const paragraphsOf = (text: string): readonly string[] =>
  text.split(/\r\n|[\n\r]/).flatMap((line) => {
    if (line.length <= RUN_MOST_CHARACTERS) return [line];
    const parts: string[] = [];
    for (let at = 0; at < line.length; at += RUN_MOST_CHARACTERS) {
      parts.push(line.slice(at, at + RUN_MOST_CHARACTERS));
    }
    return parts;
  });
