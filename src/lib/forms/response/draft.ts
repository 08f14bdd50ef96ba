import { err, ok, type Result } from '../../domain/result.ts';
import { isAbsentReason, readValue, writeValue } from '../answer.ts';
import type { Answer, Answers } from '../answer-types.ts';
import { isJsonObject, type JsonObject, own } from '../json-object.ts';

/** A form that is being filled in, as it is kept between two sittings. */
export interface Draft {
  readonly formId: string;
  readonly formVersion: string;
  /** BCP 47 tag the form is shown in: a draft opens again in the language it was left in. */
  readonly language: string;
  /** Key of the question on screen; empty at the start. */
  readonly position: string;
  /** Answers of hidden items too. */
  readonly answers: Answers;
  /** Instant, ISO 8601. */
  readonly startedAt: string;
}

export type DraftDefect = 'not-json' | 'version-unknown' | 'shape';

const SCHEMA_VERSION = 1;

const TEXTS = ['formId', 'formVersion', 'language', 'position', 'startedAt'] as const;

const writeAnswer = (answer: Answer): unknown => {
  if (answer.type === 'row') return { row: answer.id };
  return answer.type === 'absent' ? { absent: answer.reason } : writeValue(answer);
};

/** What an id of a row may be: nothing that could be taken for the separator of a key. */
const ROW_ID = /^[0-9a-zA-Z-]{1,40}$/;

/** The draft as JSON text. An answer that JSON cannot hold (not a number) is left out. */
export const encodeDraft = (draft: Draft): string => {
  const answers = [...draft.answers].map(([linkId, given]) => [
    linkId,
    given.map(writeAnswer).filter((json) => json !== undefined),
  ]);
  const texts = Object.fromEntries(TEXTS.map((key) => [key, draft[key]]));
  return JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...texts, answers });
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const readAnswer = (json: unknown): Answer | undefined => {
  if (!isJsonObject(json) || Object.keys(json).length !== 1) return undefined;
  const reason = own(json, 'absent');
  const id = own(json, 'row');
  if (typeof id === 'string') return ROW_ID.test(id) ? { type: 'row', id } : undefined;
  return isAbsentReason(reason) ? { type: 'absent', reason } : readValue(json);
};

const readAnswers = (json: unknown): Answers | undefined => {
  if (!Array.isArray(json)) return undefined;
  const answers = new Map<string, readonly Answer[]>();
  for (const entry of json as readonly unknown[]) {
    if (!Array.isArray(entry) || entry.length !== 2) return undefined;
    const [linkId, list] = entry as readonly unknown[];
    if (typeof linkId !== 'string' || answers.has(linkId) || !Array.isArray(list)) return undefined;
    const given = list.map(readAnswer).filter((answer) => answer !== undefined);
    const rows = given.flatMap((answer) => (answer.type === 'row' ? answer.id : []));
    if (given.length !== list.length || new Set(rows).size < rows.length) return undefined;
    answers.set(linkId, given);
  }
  return answers;
};

const text = (json: JsonObject, key: string): string | undefined => {
  const value = own(json, key);
  return typeof value === 'string' ? value : undefined;
};

/** The draft of a JSON text that {@link encodeDraft} wrote. Nothing missing, nothing more, nothing of another type. */
export const decodeDraft = (json: string): Result<Draft, DraftDefect> => {
  const stored = parse(json);
  if (stored === undefined) return err('not-json');
  if (!isJsonObject(stored)) return err('shape');
  if (own(stored, 'schemaVersion') !== SCHEMA_VERSION) return err('version-unknown');
  if (Object.keys(stored).length !== TEXTS.length + 2) return err('shape');
  const [formId, formVersion, language, position, startedAt] = TEXTS.map((key) => text(stored, key));
  const answers = readAnswers(own(stored, 'answers'));
  if (formId === undefined || formVersion === undefined || language === undefined) return err('shape');
  if (position === undefined || startedAt === undefined || answers === undefined) return err('shape');
  return ok({ formId, formVersion, language, position, startedAt, answers });
};
