import { parse } from 'csv-parse/sync';
import { FormTableError } from './form-table-error.ts';

/** A row of a table: its cells by column, and its line in the file, 1 being the header. */
export type Cells<C extends string> = Readonly<Record<C, string>> & { readonly line: number };

/**
 * Reads a CSV table (RFC 4180) whose header is exactly `columns`. A row may be shorter: what is not written is empty.
 * @throws FormTableError with file and line
 */
export const readTable = <C extends string>(
  file: string,
  text: string,
  columns: readonly C[],
): readonly Cells<C>[] => {
  let records: readonly (readonly string[])[];
  try {
    records = parse(text, {
      bom: true,
      relaxColumnCountLess: true,
      trim: true,
      skipEmptyLines: true,
      onRecord: (record: readonly string[], { lines }) => [String(lines), ...record],
    });
  } catch (cause) {
    throw new FormTableError(file, 1, cause instanceof Error ? cause.message : 'not CSV');
  }
  const [header, ...rows] = records;
  if (header?.slice(1).join() !== columns.join()) {
    throw new FormTableError(file, 1, `the header is to be ${columns.join()}`);
  }
  return rows.map(([line, ...record]) => {
    const cells = Object.fromEntries(columns.map((column, at) => [column, record[at] ?? '']));
    return { ...(cells as Record<C, string>), line: Number(line) };
  });
};
