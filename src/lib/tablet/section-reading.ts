import type { RosterEntry } from '../contract/people.ts';
import type { Outcome, Problem } from '../contract/problem.ts';
import type { RevisionContent } from '../contract/revision.ts';
import type { Answers } from '../forms/answer-types.ts';
import type { CompiledForm } from '../forms/form.ts';
import { restore } from '../forms/response/restore.ts';
import { headsOf, type SectionOnBoard } from './sections.ts';
import { firstAnswers, type Visit } from './visit.ts';

/** A revision with its answers, ready to be read. */
export interface Reading {
  readonly revision: RevisionContent;
  readonly answers: Answers;
  /** 第n版, from 1. */
  readonly version: number;
}

/** What is known of one section of a child. */
export interface SectionReading {
  readonly onBoard: SectionOnBoard;
  readonly form: CompiledForm | undefined;
  /** The newest revisions. More than one is a conflict: both are shown, none is chosen in silence. */
  readonly readings: readonly Reading[];
  /** Whether an earlier or the newest revision was confirmed: a later one is a correction (訂正). */
  readonly wasConfirmed: boolean;
  /** What the tablet puts in by itself when staff begin this section. */
  readonly known: Answers;
  /** Why this section cannot be shown, or not in full. */
  readonly problem: Problem | undefined;
}

/** Reads a section's newest revisions with the form they were made with. */
export const readSection = (
  onBoard: SectionOnBoard,
  form: Outcome<CompiledForm>,
  entry: RosterEntry,
  visit: Visit,
): SectionReading => {
  const { revisions } = onBoard;
  const wasConfirmed = revisions.some(({ status }) => status === 'confirmed' || status === 'amended');
  if (!form.ok) {
    return { onBoard, wasConfirmed, readings: [], known: new Map(), form: undefined, problem: form.error };
  }
  const base = { onBoard, wasConfirmed, readings: [], known: firstAnswers(entry, visit, form.value) };
  const heads = headsOf(revisions);
  // A form that changed during the day reads other answers than it was asked for.
  if (heads.some(({ formVersion }) => formVersion !== form.value.version)) {
    return { ...base, form: form.value, problem: { code: 'form-invalid' } };
  }
  return {
    ...base,
    form: form.value,
    readings: heads.map((revision) => ({
      revision,
      answers: restore(form.value, revision.response).answers,
      version: revisions.indexOf(revision) + 1,
    })),
    problem: onBoard.damaged ? { code: 'stored-data-damaged' } : undefined,
  };
};
