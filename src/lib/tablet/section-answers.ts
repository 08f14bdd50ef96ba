import type { SectionAnswers } from '../catalog/rule-facts/told.ts';
import type { SectionId } from '../domain/program.ts';
import type { Answers } from '../forms/answer-types.ts';
import type { SectionReading } from './section-reading.ts';

/** The section on screen, with the answers that are asked now. */
export interface LiveSection {
  readonly section: SectionId;
  readonly answers: Answers;
}

/**
 * What is known of every section that may be read: the newest revision, and of the section on screen what stands there
 * now instead.
 */
export const sectionAnswers = (readings: readonly SectionReading[], live?: LiveSection): SectionAnswers =>
  new Map([
    ...readings.flatMap(({ onBoard, readings: saved }) => {
      const answers = saved.at(-1)?.answers;
      return answers === undefined ? [] : [[onBoard.section, answers] as const];
    }),
    ...(live === undefined ? [] : [[live.section, live.answers] as const]),
  ]);
