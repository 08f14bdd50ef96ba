import type { FaultRow } from './support/fault-row.ts';

/** The rows of the fault table in its order. Loaded one by one, so that a row needs nothing of the others. */
export const FAULT_ROWS: Readonly<Record<string, () => Promise<FaultRow>>> = {
  'browser-kill': async () => (await import('./browser-kill.ts')).browserKill,
  'hub-kill': async () => (await import('./hub-kill.ts')).hubKill,
  'upload-faults': async () => (await import('./upload-faults.ts')).uploadFaults,
  histories: async () => (await import('./histories.ts')).histories,
  'idb-faults': async () => (await import('./idb-faults.ts')).idbFaults,
  malformed: async () => (await import('./malformed.ts')).malformed,
  'worker-deploys': async () => (await import('./worker-deploys.ts')).workerDeploys,
  forensics: async () => (await import('./forensics.ts')).forensics,
  'pin-attacks': async () => (await import('./pin-attacks.ts')).pinAttacks,
};
