import type { ProgramId, SectionId, StaffRole } from '../../../src/lib/domain/program.ts';
import type { Locale, StaffLocale } from '../../../src/lib/i18n/locale.ts';

/**
 * How much is entered.
 *
 * - `everything`: every question that shows; of several answers the one that opens most
 * - `minimum`: what must be answered, with answers that give no reason to look
 * - `concerns`: every answer that is flagged as a reason to look, and what must be answered to get there
 */
export const WALK_MODES = ['everything', 'minimum', 'concerns'] as const;
export type WalkMode = (typeof WALK_MODES)[number];

/** What a person does at one question. */
export type WalkStep = { readonly linkId: string } & (
  | {
      /** Marks of the answers to press, or the place in a list to pull down: indices or reasons for no answer. */
      readonly act: 'choose';
      readonly values: readonly string[];
    }
  | { readonly act: 'type'; readonly text: string }
  | { readonly act: 'date'; readonly parts: readonly [year: string, month: string, day: string] }
  | { readonly act: 'time'; readonly parts: readonly [hour: string, minute: string] }
);

/** One section of one subject: what is entered, and what must come of it. */
export interface WalkSection {
  readonly section: SectionId;
  /** Who fills it in and answers for it. */
  readonly by: 'guardian' | StaffRole;
  readonly steps: readonly WalkStep[];
  /** linkIds of the questions that are asked at the end, in the order of the form. */
  readonly asked: readonly string[];
  /** linkIds of the answers that are a reason to look. */
  readonly concerns: readonly string[];
  /** Items of the QuestionnaireResponse that the hub is to hold. */
  readonly item: unknown;
  /** What the console is to show for every question asked, in Japanese; empty where nothing was answered. */
  readonly shown: Readonly<Record<string, string>>;
}

/** Somebody made up, who comes for one program. */
export interface WalkSubject {
  readonly mode: WalkMode;
  /** The guardian's language. */
  readonly language: Locale;
  /** The language in which every section of the staff is filled in. */
  readonly staffLanguage: StaffLocale;
  readonly name: string;
  readonly number: number;
  readonly subjectId: string;
  readonly typedCode: string;
  readonly sections: readonly WalkSection[];
}

export interface WalkProgram {
  readonly program: ProgramId;
  readonly title: string;
  readonly subjects: readonly WalkSubject[];
  /** linkIds by section that no mode asks, though somebody could be asked them. */
  readonly unasked: Readonly<Record<string, readonly string[]>>;
}

/** What a hub was seeded with. */
export interface WalkFacts {
  readonly enrolmentCode: string;
  readonly pin: string;
  readonly staffNames: readonly string[];
  readonly console: { readonly login: string; readonly password: string };
  readonly programs: readonly WalkProgram[];
}
