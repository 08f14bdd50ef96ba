import { readFileSync, statSync } from 'node:fs';
import type { FormProblem, ResponseIssue } from '../../forms/issue.ts';
import { loadForm } from '../../forms/load-form.ts';
import { validateResponse } from '../../forms/response/validate-response.ts';
import { formProblemText } from '../../i18n/form-problem-texts.ts';
import { PROGRAM_TABLE } from '../../catalog/programs.ts';
import { PROGRAMS, SECTIONS, type ProgramId, type SectionId } from '../../domain/program.ts';
import { appendOwnItems, dropOwnItems, hasSection } from '../forms/own-items.ts';
import { listOwnItems } from '../store/own-items.ts';
import { columns, CommandError, required, type AnyCommand, type CommandContext } from './command.ts';
import { type FormCheckLanguage, formCheckWords, type FormCheckWords } from './form-check-words.ts';

/** Larger files are not read: the same bound as where forms are tried out. */
const FILE_MAX_BYTES = 20_000_000;

const LANGUAGES: readonly FormCheckLanguage[] = ['ja', 'en'];

/** The JSON of a file. @throws CommandError that ends with 2; it repeats nothing of what is in the file */
const readJson = (file: string, { notRead, tooLarge, notJson }: FormCheckWords): unknown => {
  let bytes: Uint8Array;
  try {
    if (statSync(file).size > FILE_MAX_BYTES) throw new CommandError(tooLarge(file), 2);
    bytes = readFileSync(file);
  } catch (error) {
    throw error instanceof CommandError ? error : new CommandError(notRead(file), 2);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    // What the parser says would repeat a piece of the file.
    throw new CommandError(notJson(file), 2);
  }
};

/** Where an issue is: its path, or the item and row-independent linkId that the form gives it. */
const placeOf = ({ path, linkId }: ResponseIssue): string =>
  [path, linkId === undefined ? undefined : `linkId=${JSON.stringify(linkId)}`]
    .filter((part) => part !== undefined)
    .join(' ');

const linesOf = (
  found: readonly (readonly [severity: FormProblem['severity'], code: string, place: string, text: string])[],
  words: FormCheckWords,
): readonly string[] =>
  columns(found.map(([severity, code, place, text]) => [words[severity], code, place, text]));

const countOf = (found: readonly { readonly severity: FormProblem['severity'] }[]): number =>
  found.filter(({ severity }) => severity === 'error').length;

const checkForm = async ({ options, say }: Pick<CommandContext, 'options' | 'say'>): Promise<void> => {
  const language = LANGUAGES.find((each) => each === (options['lang'] ?? 'ja'));
  if (language === undefined) throw new CommandError(`--lang is one of ${LANGUAGES.join(', ')}`);
  const words = formCheckWords(language);
  const questionnaire = readJson(options['questionnaire'] ?? '', words);
  const response = options['response'];
  const answered = response === undefined ? undefined : readJson(response, words);
  const { form, problems } = await loadForm(questionnaire);
  say(words.form(form?.items.length, countOf(problems), problems.length - countOf(problems)));
  const formLines = problems.map(
    ({ severity, code, path }) => [severity, code, path, formProblemText(code, language)] as const,
  );
  for (const line of linesOf(formLines, words)) say(line);
  if (form === undefined) throw new CommandError(words.refused);
  if (response === undefined) return;
  const issues = validateResponse(form, answered);
  const errors = countOf(issues);
  say(words.response(errors, issues.length - errors));
  const responseLines = issues.map(
    (issue) => [issue.severity, issue.code, placeOf(issue), words.issues[issue.code]] as const,
  );
  for (const line of linesOf(responseLines, words)) say(line);
  if (errors > 0) throw new CommandError(words.invalid);
};

const placeOption = (
  context: CommandContext,
): { readonly program: ProgramId; readonly section: SectionId } => {
  const program = PROGRAMS.find((each) => each === required(context, 'program'));
  if (program === undefined) throw new CommandError(`--program is one of ${PROGRAMS.join(', ')}`);
  const section = SECTIONS.find((each) => each === (context.options['section'] ?? 'questionnaire'));
  if (section === undefined || !hasSection({ program, section })) {
    const sections = PROGRAM_TABLE[program].sections.map((each) => each.section);
    throw new CommandError(`--section of ${program} is one of ${sections.join(', ')}`);
  }
  return { program, section };
};

const appendForm = async (context: CommandContext): Promise<void> => {
  const words = formCheckWords('ja');
  const own = readJson(context.options['questionnaire'] ?? '', words);
  const form = await appendOwnItems(context.hub, context.actor, placeOption(context), own);
  if (!('why' in form)) {
    context.say(`${form.url} ${form.version}`);
    return;
  }
  if (form.why === 'clash') throw new CommandError(`linkIdが様式と重なっています: ${form.ids.join(', ')}`);
  for (const { severity, code, path } of form.why === 'problems' ? form.problems : []) {
    context.say(`${words[severity]}  ${code}  ${path}  ${formProblemText(code, 'ja')}`);
  }
  throw new CommandError(words.refused);
};

export const FORM_COMMANDS: Readonly<Record<string, AnyCommand>> = {
  'form append': {
    does: 'appends the municipality’s own items (a FHIR Questionnaire) to a section’s form and publishes it',
    words: ['questionnaire'],
    options: { program: PROGRAMS.join('|'), 'section?': 'questionnaire|…' },
    run: appendForm,
  },
  'form own': {
    does: 'lists the sections that have own items',
    options: {},
    run: async ({ hub, say }) => {
      const rows = await listOwnItems(hub.store.db);
      for (const line of columns(rows.map((row) => [row.program, row.section, row.added_at]))) say(line);
    },
  },
  'form drop': {
    does: 'takes the own items of a section away again',
    options: { program: PROGRAMS.join('|'), 'section?': 'questionnaire|…' },
    run: async (context) => {
      if (!(await dropOwnItems(context.hub, context.actor, placeOption(context)))) {
        throw new CommandError('this section has no own items');
      }
    },
  },
  'form check': {
    does: 'checks a FHIR Questionnaire (or a Bundle with one and its ValueSets), and a response to it; ends with 0 when valid, 1 with errors, 2 when unreadable',
    words: ['questionnaire', 'response?'],
    options: { 'lang?': LANGUAGES.join('|') },
    runAlone: checkForm,
  },
};
