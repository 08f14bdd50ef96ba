import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { frozenDatabase, thaw, type FrozenDatabase } from '../../../tests/support/frozen-database.ts';
import { TestWorld } from '../../../tests/support/a-tablet.ts';
import { fromBase64Url } from '../contract/base64url.ts';
import { derivePinKey } from '../crypto/pin.ts';
import { fromUtf8 } from '../crypto/bytes.ts';
import { openRevision } from '../crypto/revision-seal.ts';
import { firstBrokenLine } from '../store/audit-chain.ts';
import { openIdbStore } from '../store/idb-store.ts';
import type { TabletStore } from '../store/port.ts';
import {
  SCHEMA_VERSION,
  TABLE_KEYS,
  type BundleRow,
  type DeviceRow,
  type TableName,
} from '../store/schema.ts';
import { Drafts } from './drafts.ts';
import { revisionsOf } from './sections.ts';
import { loadDevice } from './stored.ts';
import { openRoster, unlock } from './vault.ts';

/** Every version before the present one that was ever released. */
const EARLIER = [1] as const;

const bytes = (text: string): Uint8Array<ArrayBuffer> => fromBase64Url(text) ?? new Uint8Array(0);

let opened = 0;

const open = async (frozen: FrozenDatabase): Promise<TabletStore> => {
  const name = `frozen-${String((opened += 1))}`;
  await thaw(name, frozen);
  const store = await openIdbStore({ name });
  if (!store.ok) throw new Error(store.error.code);
  expect(store.value.freshlyCreated).toBe(false);
  return store.value;
};

const valueOf = <T>(outcome: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.value;
};

const theDevice = async (store: TabletStore): Promise<DeviceRow> => {
  const device = valueOf(await loadDevice(store));
  if (device === undefined) throw new Error('the device is there');
  return device;
};

it('there is a frozen database of every version before this one', () => {
  expect(EARLIER).toEqual(Array.from({ length: SCHEMA_VERSION - 1 }, (_, index) => index + 1));
});

describe.each(EARLIER)('a database of schema %i opens in this build', (version) => {
  it('with every row of every table as it was, and the new tables empty', async () => {
    const frozen = await frozenDatabase(version);
    const store = await open(frozen);
    for (const table of Object.keys(TABLE_KEYS) as TableName[]) {
      const rows = frozen.tables[table] ?? [];
      const found = valueOf(await store.all(table));
      const byKey = (row: object): string => String(Reflect.get(row, TABLE_KEYS[table]));
      expect(found.map(byKey).toSorted()).toEqual(rows.map(byKey).toSorted());
      for (const row of rows) expect(found).toContainEqual(row);
    }
  });

  it('with its draft opening for the family’s ticket and for staff', async () => {
    const frozen = await frozenDatabase(version);
    const { draftId, ticketId, draftText } = frozen.known;
    const drafts = new Drafts({ store: await open(frozen), world: new TestWorld() });
    const draft = valueOf(await drafts.open(draftId, { kind: 'ticket', ticketId }));
    if (draft === undefined) throw new Error('the draft is there');
    expect(draft.draft.answers.get('worry-text')).toEqual([{ type: 'string', value: draftText }]);
    const saved = await drafts.save(draft, { ...draft.draft, position: 'worry-text' });
    expect(saved).toMatchObject({ ok: true, value: { saves: draft.saves + 1 } });
  });

  it('with staff unlocking, and reading the list and every copy of the shift', async () => {
    const frozen = await frozenDatabase(version);
    const { staffId, pin, children, revisions } = frozen.known;
    const store = await open(frozen);
    const device = await theDevice(store);
    const row = frozen.tables['meta']?.find((each) => Reflect.get(each, 'key') === 'bundle') as BundleRow;
    const world = new TestWorld();
    const session = valueOf(
      await unlock({ store, world, derivePin: derivePinKey }, device, row, { staffId, pin }),
    );
    expect(valueOf(await openRoster(session, row))).toHaveLength(children);
    for (const copy of valueOf(await store.all('copies'))) {
      const known = revisions.find(({ revisionId }) => revisionId === copy.revisionId);
      const [read] = valueOf(await revisionsOf({ store }, session, copy.recordId));
      expect(JSON.stringify(read?.response)).toContain(known?.text);
    }
  });

  it('with its sealed queue readable by the hub, in the order of sealing, and its log unbroken', async () => {
    const frozen = await frozenDatabase(version);
    const store = await open(frozen);
    const device = await theDevice(store);
    const { hubSeal, revisions } = frozen.known;
    const pair = { publicKey: bytes(hubSeal.publicKey), privateKey: bytes(hubSeal.privateKey) };
    expect(valueOf(await store.outboxTotals())).toEqual({ queued: 1, parked: 1, delivered: 1 });
    expect(valueOf(await store.outboxKeysUpTo('heldSeq', 9, 9))).toEqual([revisions[0]?.revisionId]);
    for (const { revisionId, recordId, envelope } of valueOf(await store.all('outbox'))) {
      const context = {
        municipality: device.municipality.code,
        deviceId: device.deviceId,
        recordId,
        revisionId,
      };
      const revision = valueOf(await openRevision(envelope, context, new Map([['s1', pair]])));
      const known = revisions.find((each) => each.revisionId === revisionId);
      expect(fromUtf8(revision.plaintext)).toContain(known?.text);
    }
    const chain = valueOf(await store.get('meta', 'chain'));
    if (chain?.key !== 'chain') throw new Error('the chain is there');
    expect(await firstBrokenLine(valueOf(await store.all('audit')), chain)).toBeUndefined();
  });
});
