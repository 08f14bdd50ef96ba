import type { RosterEntry } from '../contract/people.ts';
import { kanaMatches } from '../i18n/kana.ts';
import type { ChildFacts } from './child-facts.ts';
import type { BoardRow } from './sections.ts';
import { PROGRAMS, type ProgramId, type SectionId } from '../domain/program.ts';

/** What a guardian's answers ask of staff. */
export interface Signals {
  /** Answers flagged as a reason to look (気になる回答). */
  readonly concerns: number;
  /** Questions answered with スタッフに聞く. */
  readonly asks: number;
}

/** One line of the board. */
export interface BoardLine extends BoardRow {
  readonly facts: ChildFacts;
  /** Sections that may stay empty: they keep nobody waiting until they are begun. */
  readonly byNeed: ReadonlySet<SectionId>;
  /** `undefined` while there are no answers, and for who may not read them. */
  readonly signals: Signals | undefined;
  /** Something entered for this child still waits on this tablet. */
  readonly unsent: boolean;
}

/** 全員, who waits for a section (…待ち), 要確認あり, 確定済み. */
export type BoardFilter = 'all' | SectionId | 'attention' | 'done';

/** The programs on the board, in their usual order. */
export const programsOf = (lines: readonly BoardRow[]): readonly ProgramId[] =>
  PROGRAMS.filter((program) => lines.some(({ entry }) => entry.program === program));

/** The sections staff fill in that somebody on the board has, in the order of their program: the way through the venue. */
export const staffSections = (lines: readonly BoardRow[]): readonly SectionId[] => [
  ...new Set(
    lines.flatMap(({ sections }) =>
      sections.map(({ section }) => section).filter((section) => section !== 'questionnaire'),
    ),
  ),
];

/** The sections of a line that are begun, or to be filled in whatever there is to say. */
export const dueSections = ({ sections, byNeed }: BoardLine): BoardLine['sections'] =>
  sections.filter(({ section, state }) => state !== 'none' || !byNeed.has(section));

const waits = (line: BoardLine, wanted: SectionId): boolean =>
  dueSections(line).some(({ section, state }) => section === wanted && state !== 'confirmed');

const isDone = (line: BoardLine): boolean =>
  dueSections(line).every(({ section, state }) => section === 'questionnaire' || state === 'confirmed');

const needsLook = (line: BoardLine): boolean =>
  line.sections.some(({ state, damaged }) => state === 'conflict' || damaged) ||
  (line.signals !== undefined && line.signals.concerns + line.signals.asks > 0);

/** Whether a line belongs to a filter. */
export const inFilter = (line: BoardLine, filter: BoardFilter): boolean => {
  switch (filter) {
    case 'all':
      return true;
    case 'attention':
      return needsLook(line);
    case 'done':
      return isDone(line);
    default:
      return waits(line, filter);
  }
};

/** Latin letters as a keyboard without their marks types them: Nguyễn is found by nguyen. */
const plainLatin = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[đĐ]/g, 'd')
    .replaceAll(/[łŁ]/g, 'l')
    .replaceAll(/[øØ]/g, 'o')
    .replaceAll('ß', 'ss');

/** Digits find the number's beginning; anything else a part of kana or name, whatever kana it is typed in. */
export const matchesSearch = ({ number, kana, name }: RosterEntry, typed: string): boolean => {
  const wanted = typed
    .normalize('NFKC')
    .replace(/^\s*(?:no\.?|#)\s*/i, '')
    .trim();
  if (wanted === '') return true;
  if (/^\d+$/.test(wanted)) return String(number).startsWith(wanted.replace(/^0+(?=\d)/, ''));
  return kanaMatches(kana, wanted) || kanaMatches(plainLatin(name), plainLatin(wanted));
};

/** The lines to show, in the order of the numbers. */
export const shownLines = (
  lines: readonly BoardLine[],
  { search, filter }: { readonly search: string; readonly filter: BoardFilter },
): readonly BoardLine[] =>
  lines.filter((line) => inFilter(line, filter) && matchesSearch(line.entry, search));
