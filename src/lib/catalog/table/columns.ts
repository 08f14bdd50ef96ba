/** Language every text of a form exists in; then the languages that stand beside it in a form's own table. */
export const TABLE_LANGUAGES = ['ja', 'ja-x-easy', 'en', 'zh-Hans', 'vi'] as const;

/** Languages that come as data packs, in tables of their own (`packs/…`, named as the table). */
export const PACK_LANGUAGES = ['pt-BR', 'ko', 'fil', 'ne', 'es', 'id', 'th'] as const;

/** All languages of the guardian's forms. `ja-x-easy` is やさしい日本語, written with 漢字《かんじ》 readings. */
export const FORM_LANGUAGES = [...TABLE_LANGUAGES, ...PACK_LANGUAGES] as const;
export type FormLanguage = (typeof FORM_LANGUAGES)[number];

/**
 * Columns of a form's table: one row per question, group or hint, in the order of the form.
 *
 * - `linkId`; for a `hint` the question's
 * - `type`: `form` (first row, the title), `group`, `choice`, `boolean`, `integer`, `quantity`, `date`, `time` (of day, to
 *   the minute), `string`, `text`, `hint` (one line under the question above), or `common` (the rows of that linkId in `common/*.csv`; what
 *   is written in this row goes before what the common one says)
 * - `in`: linkId of the group it stands in; empty at the top
 * - `staff`: short Japanese label for staff lists
 * - `answers`: an answer list of `answers/*.csv`; `list: code code` for some of it, or in another printed order
 * - `concern`: codes that are a reason to look, or `none`; for a box `ticked`
 * - `normal`: the code 異常なし一括 sets
 * - `unit` (UCUM), `decimals`, `min`, `max`, `soft-min`, `soft-max` (asked back, never refused), `length`; the bounds of a
 *   `date` are `today` or, as a lower one, `birth` (the day of birth of whom the form is about)
 * - `when`: `question = code`, `question > 3`, `question` (ticked, or answered), `!question` (unanswered); several
 *   joined all by `|` (any) or all by `&`
 * - `traits`: `required`, `absent` (わからない, こたえたくない, スタッフに聞く), `absent-known` (the same without わからない, of
 *   what whoever answers cannot but know), `multiple`, `alone:code`, `hidden`,
 *   `read-only`, `picture:name`, or the name of a control
 * - `codes`: `JP:31000297`, `LOINC:3141-9`, `JLAC10:…`
 */
export const STRUCTURE_COLUMNS = [
  'in',
  'staff',
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
  'when',
  'traits',
  'codes',
] as const;

export const COLUMNS = ['linkId', 'type', ...TABLE_LANGUAGES, ...STRUCTURE_COLUMNS] as const;
export type Column = (typeof COLUMNS)[number];

/** Columns of a pack: the Japanese stands beside, so that a row can be read alone. */
export const PACK_COLUMNS = ['linkId', 'type', 'ja', ...PACK_LANGUAGES] as const;

/** Columns of `answers/*.csv`: one row per answer of a list, all languages side by side. */
export const ANSWER_COLUMNS = ['list', 'code', ...FORM_LANGUAGES] as const;

/** One row of a form with the texts of its packs; a cell that is not written is an empty text. */
export type FormRow = Readonly<Record<Column | FormLanguage, string>> & {
  /** Line in its file, 1 being the header. */
  readonly line: number;
};

export type AnswerRow = Readonly<Record<(typeof ANSWER_COLUMNS)[number], string>>;
