import { noteLogsBackedUp, receivedLogs, type ReceivedLogs } from './device-audit.ts';
import { raiseBackupWatermark, readHubState } from './hub-state.ts';
import type { Db } from './hub-store.ts';

/** How far what tablets handed over reaches in a store. */
export interface BackupReach {
  /** Number of the last revision, 0 when there is none. */
  readonly hubSeq: number;
  readonly logs: ReceivedLogs;
}

/** @param copy the backup, not what it was made of: that has gone on meanwhile */
export const backupReach = async (copy: Db): Promise<BackupReach> => ({
  hubSeq: (await readHubState(copy)).hubSeq,
  logs: await receivedLogs(copy),
});

/** Notes what lies in a backup, so that tablets may let go of it. Never goes back. */
export const noteBackup = async (tx: Db, { hubSeq, logs }: BackupReach): Promise<void> => {
  await raiseBackupWatermark(tx, hubSeq);
  await noteLogsBackedUp(tx, logs);
};
