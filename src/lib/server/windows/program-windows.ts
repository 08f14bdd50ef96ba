import { PROGRAM_TABLE } from '../../catalog/programs.ts';
import type { ProgramWindows } from '../../contract/program-windows.ts';
import type { ProgramId } from '../../domain/program.ts';
import { ownWindow, type WindowBounds } from '../../domain/window.ts';
import type { Actor } from '../actor.ts';
import { hubTime, type Hub } from '../hub.ts';
import { appendAudit } from '../store/audit-chain.ts';
import type { Db } from '../store/hub-store.ts';
import { listProgramWindows, putProgramWindow, removeProgramWindow } from '../store/program-windows.ts';

interface Place {
  readonly municipality: string;
  readonly program: ProgramId;
}

/** The ages a municipality set, by program; empty where it set none. */
export const programWindowsOf = async (db: Db, municipality: string): Promise<ProgramWindows> =>
  Object.fromEntries(
    (await listProgramWindows(db, municipality)).map(({ program, from_bound, end_bound }) => [
      program,
      { from: from_bound, end: end_bound },
    ]),
  );

/**
 * Sets the ages at which a municipality gives a checkup. Tablets get them with their next list.
 * @returns whether the bounds make a window within the law's; nothing is changed otherwise [WI10]
 */
export const setProgramWindow = async (
  hub: Hub,
  actor: Actor,
  { municipality, program }: Place,
  { from, end }: WindowBounds,
): Promise<boolean> => {
  if (ownWindow(PROGRAM_TABLE[program], { from, end }) === undefined) return false;
  const at = hubTime(hub);
  await hub.store.write(async (tx) => {
    await putProgramWindow(tx, { municipality, program, from_bound: from, end_bound: end, set_at: at });
    await appendAudit(tx, {
      at,
      municipality,
      actor,
      action: 'window-set',
      target: program,
      detail: { from, end },
    });
  });
  return true;
};

/** Goes back to the program's own ages. @returns whether any had been set */
export const resetProgramWindow = async (
  hub: Hub,
  actor: Actor,
  { municipality, program }: Place,
): Promise<boolean> => {
  const at = hubTime(hub);
  return hub.store.write(async (tx) => {
    const removed = await removeProgramWindow(tx, municipality, program);
    if (removed) await appendAudit(tx, { at, municipality, actor, action: 'window-reset', target: program });
    return removed;
  });
};
