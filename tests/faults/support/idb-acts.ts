import { emptyDisk, MemoryStore, type MemoryDisk } from '../../../src/lib/store/memory-store.ts';
import { newChain } from '../../../src/lib/store/audit-chain.ts';
import type { Outcome } from '../../../src/lib/contract/problem.ts';
import type { TabletStore, WriteOp } from '../../../src/lib/store/port.ts';
import { TABLE_KEYS, type TableName, type Tables } from '../../../src/lib/store/schema.ts';
import { sameRow } from '../../../src/lib/store/same-row.ts';

/** One thing the tablet does with its store, and what must be true of the disk afterwards. */
export interface IdbAct {
  readonly name: string;
  /** What lies on the disk before. */
  readonly before: () => Promise<MemoryDisk>;
  readonly act: (store: TabletStore) => Promise<Outcome<unknown>>;
  /** What is wrong when the act said ok and this is on the disk: nothing, or one line. */
  readonly wrongWhenOk: (disk: MemoryDisk, value: unknown) => Promise<string | undefined>;
  /**
   * What is wrong when the act failed: by itself the disk must be as before or as after. Says whether something that
   * had been acknowledged is gone.
   */
  readonly isLost: (disk: MemoryDisk) => Promise<boolean>;
}

const NOW = '2026-11-21T00:00:00.000Z';
const bytes = (...values: number[]): Uint8Array<ArrayBuffer> => Uint8Array.of(...values);

/** One row of every table, plain: what is asked of the engine does not depend on what is in it. */
const SAMPLES: { readonly [T in TableName]: (id: string) => Tables[T] } = {
  meta: () => newChain(),
  drafts: (draftId) => ({
    draftId,
    checkupId: 'checkup',
    section: 'questionnaire',
    shiftId: 'shift',
    box: bytes(1, 2, 3),
    sessionWrap: bytes(4),
    saves: 1,
    updatedAt: NOW,
  }),
  outbox: (revisionId) => ({
    revisionId,
    recordId: `record-of-${revisionId}`,
    deviceSeq: revisionId === 'one' ? 1 : 2,
    envelope: bytes(5, 6),
    sha256: '00',
    sealedAt: NOW,
    state: revisionId === 'one' ? 'delivered' : 'queued',
    attempts: 0,
    nextAttemptAt: 0,
    ...(revisionId === 'one' ? { heldSeq: 1 } : {}),
  }),
  copies: (revisionId) => ({
    revisionId,
    recordId: 'record',
    checkupId: 'checkup',
    section: 'questionnaire',
    shiftId: 'shift',
    sealed: bytes(7),
    savedAt: NOW,
  }),
  staffLocks: (staffId) => ({ staffId, shiftId: 'shift', wrongPins: 1, waitUntil: 0, destroyed: false }),
  audit: (id) => ({ seq: id === 'one' ? 1 : 2, at: NOW, action: 'saved', hash: new Uint8Array(32) }),
  parts: (sha256) => ({ sha256, text: 'text', receivedAt: NOW }),
  damaged: (damagedId) => ({
    damagedId,
    table: 'drafts',
    of: 'draft',
    reason: 'stored-data-damaged',
    at: NOW,
    row: { any: bytes(8) },
  }),
  passkeys: (staffId) => ({
    staffId,
    credentialId: bytes(9),
    salt: bytes(10),
    publicKey: bytes(11),
    createdAt: NOW,
  }),
};

export const TABLES = Object.keys(TABLE_KEYS) as readonly TableName[];

const keyOf = (table: TableName, row: object): string | number =>
  Reflect.get(row, TABLE_KEYS[table]) as string | number;

const sample = (table: TableName, id: string): object => SAMPLES[table](id);

/** Every table with one row. */
const aDisk = (): Promise<MemoryDisk> => {
  const disk = emptyDisk();
  for (const table of TABLES) {
    const row = sample(table, 'one');
    (disk[table] as Map<string | number, object>).set(keyOf(table, row), row);
  }
  return Promise.resolve(disk);
};

const rowsOf = (disk: MemoryDisk): ReadonlyMap<string, object> =>
  new Map(
    TABLES.flatMap((table) =>
      [...(disk[table] as Map<string | number, object>)].map(
        ([key, row]) => [`${table}/${String(key)}`, row] as const,
      ),
    ),
  );

/** Whether two disks hold the same rows. */
export const sameDisk = (left: MemoryDisk, right: MemoryDisk): boolean => {
  const [a, b] = [rowsOf(left), rowsOf(right)];
  return a.size === b.size && [...a].every(([key, row]) => sameRow(row, b.get(key)));
};

const never = (): Promise<boolean> => Promise.resolve(false);

type Read = (store: TabletStore) => Promise<Outcome<unknown>>;

/** Reading is right when it gives what a sound store gives, and changes nothing. */
const aRead = (name: string, act: Read): IdbAct => ({
  name,
  before: aDisk,
  act,
  wrongWhenOk: async (_disk, value) => {
    const expected = await act(new MemoryStore(await aDisk()));
    return expected.ok && sameRow({ value }, { value: expected.value }) ? undefined : 'read something else';
  },
  isLost: never,
});

/** Writing is right when the disk is as a sound store leaves it. */
const aWrite = (name: string, ops: readonly WriteOp[], back?: TableName): IdbAct => {
  const act: Read = (store) =>
    back === undefined ? store.commit(ops) : store.commitThenGet(ops, back, keyOf(back, sample(back, 'two')));
  const after = async (): Promise<{ disk: MemoryDisk; value: unknown }> => {
    const disk = await aDisk();
    const done = await act(new MemoryStore(disk));
    return { disk, value: done.ok ? done.value : undefined };
  };
  return {
    name,
    before: aDisk,
    act,
    wrongWhenOk: async (disk, value) => {
      const expected = await after();
      if (!sameDisk(disk, expected.disk)) return 'said ok, and the rows are not there';
      return sameRow({ value }, { value: expected.value }) ? undefined : 'gave something else back';
    },
    isLost: async (disk) => !sameDisk(disk, await aDisk()) && !sameDisk(disk, (await after()).disk),
  };
};

const writesOf = (table: TableName): readonly IdbAct[] => {
  const [one, two] = [sample(table, 'one'), sample(table, 'two')];
  const key = keyOf(table, one);
  const put = { do: 'put', table, row: two } as WriteOp;
  const replace = { do: 'put', table, row: one } as WriteOp;
  const match = { do: 'match', table, key, row: one } as WriteOp;
  const expect = { do: 'expect', table, key, field: TABLE_KEYS[table], value: key } as WriteOp;
  const remove = { do: 'delete', table, key } as WriteOp;
  const isNew = keyOf(table, two) !== key;
  return [
    aWrite(`${table}: put`, [isNew ? put : replace]),
    aWrite(`${table}: expect, delete${isNew ? ', put' : ''}`, [expect, remove, ...(isNew ? [put] : [])]),
    aWrite(`${table}: match, delete`, [match, remove]),
    aWrite(`${table}: put and read back`, [isNew ? put : replace], table),
  ];
};

/** Every method of the store, for every table that it takes. */
export const STORE_ACTS: readonly IdbAct[] = [
  ...TABLES.flatMap((table) => {
    const key = keyOf(table, sample(table, 'one'));
    return [
      aRead(`${table}: get`, (store) => store.get(table, key)),
      aRead(`${table}: all`, (store) => store.all(table)),
      aRead(`${table}: keys`, (store) => store.keys(table)),
      aRead(`${table}: count`, (store) => store.count(table)),
      ...writesOf(table),
    ];
  }),
  aRead('outbox: headings', (store) => store.outboxHeadings('delivered', { limit: 9 })),
  aRead('outbox: totals', (store) => store.outboxTotals()),
  aRead('outbox: rows', (store) => store.outboxRows(['one', 'none'])),
  aRead('outbox: keys by mark', (store) => store.outboxKeysUpTo('heldSeq', 5, 5)),
  aRead('outbox: highest key by mark', (store) => store.highestOutboxKey('heldSeq')),
  aWrite(
    'every table at once',
    TABLES.filter((table) => table !== 'meta').map(
      (table) => ({ do: 'put', table, row: sample(table, 'two') }) as WriteOp,
    ),
  ),
];
