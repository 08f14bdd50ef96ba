import {
  ANSWER_COLUMNS,
  COLUMNS,
  FORM_LANGUAGES,
  PACK_COLUMNS,
  PACK_LANGUAGES,
  STRUCTURE_COLUMNS,
  type AnswerRow,
  type FormRow,
} from './columns.ts';
import { FormTableError } from './form-table-error.ts';
import { readTable } from './read-table.ts';

/** A table and the table of the languages that come as packs. */
export interface TableFile {
  /** Where it stands under the catalogue, for messages. */
  readonly file: string;
  readonly table: string;
  readonly packs?: string | undefined;
}

/** What a form is compiled from. */
export interface FormSources {
  /** `forms/<program>/<section>.csv`. */
  readonly form: TableFile;
  /** Rows that several forms share, by linkId. */
  readonly common: CommonRows;
  /** The answer lists by name. */
  readonly answers: AnswerLists;
}

export type CommonRows = ReadonlyMap<string, readonly FormRow[]>;
export type AnswerLists = ReadonlyMap<string, readonly AnswerRow[]>;

const keyOf = ({ linkId, type }: { readonly linkId: string; readonly type: string }): string =>
  type === 'hint' ? `${linkId} hint` : linkId;

const NO_PACK = Object.fromEntries(PACK_LANGUAGES.map((language) => [language, '']));

/** A table's rows with the texts of its packs beside them. */
const rowsOf = ({ file, table, packs }: TableFile): readonly FormRow[] => {
  const packFile = `packs/${file}`;
  const packed = new Map(
    (packs === undefined ? [] : readTable(packFile, packs, PACK_COLUMNS)).map((row) => [keyOf(row), row]),
  );
  const rows = readTable(file, table, COLUMNS).map((row): FormRow => {
    const pack = packed.get(keyOf(row));
    packed.delete(keyOf(row));
    if (pack !== undefined && pack.ja !== row.ja) {
      throw new FormTableError(packFile, pack.line, `the Japanese of ${row.linkId} is another in ${file}`);
    }
    const { linkId: _id, type: _type, ja: _ja, line: _line, ...texts } = pack ?? { ...NO_PACK };
    return { ...NO_PACK, ...texts, ...row } as FormRow;
  });
  for (const { line, linkId } of packed.values()) {
    throw new FormTableError(packFile, line, `${linkId} is not in ${file}`);
  }
  return rows;
};

const OWN_COLUMNS = [...FORM_LANGUAGES, ...STRUCTURE_COLUMNS];

/** What the row of the form says of its own goes before what the common row says; a hint is taken as it is. */
const placed = (row: FormRow, asked: FormRow): FormRow => ({
  ...row,
  ...(row.type === 'hint'
    ? {}
    : Object.fromEntries(
        OWN_COLUMNS.flatMap((column) => (asked[column] === '' ? [] : [[column, asked[column]]])),
      )),
  in: row.type === 'hint' ? '' : asked.in,
  line: asked.line,
});

/** The rows of `common/*.csv`. @throws FormTableError */
export const commonRows = (files: readonly TableFile[]): CommonRows => {
  const shared = new Map<string, readonly FormRow[]>();
  for (const file of files) {
    for (const [linkId, rows] of Map.groupBy(rowsOf(file), (row) => row.linkId)) {
      const [first] = rows;
      if (shared.has(linkId) && first !== undefined) {
        throw new FormTableError(file.file, first.line, `${linkId} is a common row of another file too`);
      }
      shared.set(linkId, rows);
    }
  }
  return shared;
};

/**
 * The rows of a form, its packs beside them and its `common` rows in their place.
 * @throws FormTableError
 */
export const formRows = (form: TableFile, common: CommonRows): readonly FormRow[] =>
  rowsOf(form).flatMap((row) => {
    if (row.type !== 'common') return [row];
    const rows = common.get(row.linkId);
    if (rows === undefined)
      throw new FormTableError(form.file, row.line, `there is no common row ${row.linkId}`);
    return rows.map((each) => placed(each, row));
  });

/** The lists of `answers/*.csv`. @throws FormTableError */
export const answerLists = (files: readonly Omit<TableFile, 'packs'>[]): AnswerLists => {
  const lists = new Map<string, readonly AnswerRow[]>();
  for (const { file, table } of files) {
    for (const [list, rows] of Map.groupBy(readTable(file, table, ANSWER_COLUMNS), (row) => row.list)) {
      const [first] = rows;
      if (lists.has(list) && first !== undefined) {
        throw new FormTableError(file, first.line, `${list} is a list of another file too`);
      }
      lists.set(list, rows);
    }
  }
  return lists;
};
