import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { compileTable } from '../../src/lib/catalog/table/compile-table.ts';
import {
  answerLists,
  commonRows,
  type AnswerLists,
  type CommonRows,
  type TableFile,
} from '../../src/lib/catalog/table/form-rows.ts';
import { PROGRAMS, SECTIONS } from '../../src/lib/domain/program.ts';
import type { Questionnaire } from '../../src/lib/catalog/questionnaire.ts';

/** The catalogue, where the tables of the built-in forms stand. */
const CATALOG = join(import.meta.dirname, '../../src/lib/catalog');

/** A form's table: `forms/<program>/<section>.csv`. */
export const isFormTable = (path: string): boolean =>
  path.endsWith('.csv') && dirname(dirname(path)) === join(CATALOG, 'forms');

const packsOf = (path: string): string => join(CATALOG, 'packs', relative(CATALOG, path));

const tablesIn = (folder: string): readonly string[] =>
  readdirSync(join(CATALOG, folder))
    .filter((name) => name.endsWith('.csv'))
    .map((name) => join(CATALOG, folder, name));

/** The files a form is compiled from: its table, the common rows, their packs, the answer lists. */
export const filesOf = (path: string): readonly string[] => {
  const tables = [path, ...tablesIn('common')];
  return [...tables, ...tables.map(packsOf).filter((file) => existsSync(file)), ...tablesIn('answers')];
};

const read = (path: string): TableFile => {
  const packs = packsOf(path);
  return {
    file: relative(CATALOG, path),
    table: readFileSync(path, 'utf8'),
    ...(existsSync(packs) && { packs: readFileSync(packs, 'utf8') }),
  };
};

interface Shared {
  /** Names and times of the files it was read from. */
  readonly state: string;
  readonly common: CommonRows;
  readonly answers: AnswerLists;
}

let last: Shared | undefined;

/** What all forms share, read again only when a file has changed. */
const shared = (): Shared => {
  const common = tablesIn('common');
  const answers = tablesIn('answers');
  const files = [...common, ...common.map(packsOf).filter((file) => existsSync(file)), ...answers];
  const state = files.map((file) => `${file} ${statSync(file).mtimeMs}`).join();
  if (last?.state !== state) {
    last = { state, common: commonRows(common.map(read)), answers: answerLists(answers.map(read)) };
  }
  return last;
};

/** Compiles a form's table to FHIR. @throws FormTableError: the author's mistake, with file and line */
export const compileFile = (path: string): Questionnaire => {
  const program = PROGRAMS.find((each) => each === basename(dirname(path)));
  const section = SECTIONS.find((each) => each === basename(path, '.csv'));
  if (program === undefined || section === undefined) {
    throw new Error(`${relative(CATALOG, path)} belongs to no program and section`);
  }
  const { common, answers } = shared();
  return compileTable(program, section, { form: read(path), common, answers });
};
