import { readFileSync, statSync } from 'node:fs';
import type { FormProblem, ResponseIssue } from '../../forms/issue.ts';
import { loadForm } from '../../forms/load-form.ts';
import { validateResponse } from '../../forms/validate-response.ts';
import { formProblemText } from '../../i18n/form-problem-texts.ts';
import { columns, CommandError, type CommandContext, type HublessCommand } from './command.ts';
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

export const FORM_COMMANDS: Readonly<Record<string, HublessCommand>> = {
  'form check': {
    does: 'checks a FHIR Questionnaire (or a Bundle with one and its ValueSets), and a response to it; ends with 0 when valid, 1 with errors, 2 when unreadable',
    words: ['questionnaire', 'response?'],
    options: { 'lang?': LANGUAGES.join('|') },
    runAlone: checkForm,
  },
};
