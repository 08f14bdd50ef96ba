import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from '../../../src/lib/crypto/bytes.ts';
import { derivePinKey } from '../../../src/lib/crypto/pin.ts';
import { valueOf } from '../../../src/lib/server/testing/a-municipality.ts';
import { A_MORNING, aHub, type TestHub } from '../../../src/lib/server/testing/a-hub.ts';
import { backupReach, noteBackup } from '../../../src/lib/server/store/backup-reach.ts';
import { issueEnrolmentCode } from '../../../src/lib/server/people/issue-enrolment-code.ts';
import { NURSE_PIN, TESTER } from '../../../src/lib/server/testing/a-municipality.ts';
import { newChain } from '../../../src/lib/store/audit-chain.ts';
import { emptyDisk, MemoryStore, type MemoryDisk } from '../../../src/lib/store/memory-store.ts';
import type { Key } from '../../../src/lib/store/port.ts';
import type { BundleRow, ChainRow, DeviceRow, TableName } from '../../../src/lib/store/schema.ts';
import { HubClock } from '../../../src/lib/sync/hub-clock.ts';
import { FakeClock, TEN_O_CLOCK } from '../../../src/lib/sync/testing/sync-bench.ts';
import { enrol } from '../../../src/lib/tablet/enrolment.ts';
import { HubApi } from '../../../src/lib/tablet/hub-api.ts';
import { askForDay, takeDay } from '../../../src/lib/tablet/refresh-day.ts';
import { openRoster, unlock, type DerivePin, type UnlockedSession } from '../../../src/lib/tablet/vault.ts';
import type { World } from '../../../src/lib/tablet/world.ts';
import type { RosterEntry } from '../../../src/lib/contract/people.ts';
import { apiRoutes } from './api-routes.ts';
import { aClinic, type Clinic } from './sending-tablet.ts';

export const AUTHORITY = 'localhost:3000';

const PIN_MEMORY_KIB = 8_192;

const TABLETS = 5;

/** A PIN's key is slow to derive on purpose; each is derived once. Whoever gets it may overwrite it. */
const derivedOnce = (): DerivePin => {
  const known = new Map<string, Uint8Array<ArrayBuffer>>();
  return async (pin, kdf) => {
    const name = `${pin} ${kdf.salt}`;
    const key = known.get(name) ?? (await derivePinKey(pin, kdf));
    known.set(name, key.slice());
    return key.slice();
  };
};

/** A tablet as it left the hands of whoever enrolled it, with today's bundle. */
export interface BornTablet {
  readonly device: DeviceRow;
  readonly bundle: BundleRow;
  /** Its disk at that time. */
  readonly disk: MemoryDisk;
  /** Where its chains stand: histories of one device follow each other. */
  chain: ChainRow;
}

/** A hub with a clinic and five enrolled tablets, all in this process. */
export interface Town {
  readonly hub: TestHub;
  readonly clinic: Clinic;
  readonly tablets: readonly BornTablet[];
  readonly roster: readonly RosterEntry[];
  /** What staff of the day hold in memory after they have unlocked a tablet. */
  readonly session: UnlockedSession;
  readonly derivePin: DerivePin;
  /** Puts a request to the hub as it runs now. */
  readonly ask: (request: Request) => Promise<Response>;
  /** Ends the hub's process, as far as that can be had here, and starts another on the same data. */
  readonly restart: () => Promise<void>;
  /** Copies the hub's store, and has the hub say so from now on. */
  readonly backUp: () => Promise<void>;
  /** The hub breaks and comes up with its last backup. */
  readonly restore: () => Promise<void>;
  readonly running: () => TestHub;
  readonly dispose: () => Promise<void>;
}

export const worldOf = (clock: FakeClock, ask: Town['ask']): World => ({
  now: () => clock.now(),
  random: randomBytes,
  fetch: (path, init) => ask(new Request(`http://${AUTHORITY}${path}`, init)),
  authority: AUTHORITY,
});

/** A tablet's clock that agrees with the hub's. */
export const aRightClock = (): FakeClock => {
  const clock = new FakeClock();
  clock.jump(A_MORNING - TEN_O_CLOCK);
  return clock;
};

const born = async (hub: TestHub, clinic: Clinic, ask: Town['ask']): Promise<BornTablet> => {
  const { code: municipality, clinicId } = clinic.municipality;
  const { code } = valueOf(await issueEnrolmentCode(hub.hub, TESTER, { municipality, clinicId }));
  const disk = emptyDisk();
  const store = new MemoryStore(disk);
  const world = worldOf(aRightClock(), ask);
  const api = new HubApi(world, new HubClock(world));
  const device = valueOf(await enrol({ store, api, world }, { code, label: '待合' }));
  const parts = { store, world, api };
  const bundle = valueOf(await takeDay(parts, device, valueOf(await askForDay(parts, device))));
  return { device, bundle, disk, chain: newChain() };
};

/** Whoever unlocks a tablet of the town. */
export const unlockAs = (
  { derivePin }: Pick<Town, 'derivePin'>,
  parts: { readonly store: MemoryStore; readonly world: World },
  { device, bundle }: BornTablet,
  staffId: string,
  pin: string = NURSE_PIN,
): ReturnType<typeof unlock> => unlock({ ...parts, derivePin }, device, bundle, { staffId, pin });

/** A disk with the same rows. */
export const copyOf = (disk: MemoryDisk): MemoryDisk => {
  const copy = emptyDisk();
  for (const table of Object.keys(copy) as TableName[]) {
    const rows: Map<Key, unknown> = copy[table];
    for (const [key, row] of disk[table]) rows.set(key, row);
  }
  return copy;
};

/** Makes a town. */
export const aTown = async (): Promise<Town> => {
  const answer = await apiRoutes();
  let hub = await aHub(undefined, PIN_MEMORY_KIB);
  const first = hub;
  const ask: Town['ask'] = async (request) => answer(hub.hub, request);
  const clinic = await aClinic(hub.hub);
  const derivePin = derivedOnce();
  const tablets: BornTablet[] = [];
  for (let left = TABLETS; left > 0; left -= 1) tablets.push(await born(hub, clinic, ask));
  const [tablet] = tablets;
  if (tablet === undefined) throw new Error('a town has tablets');
  const parts = { store: new MemoryStore(copyOf(tablet.disk)), world: worldOf(aRightClock(), ask) };
  const session = valueOf(await unlockAs({ derivePin }, parts, tablet, clinic.municipality.nurseId));
  const startOn = async (before: TestHub): Promise<void> => {
    hub = await aHub(before.env, PIN_MEMORY_KIB);
    hub.clock.ms = before.clock.ms;
    hub.log.push(...before.log);
  };
  const backupFile = (): string => join(hub.env.dataDir, 'backup.sqlite');
  return {
    hub: first,
    clinic,
    tablets,
    roster: valueOf(await openRoster(session, tablet.bundle)),
    session,
    derivePin,
    ask,
    restart: async () => {
      const before = hub;
      await before.hub.close();
      await startOn(before);
    },
    backUp: async () => {
      const reach = await backupReach(hub.hub.store.db);
      rmSync(backupFile(), { force: true });
      await hub.hub.store.backup(backupFile());
      await hub.hub.store.write((tx) => noteBackup(tx, reach));
    },
    restore: async () => {
      const before = hub;
      await before.hub.close();
      const { databaseFile } = before.env;
      for (const end of ['', '-wal', '-shm']) rmSync(databaseFile + end, { force: true });
      copyFileSync(backupFile(), databaseFile);
      await startOn(before);
    },
    running: () => hub,
    dispose: () => hub.dispose(),
  };
};
