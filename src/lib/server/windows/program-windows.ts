import { PROGRAM_TABLE } from '../../catalog/programs.ts';
import { WindowSpans, type OwnAges } from '../../contract/program-windows.ts';
import { spansText } from '../../contract/span-text.ts';
import {
  hullOf,
  isPlain,
  spanOf,
  windowProblem,
  type SpanProblem,
  type WindowProblem,
  type WindowSpan,
} from '../../domain/own-windows.ts';
import { PROGRAMS, type ProgramId } from '../../domain/program.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Actor } from '../actor.ts';
import { hubTime, type Hub } from '../hub.ts';
import { appendAudit } from '../store/audit-chain.ts';
import type { Db } from '../store/hub-store.ts';
import { listProgramWindows, putProgramWindow, removeProgramWindow } from '../store/program-windows.ts';

interface Place {
  readonly municipality: string;
  readonly program: ProgramId;
}

/** The ages a municipality set, by program. */
type ProgramAgesSet = Readonly<Partial<Record<ProgramId, readonly WindowSpan[]>>>;

/** Why a window was not changed. */
export interface WindowRefusal {
  /** What is wrong with its spans, `changed-since` somebody looked, or `nothing-set` to go back from. */
  readonly why: WindowProblem | 'changed-since' | 'nothing-set';
  /** The span that is wrong, counted from 0. */
  readonly at?: SpanProblem['at'];
}

/** The ages a municipality set, by program; empty where it set none. */
export const programWindowsOf = async (db: Db, municipality: string): Promise<ProgramAgesSet> =>
  Object.fromEntries(
    (await listProgramWindows(db, municipality)).map(({ program, from_bound, end_bound, spans }) => [
      program,
      spans === null
        ? [{ unit: PROGRAM_TABLE[program].window.unit, from: from_bound, end: end_bound }]
        : WindowSpans.parse(JSON.parse(spans)),
    ]),
  );

/**
 * A municipality's ages as a bundle says them: of one span in the program's unit its bounds; of others the spans for a
 * tablet that reads them, and for one that does not bounds that hold them all. [WI15]
 */
export const agesInBundle = (set: ProgramAgesSet, readsSpans: boolean): OwnAges => {
  const windows: NonNullable<OwnAges['windows']> = {};
  const spans: NonNullable<OwnAges['spans']> = {};
  for (const program of PROGRAMS) {
    const own = set[program];
    if (own === undefined) continue;
    if (readsSpans && !isPlain(PROGRAM_TABLE[program], own))
      spans[program] = own.map((span) => ({ ...span }));
    else windows[program] = hullOf(PROGRAM_TABLE[program], own);
  }
  return {
    ...(Object.keys(windows).length === 0 ? {} : { windows }),
    ...(Object.keys(spans).length === 0 ? {} : { spans }),
  };
};

/** What somebody saw who is about to change a window: what was set, or that nothing was. */
export const windowMark = (program: ProgramId, own: readonly WindowSpan[] | undefined): string => {
  if (own === undefined) return '';
  const [only] = own;
  return only !== undefined && isPlain(PROGRAM_TABLE[program], own)
    ? `${String(only.from)}-${String(only.end)}`
    : spansText(own);
};

/** Old and new ages, for the audit log: bounds where they say it all. */
const changed = (
  program: ProgramId,
  before: readonly WindowSpan[],
  after: readonly WindowSpan[],
): Readonly<Record<string, string | number>> => {
  const [was, is] = [before[0], after[0]];
  const isBounds = [before, after].every((spans) => isPlain(PROGRAM_TABLE[program], spans));
  return isBounds && was !== undefined && is !== undefined
    ? { fromBefore: was.from, endBefore: was.end, from: is.from, end: is.end }
    : { before: spansText(before), after: spansText(after) };
};

const standardOf = (program: ProgramId): readonly WindowSpan[] => [spanOf(PROGRAM_TABLE[program].window)];

/**
 * Sets the ages at which a municipality gives a checkup. Tablets get them with their next list.
 * @param seen the {@link windowMark} of what is to be changed; left out, whatever is there is
 * @returns why nothing is changed, if so [WI10] [WI12]
 */
export const setProgramWindow = async (
  hub: Hub,
  actor: Actor,
  { municipality, program }: Place,
  spans: readonly WindowSpan[],
  seen?: string,
): Promise<Result<undefined, WindowRefusal>> => {
  const usual = PROGRAM_TABLE[program];
  const wrong = windowProblem(usual, spans);
  if (wrong !== undefined) return err(wrong);
  const at = hubTime(hub);
  const { from, end } = hullOf(usual, spans);
  return hub.store.write(async (tx) => {
    const own = (await programWindowsOf(tx, municipality))[program];
    if (seen !== undefined && seen !== windowMark(program, own)) return err({ why: 'changed-since' });
    await putProgramWindow(tx, {
      municipality,
      program,
      from_bound: from,
      end_bound: end,
      set_at: at,
      spans: isPlain(usual, spans) ? null : JSON.stringify(spans),
    });
    await appendAudit(tx, {
      at,
      municipality,
      actor,
      action: 'window-set',
      target: program,
      detail: changed(program, own ?? standardOf(program), spans),
    });
    return ok(undefined);
  });
};

/** Goes back to the program's own ages. @param seen as in {@link setProgramWindow} */
export const resetProgramWindow = async (
  hub: Hub,
  actor: Actor,
  { municipality, program }: Place,
  seen?: string,
): Promise<Result<undefined, WindowRefusal>> => {
  const at = hubTime(hub);
  return hub.store.write(async (tx) => {
    const own = (await programWindowsOf(tx, municipality))[program];
    if (seen !== undefined && seen !== windowMark(program, own)) return err({ why: 'changed-since' });
    if (own === undefined) return err({ why: 'nothing-set' });
    await removeProgramWindow(tx, municipality, program);
    await appendAudit(tx, {
      at,
      municipality,
      actor,
      action: 'window-reset',
      target: program,
      detail: changed(program, own, standardOf(program)),
    });
    return ok(undefined);
  });
};
