import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeReceipts, encodeReceiptLine } from '../../src/lib/contract/receipts-file.ts';
import type { Outcome } from '../../src/lib/contract/problem.ts';
import { ingestRescueFile } from '../../src/lib/server/rescue/ingest.ts';
import { receiptsFile, spanOf, type SeqSpan } from '../../src/lib/server/rescue/receipts.ts';
import { aHub, type TestHub } from '../../src/lib/server/testing/a-hub.ts';
import {
  aMunicipality,
  TESTER,
  valueOf,
  type TestMunicipality,
} from '../../src/lib/server/testing/a-municipality.ts';
import { aTablet, type TestTablet } from '../../src/lib/server/testing/a-tablet.ts';
import { importReceipts, type ImportedReceipts } from '../../src/lib/sync/import-receipts.ts';
import { rescueFiles } from '../../src/lib/tablet/rescue-file.ts';
import { checkAudit } from '../../src/lib/tablet/diagnostics.ts';
import { SendingTablet } from '../support/a-sending-tablet.ts';

let test: TestHub;
let town: TestMunicipality;
let enrolled: TestTablet;
let tablet: SendingTablet;

beforeEach(async () => {
  test = await aHub();
  town = await aMunicipality(test.hub);
  enrolled = await aTablet(test.hub, town);
  tablet = new SendingTablet(enrolled, town);
});

afterEach(async () => {
  await test.dispose();
});

/** Takes the tablet's queue in by file. @returns the numbers that the console offers receipts of */
const byFile = async (): Promise<SeqSpan | undefined> => {
  const { files } = await rescueFiles({
    store: tablet.store,
    world: tablet.clock,
    device: { deviceId: tablet.deviceId, signingKey: enrolled.keys.privateKey },
  });
  const municipality = town.code;
  const { bytes } = files[0]!;
  const { deviceId, items } = valueOf(await ingestRescueFile(test.hub, TESTER, { municipality, bytes }));
  return spanOf(
    test.hub,
    deviceId,
    items.map(({ revisionId }) => revisionId),
  );
};

const textOf = async (span: SeqSpan | undefined, municipality = town.code): Promise<string> => {
  if (span === undefined) throw new Error('something was taken in');
  const file = await receiptsFile(test.hub, municipality, tablet.deviceId, span);
  return file === undefined ? '' : new Response(file.body).text();
};

const read = (text: string, keys = test.hub.keys.published.receipt): Promise<Outcome<ImportedReceipts>> =>
  importReceipts(
    { store: tablet.store, clock: tablet.clock, receiptKeys: () => keys },
    new Blob([text], { type: 'application/jsonl' }),
  );

const states = (): string[] =>
  [...tablet.disk.outbox.values()]
    .toSorted((left, right) => left.deviceSeq - right.deviceSeq)
    .map(({ state }) => state);

describe('receipts of a rescue file, by file', () => {
  it('end the waiting of every record on a tablet without network, as receipts by network do', async () => {
    for (let each = 0; each < 40; each += 1) await tablet.seal();
    const parked = [...tablet.disk.outbox.values()][3]!;
    tablet.disk.outbox.set(parked.revisionId, { ...parked, state: 'parked' });
    tablet.online = false;
    const text = await textOf(await byFile());
    expect(valueOf(await read(text))).toEqual({ delivered: 40, known: 0, refused: 0 });
    expect(new Set(states())).toEqual(new Set(['delivered']));
    expect(tablet.disk.outbox.get(parked.revisionId)).toMatchObject({ hubSeq: 40, heldSeq: 40 });
    const lines = [...tablet.disk.audit.values()].filter(({ action }) => action === 'delivered');
    expect(lines).toHaveLength(40);
    expect(valueOf(await checkAudit(tablet.store)).firstBroken).toBeUndefined();

    expect(valueOf(await read(text))).toEqual({ delivered: 0, known: 40, refused: 0 });
    expect([...tablet.disk.audit.values()].filter(({ action }) => action === 'delivered')).toHaveLength(40);
  });

  it('are the same texts as the network brings', async () => {
    await tablet.seal();
    const lines = decodeReceipts(await textOf(await byFile()));
    await tablet.drain();
    const [row] = tablet.disk.outbox.values();
    expect(lines).toEqual([{ recordId: row?.recordId, revisionId: row?.revisionId, receipt: row?.receipt }]);
  });

  it('change nothing where they are not the hub’s, of other bytes, or of another record', async () => {
    const [first, second] = [await tablet.seal(), await tablet.seal()];
    const text = await textOf(await byFile());
    const lines = decodeReceipts(text) ?? [];
    const other = await aHub();
    expect(valueOf(await read(text, other.hub.keys.published.receipt))).toEqual({
      delivered: 0,
      known: 0,
      refused: 2,
    });
    await other.dispose();
    const swapped = lines.map((line, index) => ({ ...line, receipt: lines[1 - index]!.receipt }));
    expect(valueOf(await read(swapped.map(encodeReceiptLine).join('')))).toMatchObject({ refused: 2 });
    tablet.disk.outbox.set(first.revisionId, { ...first, sha256: '0'.repeat(64) });
    expect(valueOf(await read(text))).toEqual({ delivered: 1, known: 0, refused: 1 });
    expect(states()).toEqual(['queued', 'delivered']);
    expect(tablet.disk.outbox.get(second.revisionId)?.state).toBe('delivered');
  });

  it('are known when they are of another tablet', async () => {
    await tablet.seal();
    const text = await textOf(await byFile());
    tablet = new SendingTablet(await aTablet(test.hub, town), town);
    await tablet.log('enrolled');
    await tablet.seal();
    expect(valueOf(await read(text))).toEqual({ delivered: 0, known: 1, refused: 0 });
    expect(states()).toEqual(['queued']);
  });

  it.each([
    ['nothing', ''],
    ['another file', '{"format":"hagukumi-incident/1"}\n'],
    ['no JSON', 'receipt\n'],
    ['half a line', '{"recordId":"0199f0c4-9c53-7c5e-a8a5-6f3f5a3d1a01","revis'],
  ])('are none in %s', async (_, text) => {
    await tablet.seal();
    expect(await read(text)).toMatchObject({ ok: false, error: { code: 'request-malformed' } });
    expect(states()).toEqual(['queued']);
  });

  it('are given for the numbers that were asked for, and to the tablet’s own municipality', async () => {
    for (let each = 0; each < 3; each += 1) await tablet.seal();
    await byFile();
    expect(decodeReceipts(await textOf({ from: 2, to: 3 }))).toHaveLength(2);
    expect(decodeReceipts(await textOf({ from: 3, to: 900 }))).toHaveLength(1);
    const other = await aMunicipality(test.hub, '47291');
    expect(await textOf({ from: 1, to: 3 }, other.code)).toBe('');
  });

  it('are none where nothing was taken in', async () => {
    expect(await spanOf(test.hub, tablet.deviceId, [])).toBeUndefined();
    expect(await spanOf(test.hub, tablet.deviceId, ['0199f0c4-9c53-7c5e-a8a5-6f3f5a3d1a01'])).toBeUndefined();
  });
});
