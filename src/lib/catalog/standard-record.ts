import { PROGRAMS, SECTIONS, type ProgramId, type SectionId } from '../domain/program.ts';
import type { CodeLists } from './code-lists.ts';
import { readTable } from './table/read-table.ts';

const COLUMNS = [
  'program',
  'source',
  'item',
  'form',
  'linkId',
  'type',
  'unit',
  'list',
  'options',
  'minimum',
  'code',
  'basis',
] as const;

/** An item of the standard electronic record (標準的な電子的記録様式), or one of our own, and where it is entered. */
export interface RecordItem {
  readonly program: ProgramId;
  readonly section: SectionId;
  readonly linkId: string;
  /** Name in the standard; no two items of a program have the same. */
  readonly item: string;
  /** Section of the domain facts that lists it; `own` for a field of ours. */
  readonly source: string;
  /** Item type in FHIR; `multi-` before it where several answers may be given. */
  readonly type: string;
  /** UCUM. */
  readonly unit: string;
  /** Its code list in `code-lists.csv`; empty where it is not coded. */
  readonly list: string;
  /** Codes in the order they are printed. */
  readonly options: readonly string[];
  /** The standard's own words for them, one for each. */
  readonly printed: readonly string[];
  /** 最低限電子化. */
  readonly minimum: boolean;
  /** Codes of others, as in the forms' tables. */
  readonly code: string;
  /** Keys of the sources; `(u)` where there is none. */
  readonly basis: string;
}

/**
 * Reads `standard-record.csv`.
 * @throws FormTableError with the line; an Error for a program, section, list or code that does not exist
 */
export const readStandardRecord = (text: string, lists: CodeLists): readonly RecordItem[] =>
  readTable('standard-record.csv', text, COLUMNS).map((row): RecordItem => {
    const program = PROGRAMS.find((each) => each === row.program);
    const section = SECTIONS.find((each) => each === row.form);
    if (program === undefined || section === undefined) {
      throw new Error(`standard-record.csv, line ${row.line}: there is no ${row.program} ${row.form}`);
    }
    const { linkId, item, source, type, unit, list, code, basis } = row;
    const options = row.options === '' ? [] : row.options.split(' ');
    const words = options.map((option) => lists.get(list)?.find((each) => each.code === option)?.word);
    if (words.includes(undefined)) {
      throw new Error(`standard-record.csv, line ${row.line}: a code is not in the list “${list}”`);
    }
    return {
      ...{ program, section, linkId, item, source, type, unit, list, options, code, basis },
      printed: words.filter((word) => word !== undefined),
      minimum: row.minimum === 'yes',
    };
  });
