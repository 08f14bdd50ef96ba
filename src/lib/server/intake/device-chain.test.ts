import { StatementSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeBatch, type BatchItem } from '../../contract/batch.ts';
import type { Bytes } from '../../crypto/bytes.ts';
import type { RevisionContent } from '../../contract/revision.ts';
import { verifyHub, type Verification } from '../audit/verify-hub.ts';
import { devicesView, type DeviceView } from '../console/devices-view.ts';
import { markedSeqs } from '../store/device-chains.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, type TestMunicipality } from '../testing/a-municipality.ts';
import { aRevision, aTablet, type TestTablet } from '../testing/a-tablet.ts';

let test: TestHub;
let town: TestMunicipality;
let tablet: TestTablet;

beforeEach(async () => {
  test = await aHub();
  town = await aMunicipality(test.hub);
  tablet = await aTablet(test.hub, town);
});

afterEach(async () => {
  await test.dispose();
});

interface Sealed {
  readonly content: RevisionContent;
  readonly bytes: Bytes;
}

/** What the tablet sealed under its numbers 1, 2, 3 … in that order. */
const sealed = async (count: number): Promise<readonly Sealed[]> => {
  const all: Sealed[] = [];
  for (let seq = 1; seq <= count; seq += 1) {
    const content = await aRevision(test.hub, town);
    all.push({ content, bytes: await tablet.envelope(content, seq) });
  }
  return all;
};

/** One revision with a number and a hash before of its own. */
const forged = async (seq: number, prevHash: Bytes): Promise<Sealed> => {
  const content = await aRevision(test.hub, town);
  return { content, bytes: await tablet.envelope(content, seq, undefined, prevHash) };
};

const send = async (one: Sealed | undefined): Promise<void> => {
  if (one === undefined) throw new Error('nothing was sealed under that number');
  expect((await tablet.put(one.content, one.bytes)).status).toBe(201);
};

const itemOf = ({ content: { recordId, revisionId }, bytes }: Sealed): BatchItem => ({
  recordId,
  revisionId,
  envelope: bytes,
});

const marks = (): Promise<readonly number[]> => markedSeqs(test.hub.store.db, tablet.deviceId);
const verified = (): Promise<Verification> => verifyHub(test.hub);
const shown = async (): Promise<DeviceView['chain'] | undefined> =>
  (await devicesView(test.hub, town.code))[0]?.chain;
const auditLines = async (): Promise<number> =>
  (
    await test.hub.store.db
      .selectFrom('audit')
      .select('seq')
      .where('action', '=', 'revision-chain-broken')
      .execute()
  ).length;

const wrong = new Uint8Array(32).fill(7);

describe('the chain of a tablet’s revisions, at the hub', () => {
  it('is whole in whatever order its numbers arrive, and however often', async () => {
    const all = await sealed(5);
    for (const seq of [3, 1, 5, 2, 4]) await send(all[seq - 1]);
    for (const { content, bytes } of all) await tablet.put(content, bytes);
    expect(await marks()).toEqual([]);
    expect((await verified()).chains).toMatchObject([{ revisions: 5, gaps: [], breaks: [] }]);
    expect((await verified()).findings).toEqual([]);
    expect(await shown()).toEqual({ broken: 0, breaks: [] });
  });

  it('has a break where a number names another hash than that of the number before, and it is taken in', async () => {
    const [first] = await sealed(1);
    await send(first);
    await send(await forged(2, wrong));
    expect(await marks()).toEqual([2]);
    expect(await auditLines()).toBe(1);
    expect(await shown()).toEqual({ broken: 1, breaks: [{ deviceSeq: 2, from: 'unknown' }] });
    const { chains, findings } = await verified();
    expect(chains).toMatchObject([
      { deviceId: tablet.deviceId, revisions: 2, breaks: [{ deviceSeq: 2, from: 'unknown' }] },
    ]);
    expect(findings).toEqual([]);
  });

  it('has a break that shows only when the number before comes late', async () => {
    const [first] = await sealed(1);
    const second = await forged(2, wrong);
    await send(second);
    expect(await marks()).toEqual([]);
    expect((await verified()).chains[0]?.gaps).toEqual([[1, 1]]);
    await send(first);
    expect(await marks()).toEqual([2]);
    expect((await verified()).findings).toEqual([]);
  });

  it('has a break at a first number that follows from something', async () => {
    await send(await forged(1, wrong));
    expect(await shown()).toEqual({ broken: 1, breaks: [{ deviceSeq: 1, from: 'unknown' }] });
    expect((await verified()).findings).toEqual([]);
  });

  it('tells a store that came back older from another story: the number names one that was sent before', async () => {
    const all = await sealed(4);
    for (const one of all) await send(one);
    const second = new Uint8Array(await crypto.subtle.digest('SHA-256', all[1]!.bytes));
    await send(await forged(5, second));
    expect(await shown()).toEqual({ broken: 1, breaks: [{ deviceSeq: 5, from: 2 }] });
  });

  it('tells a chain that begins anew', async () => {
    for (const one of await sealed(2)) await send(one);
    await send(await forged(3, new Uint8Array(32)));
    expect((await shown())?.breaks).toEqual([{ deviceSeq: 3, from: 'start' }]);
  });

  it('is compared within a batch as well, and a break sent twice is one', async () => {
    const [first] = await sealed(1);
    const second = await forged(2, wrong);
    const third = { content: await aRevision(test.hub, town), bytes: new Uint8Array() };
    const fitting = { ...third, bytes: await tablet.envelope(third.content, 3) };
    const items = [fitting, second, first!].map(itemOf);
    for (let round = 0; round < 2; round += 1) {
      expect((await tablet.post(encodeBatch(items))).status).toBe(200);
      expect(await marks()).toEqual([2]);
      expect(await auditLines()).toBe(1);
    }
    expect((await verified()).findings).toEqual([]);
  });

  it('is another one for every tablet', async () => {
    const other = await aTablet(test.hub, town);
    const [first] = await sealed(1);
    await send(first);
    const content = await aRevision(test.hub, town);
    expect((await other.put(content, await other.envelope(content, 1))).status).toBe(201);
    expect((await verified()).chains.map(({ breaks }) => breaks)).toEqual([[], []]);
  });

  it('costs intake one query for all numbers of a batch, as asking whether they are taken did before', async () => {
    const items = (await sealed(8)).map(itemOf);
    const asked: string[] = [];
    const log = vi.spyOn(StatementSync.prototype, 'all').mockImplementation(function (
      this: StatementSync,
      ...values
    ) {
      asked.push(this.sourceSQL);
      return [...this.iterate(...values)] as Record<string, never>[];
    });
    expect((await tablet.post(encodeBatch(items))).status).toBe(200);
    log.mockRestore();
    expect(asked.filter((sql) => sql.includes('"device_seq" in'))).toHaveLength(1);
    expect(asked.filter((sql) => sql.includes('chain_break'))).toHaveLength(0);
  });
});

describe('an editor of the store', () => {
  beforeEach(async () => {
    for (const one of await sealed(3)) await send(one);
  });

  const codes = async (): Promise<unknown[]> =>
    (await verified()).findings.map(({ code, seq, deviceId }) => [code, seq, deviceId]);
  const edited = (seq: number): unknown[] => ['device-chain-edited', seq, tablet.deviceId];

  it('who changes a hash before is found by the sealed bytes and by the chain', async () => {
    const { db } = test.hub.store;
    await db
      .updateTable('revision')
      .set({ prev_hash: 'e'.repeat(64) })
      .where('device_seq', '=', 2)
      .execute();
    expect(await codes()).toEqual([['revision-columns-edited', 2, undefined], edited(2)]);
  });

  it('who marks a whole chain as broken is found', async () => {
    const { db } = test.hub.store;
    const mark = { device_id: tablet.deviceId, device_seq: 3, found_at: '2026-11-21T01:00:00.000Z' };
    await db.insertInto('chain_break').values(mark).execute();
    expect(await codes()).toEqual([edited(3)]);
  });

  it('who takes the mark of a break away is found', async () => {
    await send(await forged(4, wrong));
    expect(await codes()).toEqual([]);
    await test.hub.store.db.deleteFrom('chain_break').execute();
    expect(await codes()).toEqual([edited(4)]);
  });
});
