/** Why bytes are no text in JSON. Lines and columns count from 1; absent where the browser does not tell them. */
export type JsonFault =
  | { readonly kind: 'encoding' }
  | { readonly kind: 'syntax'; readonly line?: number; readonly column?: number };

const LINE = /line (\d+) column (\d+)/;
const POSITION = /position (\d+)/;

const placeOf = (text: string, position: number): { readonly line: number; readonly column: number } => {
  const before = text.slice(0, position).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
};

/** Finds out why bytes cannot be read as JSON; undefined when they can. */
export const jsonFault = (bytes: Uint8Array): JsonFault | undefined => {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { kind: 'encoding' };
  }
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const [, line, column] = LINE.exec(message) ?? [];
    if (line !== undefined) return { kind: 'syntax', line: Number(line), column: Number(column) };
    const [, position] = POSITION.exec(message) ?? [];
    return position === undefined
      ? { kind: 'syntax' }
      : { kind: 'syntax', ...placeOf(text, Number(position)) };
  }
};
