import { verifyHub } from '../../../src/lib/server/audit/verify-hub.ts';
import type { Town } from './town.ts';

/** What a run counts. */
export interface Tally {
  lost: number;
  duplicates: number;
  undecryptable: number;
  falseSaved: number;
  revisions: number;
  conflicts: number;
  steps: number;
  /** Revisions confirmed in a build before this one. */
  older: number;
  restores: number;
  letGo: number;
  readonly failures: string[];
}

export const newTally = (): Tally => ({
  lost: 0,
  duplicates: 0,
  undecryptable: 0,
  falseSaved: 0,
  revisions: 0,
  conflicts: 0,
  steps: 0,
  older: 0,
  restores: 0,
  letGo: 0,
  failures: [],
});

/** What the hub holds for the town's tablets, counted against what they sealed, and its own audit. */
export const judgeTown = async (town: Town, tally: Tally): Promise<void> => {
  const { hub, log } = town.running();
  const { findings, deviceLogs } = await verifyHub(hub);
  const torn = deviceLogs.filter(({ broken }) => broken > 0).length;
  if (torn > 0) tally.failures.push(`${torn} tablets’ logs do not follow at the hub`);
  tally.failures.push(...findings.map(({ code, seq }) => `the hub's audit: ${code} at ${seq}`));
  for (const { device, chain } of town.tablets) {
    const { count } = await hub.store.db
      .selectFrom('revision')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('device_id', '=', device.deviceId)
      .executeTakeFirstOrThrow();
    if (count === chain.deviceSeq) continue;
    tally.duplicates += Math.max(0, count - chain.deviceSeq);
    tally.failures.push(`${count} revisions at the hub of a tablet that sealed ${chain.deviceSeq}`);
  }
  const errors = log.filter(({ level }) => level === 'error').length;
  if (errors > 0) tally.failures.push(`the hub logged ${errors} errors`);
};
