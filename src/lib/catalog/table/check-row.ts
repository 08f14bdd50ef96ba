import type { FormRow } from './columns.ts';
import { ILLUSTRATIONS } from '../../forms/illustrations.ts';
import { CONTROLS, PICTURE_TRAIT } from './item-extensions.ts';

/** Columns a type may fill beside its texts, `in`, `staff`, `when`, `traits` and `codes`. */
const OWN_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  form: [],
  group: [],
  hint: [],
  choice: ['answers', 'concern', 'normal'],
  boolean: ['concern'],
  integer: ['unit', 'min', 'max', 'soft-min', 'soft-max'],
  quantity: ['unit', 'decimals', 'min', 'max', 'soft-min', 'soft-max'],
  date: ['min', 'max', 'soft-min', 'soft-max'],
  time: [],
  string: ['length'],
  text: ['length'],
};

const TYPED = [
  'answers',
  'concern',
  'normal',
  'unit',
  'decimals',
  'min',
  'max',
  'soft-min',
  'soft-max',
  'length',
] as const;

const NUMBERS = ['decimals', 'min', 'max', 'soft-min', 'soft-max', 'length'] as const;

/** What may stand in the bounds of a date. */
const DAYS: Readonly<Record<string, readonly string[]>> = {
  min: ['today', 'birth'],
  max: ['today'],
  'soft-min': ['today', 'birth'],
  'soft-max': ['today'],
};

const NEEDED: Readonly<Record<string, readonly (typeof TYPED)[number][]>> = {
  choice: ['answers', 'concern'],
  quantity: ['unit', 'decimals', 'min', 'max', 'soft-min', 'soft-max'],
  integer: ['min', 'max'],
  string: ['length'],
  text: ['length'],
};

const TRAITS: ReadonlySet<string> = new Set([
  'required',
  'absent',
  'absent-known',
  'multiple',
  'hidden',
  'read-only',
  ...ILLUSTRATIONS.map((name) => `${PICTURE_TRAIT}${name}`),
  ...CONTROLS,
]);

/** What is wrong with a row by itself; `undefined` when nothing is. */
export const rowMistake = (row: FormRow, traits: readonly string[]): string | undefined => {
  const own = OWN_COLUMNS[row.type];
  if (own === undefined) return `there is no type “${row.type}”`;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(row.linkId))
    return `the linkId “${row.linkId}” is not kebab-case`;
  if (row.ja === '') return `${row.linkId} has no Japanese text`;
  const misplaced = TYPED.find((column) => row[column] !== '' && !own.includes(column));
  if (misplaced !== undefined) return `a ${row.type} has no ${misplaced}`;
  const missing = NEEDED[row.type]?.find((column) => row[column] === '');
  if (missing !== undefined) return `${row.linkId}: a ${row.type} needs ${missing}`;
  const isWrong = (column: (typeof NUMBERS)[number]): boolean =>
    row.type === 'date' ? DAYS[column]?.includes(row[column]) !== true : !/^-?\d+(\.\d+)?$/.test(row[column]);
  const wrong = NUMBERS.find((column) => row[column] !== '' && isWrong(column));
  if (wrong !== undefined)
    return `${row.linkId}: ${wrong} is ${row.type === 'date' ? 'no day' : 'not a number'}`;
  const unknown = traits.find((trait) => !TRAITS.has(trait) && !trait.startsWith('alone:'));
  return unknown === undefined ? undefined : `${row.linkId}: there is no trait “${unknown}”`;
};
