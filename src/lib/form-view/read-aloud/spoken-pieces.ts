/** Some engines fall silent in long utterances without saying so. */
const MOST_CHARACTERS = 160;

const SENTENCE = /[^。．！？!?\n]+[。．！？!?\n]*|[。．！？!?\n]+/g;
const PAUSE = /[、，,;；:：\s]/;
const WORDS = /[\p{L}\p{N}]/u;

/** A sentence in parts that are short enough, cut at a pause where there is one. */
const parts = (sentence: string): readonly string[] => {
  const found: string[] = [];
  const characters = [...sentence];
  for (let at = 0; at < characters.length;) {
    const window = characters.slice(at, at + MOST_CHARACTERS);
    const isLast = at + window.length >= characters.length;
    const pause = isLast ? -1 : window.findLastIndex((character) => PAUSE.test(character));
    const part = pause > 0 ? window.slice(0, pause + 1) : window;
    found.push(part.join(''));
    at += part.length;
  }
  return found;
};

/** A text as pieces to speak one after the other: its sentences, without those that hold no word. */
export const spokenPieces = (text: string): readonly string[] =>
  (text.match(SENTENCE) ?? [])
    .flatMap(parts)
    .map((piece) => piece.trim())
    .filter((piece) => WORDS.test(piece));
