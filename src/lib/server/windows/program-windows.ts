import { PROGRAM_TABLE } from '../../catalog/programs.ts';
import type { ProgramWindows } from '../../contract/program-windows.ts';
import type { ProgramId } from '../../domain/program.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { boundsOf, windowProblem, type WindowBounds, type WindowProblem } from '../../domain/window.ts';
import type { Actor } from '../actor.ts';
import { hubTime, type Hub } from '../hub.ts';
import { appendAudit } from '../store/audit-chain.ts';
import type { Db } from '../store/hub-store.ts';
import { listProgramWindows, putProgramWindow, removeProgramWindow } from '../store/program-windows.ts';

interface Place {
  readonly municipality: string;
  readonly program: ProgramId;
}

/**
 * Why a window was not changed: what is wrong with its bounds, `changed-since` somebody looked, or `nothing-set` to go
 * back from.
 */
export type WindowRefusal = WindowProblem | 'changed-since' | 'nothing-set';

/** The ages a municipality set, by program; empty where it set none. */
export const programWindowsOf = async (db: Db, municipality: string): Promise<ProgramWindows> =>
  Object.fromEntries(
    (await listProgramWindows(db, municipality)).map(({ program, from_bound, end_bound }) => [
      program,
      { from: from_bound, end: end_bound },
    ]),
  );

/** What somebody saw who is about to change a window: the bounds that were set, or that none were. */
export const windowMark = (own: WindowBounds | undefined): string =>
  own === undefined ? '' : `${String(own.from)}-${String(own.end)}`;

/** Old and new bounds, for the audit log. */
const changed = (before: WindowBounds, after: WindowBounds) => ({
  fromBefore: before.from,
  endBefore: before.end,
  from: after.from,
  end: after.end,
});

/**
 * Sets the ages at which a municipality gives a checkup. Tablets get them with their next list.
 * @param seen the {@link windowMark} of what is to be changed; left out, whatever is there is
 * @returns why nothing is changed, if so [WI10]
 */
export const setProgramWindow = async (
  hub: Hub,
  actor: Actor,
  { municipality, program }: Place,
  { from, end }: WindowBounds,
  seen?: string,
): Promise<Result<undefined, WindowRefusal>> => {
  const wrong = windowProblem(PROGRAM_TABLE[program], { from, end });
  if (wrong !== undefined) return err(wrong);
  const at = hubTime(hub);
  return hub.store.write(async (tx) => {
    const own = (await programWindowsOf(tx, municipality))[program];
    if (seen !== undefined && seen !== windowMark(own)) return err('changed-since');
    await putProgramWindow(tx, { municipality, program, from_bound: from, end_bound: end, set_at: at });
    await appendAudit(tx, {
      at,
      municipality,
      actor,
      action: 'window-set',
      target: program,
      detail: changed(own ?? boundsOf(PROGRAM_TABLE[program].window), { from, end }),
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
    if (seen !== undefined && seen !== windowMark(own)) return err('changed-since');
    if (own === undefined) return err('nothing-set');
    await removeProgramWindow(tx, municipality, program);
    await appendAudit(tx, {
      at,
      municipality,
      actor,
      action: 'window-reset',
      target: program,
      detail: changed(own, boundsOf(PROGRAM_TABLE[program].window)),
    });
    return ok(undefined);
  });
};
