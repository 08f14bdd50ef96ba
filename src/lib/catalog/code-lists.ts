import { readTable } from './table/read-table.ts';

const COLUMNS = ['list', 'code', 'word', 'label', 'theirs', 'basis'] as const;

/** One code of a code list of the standard record, or of a list of our own, and what means the same elsewhere. */
export interface ListedCode {
  readonly list: string;
  /** Our code, a meaning: the answer of a form. */
  readonly code: string;
  /** The standard's own word for it. */
  readonly word: string;
  /** What the forms say for it, in Japanese; the word itself where they say the same. */
  readonly label: string;
  /** Its value in the lists of others, `<key of the source>:<value>`: the same meaning has other numbers elsewhere. */
  readonly theirs: readonly string[];
  /** Keys of the sources; `(u)` where there is none, `own` for a list of ours. */
  readonly basis: string;
}

/** The code lists by name, their codes in order. */
export type CodeLists = ReadonlyMap<string, readonly ListedCode[]>;

/**
 * Reads `code-lists.csv`.
 * @throws FormTableError with the line
 */
export const readCodeLists = (text: string): CodeLists =>
  Map.groupBy(
    readTable('code-lists.csv', text, COLUMNS).map(
      ({ list, code, word, label, theirs, basis }): ListedCode => ({
        ...{ list, code, word, basis },
        label: label === '' ? word : label,
        theirs: theirs === '' ? [] : theirs.split(' '),
      }),
    ),
    ({ list }) => list,
  );
