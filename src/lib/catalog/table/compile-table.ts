import type { ProgramId, SectionId } from '../../domain/program.ts';
import { FORM_VERSION, formId } from '../form-id.ts';
import { STANDARD_EXTENSION } from '../../forms/extensions.ts';
import type { Extension, Questionnaire, QuestionnaireItem, QuestionnaireItemType } from '../questionnaire.ts';
import { answerListUrl } from './answer-list-url.ts';
import { answerOptions, readAnswers } from './answer-options.ts';
import { rowMistake } from './check-row.ts';
import { noticesFor, parseCodes } from './codes.ts';
import type { AnswerRow, FormRow } from './columns.ts';
import { parseConditions, type ConditionQuestion } from './conditions.ts';
import { draftLanguages } from './form-reviews.ts';
import { FormTableError } from './form-table-error.ts';
import { formRows, type FormSources } from './form-rows.ts';
import { itemExtensions } from './item-extensions.ts';
import { translations } from './texts.ts';

/** Day of the last change of the built-in forms. */
const FORM_DATE = '2026-11-21';

/** That expressions find whom the form is about as `%patient`. */
const PATIENT: Extension = {
  url: STANDARD_EXTENSION.launchContext,
  extension: [
    {
      url: 'name',
      valueCoding: { system: 'http://hl7.org/fhir/uv/sdc/CodeSystem/launchContext', code: 'patient' },
    },
    { url: 'type', valueCode: 'Patient' },
  ],
};

interface Table {
  readonly file: string;
  readonly rows: readonly FormRow[];
  readonly lists: ReadonlyMap<string, readonly AnswerRow[]>;
}

const traitsOf = ({ traits }: FormRow): readonly string[] =>
  traits.split(/\s+/).filter((each) => each !== '');

const questionOf = (row: FormRow): ConditionQuestion => ({
  type: row.type,
  ...(row.type === 'choice' && { system: answerListUrl(readAnswers(row.answers).list) }),
});

class TableReader {
  readonly #table: Table;
  readonly #questions: ReadonlyMap<string, FormRow>;
  readonly #hints: ReadonlyMap<string, FormRow>;

  constructor(table: Table) {
    this.#table = table;
    const questions = table.rows.filter(({ type }) => type !== 'hint' && type !== 'form');
    this.#questions = new Map(questions.map((row) => [row.linkId, row]));
    this.#hints = new Map(table.rows.filter(({ type }) => type === 'hint').map((row) => [row.linkId, row]));
    const twice = questions.find(
      ({ linkId }, at) => questions.findIndex((other) => other.linkId === linkId) < at,
    );
    if (twice !== undefined) this.#fail(twice, `${twice.linkId} stands there twice`);
    const stray = [...this.#hints.values()].find(({ linkId }) => !this.#questions.has(linkId));
    if (stray !== undefined) this.#fail(stray, `the hint belongs to no question ${stray.linkId}`);
    const lost = questions.find((row) => row.in !== '' && this.#questions.get(row.in)?.type !== 'group');
    if (lost !== undefined) this.#fail(lost, `there is no group ${lost.in}`);
  }

  /** The items that stand in a group; those at the top without one. */
  items(group = ''): readonly QuestionnaireItem[] {
    return [...this.#questions.values()].filter((row) => row.in === group).map((row) => this.#item(row));
  }

  #item(row: FormRow): QuestionnaireItem {
    const traits = traitsOf(row);
    const mistake = rowMistake(row, traits);
    if (mistake !== undefined) this.#fail(row, mistake);
    const alone = traits.find((trait) => trait.startsWith('alone:'))?.slice('alone:'.length);
    const system = row.type === 'choice' ? answerListUrl(readAnswers(row.answers).list) : undefined;
    const options = row.type === 'choice' ? answerOptions(row, alone, this.#table.lists) : undefined;
    if (typeof options === 'string') this.#fail(row, options);
    const when = row.when === '' ? {} : parseConditions(row.when, (linkId) => this.#asked(linkId));
    if (typeof when === 'string') this.#fail(row, `${row.linkId}: ${when}`);
    const code = row.codes === '' ? [] : parseCodes(row.codes);
    if (code === undefined) this.#fail(row, `${row.linkId}: “${row.codes}” are no codes`);
    const extension = itemExtensions(row, traits, this.#hints.get(row.linkId), system);
    return {
      linkId: row.linkId,
      type: row.type as QuestionnaireItemType,
      text: row.ja,
      _text: translations(row),
      ...(code.length > 0 && { code }),
      ...(traits.includes('required') && { required: true }),
      ...(traits.includes('read-only') && { readOnly: true }),
      ...(traits.includes('multiple') && { repeats: true }),
      ...(row.length !== '' && { maxLength: Number(row.length) }),
      ...when,
      ...(options !== undefined && { answerOption: options }),
      ...(extension.length > 0 && { extension }),
      ...(row.type === 'group' && { item: this.items(row.linkId) }),
    };
  }

  #asked(linkId: string): ConditionQuestion | undefined {
    const row = this.#questions.get(linkId);
    return row && questionOf(row);
  }

  #fail({ line }: FormRow, what: string): never {
    throw new FormTableError(this.#table.file, line, what);
  }
}

/** Machine name of a form: `infant-3-4m-questionnaire` becomes `Infant34mQuestionnaire`. */
const nameOf = (id: string): string =>
  id
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/**
 * The rows of a form as a FHIR R4 Questionnaire.
 * @throws FormTableError: a mistake of the table's author, with file and line
 */
const compileRows = (program: ProgramId, section: SectionId, table: Table): Questionnaire => {
  const title = table.rows[0];
  if (title?.type !== 'form')
    throw new FormTableError(table.file, 2, 'the first row is to be the form’s title');
  const second = table.rows.find((row, at) => row.type === 'form' && at > 0);
  if (second !== undefined) throw new FormTableError(table.file, second.line, 'there is a second title');
  const item = new TableReader(table).items();
  const namesBirth = [...table.rows].some(
    ({ type, min, 'soft-min': softMin }) => type === 'date' && [min, softMin].includes('birth'),
  );
  const copyright = noticesFor(table.rows.flatMap(({ codes }) => parseCodes(codes) ?? []));
  return {
    resourceType: 'Questionnaire',
    language: 'ja',
    url: formId(program, section),
    version: FORM_VERSION,
    name: nameOf(`${program}-${section}`),
    title: title.ja,
    _title: translations(title, draftLanguages(formId(program, section), FORM_VERSION)),
    status: 'active',
    subjectType: ['Patient'],
    date: FORM_DATE,
    publisher: 'Hagukumi',
    ...(copyright !== undefined && { copyright }),
    ...(namesBirth && { extension: [PATIENT] }),
    item,
  };
};

/** Compiles the tables of a form. @throws FormTableError */
export const compileTable = (
  program: ProgramId,
  section: SectionId,
  { form, common, answers }: FormSources,
): Questionnaire =>
  compileRows(program, section, { file: form.file, rows: formRows(form, common), lists: answers });
