import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  BATCH_MAX_BYTES,
  BATCH_MAX_ITEMS,
  BatchResponse,
  encodeBatch,
  type BatchItem,
} from '../../contract/batch.ts';
import { ENVELOPE_MAX_BYTES } from '../../contract/envelope.ts';
import { RECEIPT_TYPE, ReceiptClaims } from '../../contract/receipt.ts';
import { randomBytes } from '../../crypto/bytes.ts';
import { verifyJws } from '../../crypto/jws.ts';
import { verifyHub } from '../audit/verify-hub.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, type TestMunicipality } from '../testing/a-municipality.ts';
import { aRevision, aTablet, type TestTablet } from '../testing/a-tablet.ts';
import { problemOf, received } from '../testing/received.ts';

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

const anItem = async (deviceSeq: number): Promise<BatchItem> => {
  const content = await aRevision(test.hub, town);
  const envelope = await tablet.envelope(content, deviceSeq);
  return { recordId: content.recordId, revisionId: content.revisionId, envelope };
};

const items = (count: number, from = 1): Promise<BatchItem[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => anItem(from + index)));

const answersOf = async (response: Response): Promise<BatchResponse['items']> => {
  expect(response.status).toBe(200);
  return BatchResponse.parse(await response.json()).items;
};

const post = async (batch: readonly BatchItem[]): Promise<BatchResponse['items']> =>
  answersOf(await tablet.post(encodeBatch(batch)));

/** What the item's own PUT is answered, as the batch tells it. */
const put = async ({
  recordId,
  revisionId,
  envelope,
}: BatchItem): Promise<BatchResponse['items'][number]> => {
  const response = await tablet.put({ recordId, revisionId }, envelope);
  const body = (await response.json()) as Record<string, unknown>;
  const { type: _, title: __, ...rest } = body;
  return BatchResponse.parse({ items: [{ revisionId, ...rest, status: response.status }] }).items[0]!;
};

const statusesOf = (answers: BatchResponse['items']): number[] => answers.map(({ status }) => status);

describe('POST /api/v1/revisions', () => {
  it('takes every revision in and answers each with its own receipt, in their order', async () => {
    const batch = await items(20);
    const answers = await post(batch);
    expect(answers.map(({ revisionId }) => revisionId)).toEqual(batch.map(({ revisionId }) => revisionId));
    const keys = test.hub.keys.published.receipt;
    for (const [index, answer] of answers.entries()) {
      if (!('receipt' in answer)) throw new Error(`refused: ${answer.code}`);
      const claims = ReceiptClaims.parse(
        JSON.parse((await verifyJws(RECEIPT_TYPE, answer.receipt, keys)) ?? ''),
      );
      expect(claims).toMatchObject({ revisionId: batch[index]?.revisionId, hubSeq: index + 1 });
      expect(answer.status).toBe(201);
    }
    const { revisions, receipts, arrivals } = await received(test.hub, town.code);
    expect([revisions.length, receipts.length, arrivals.length]).toEqual([20, 20, 20]);
    expect(revisions.map(({ envelope }) => Uint8Array.from(envelope))).toEqual(
      batch.map(({ envelope }) => envelope),
    );
    expect(await verifyHub(test.hub)).toMatchObject({ findings: [] });
  });

  it('answers the same batch again with the identical receipts and 200, and stores nothing new', async () => {
    const batch = await items(5);
    const first = await post(batch);
    const again = await post(batch);
    expect(again).toEqual(first.map((answer) => ({ ...answer, status: 200 })));
    expect((await received(test.hub, town.code)).revisions).toHaveLength(5);
  });

  it('gives what was put before its first receipt, and puts what was posted before likewise', async () => {
    const [one, two] = await items(2);
    if (one === undefined || two === undefined) throw new Error('two items');
    const alone = await put(one);
    const [first, second] = await post([one, two]);
    expect(first).toEqual({ ...alone, status: 200 });
    expect(await put(two)).toEqual({ ...second, status: 200 });
  });

  it('takes the same revision twice in one batch once', async () => {
    const [one] = await items(1);
    if (one === undefined) throw new Error('an item');
    const [first, second] = await post([one, one]);
    expect([first?.status, second?.status]).toEqual([201, 200]);
    expect(second).toEqual({ ...first, status: 200 });
    expect((await received(test.hub, town.code)).revisions).toHaveLength(1);
  });

  it('refuses other bytes under the same id in one batch, and a device’s number used twice', async () => {
    const content = await aRevision(test.hub, town);
    const { recordId, revisionId } = content;
    const batch = [
      { recordId, revisionId, envelope: await tablet.envelope(content, 1) },
      { recordId, revisionId, envelope: await tablet.envelope({ ...content, language: 'en' }, 2) },
      await anItem(1),
      await anItem(3),
    ];
    const answers = await post(batch);
    expect(statusesOf(answers)).toEqual([201, 422, 422, 201]);
    const { revisions, quarantined } = await received(test.hub, town.code);
    expect(revisions.map((row) => row.device_seq)).toEqual([1, 3]);
    expect(quarantined.map(({ code }) => code)).toEqual(['revision-conflict', 'revision-conflict']);
    expect(await verifyHub(test.hub)).toMatchObject({ findings: [] });
  });

  it('[property] answers every item as its own PUT would be, whatever its neighbours are', async () => {
    const other = await aTablet(test.hub, town);
    const kinds = ['good', 'random', 'cut', 'foreign', 'empty', 'too large', 'no id', 'wrong place'] as const;
    let seq = 0;
    const make = async (kind: (typeof kinds)[number]): Promise<BatchItem> => {
      const item = await anItem((seq += 1));
      switch (kind) {
        case 'good':
          return item;
        case 'random':
          return { ...item, envelope: randomBytes(300) };
        case 'cut':
          return { ...item, envelope: item.envelope.slice(0, -1) };
        case 'foreign': {
          const content = await aRevision(test.hub, town);
          return { ...item, envelope: await other.envelope(content, seq) };
        }
        case 'empty':
          return { ...item, envelope: new Uint8Array(0) };
        case 'too large':
          return { ...item, envelope: new Uint8Array(ENVELOPE_MAX_BYTES + 1) };
        case 'no id':
          return { ...item, revisionId: 'none' };
        case 'wrong place':
          return { ...item, recordId: '01932d3a-0000-7000-8000-000000000000' };
      }
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('good', 'good', 'good', ...kinds), { minLength: 1, maxLength: 7 }),
        async (given) => {
          const batch = await Promise.all(given.map(make));
          const answers = await post(batch);
          for (const [index, item] of batch.entries()) {
            const answer = answers[index];
            expect(answer?.status === 201).toBe(given[index] === 'good');
            // a path cannot hold what is no id; the endpoint is asked all the same
            const alone = await put(item);
            expect(alone).toEqual(answer?.status === 201 ? { ...answer, status: 200 } : answer);
          }
        },
      ),
      { numRuns: 25 },
    );
    expect(test.log).toEqual([]);
    expect(await verifyHub(test.hub)).toMatchObject({ findings: [] });
  });

  it('takes in as many as a batch may have', async () => {
    const batch = await items(BATCH_MAX_ITEMS);
    expect(new Set(statusesOf(await post(batch)))).toEqual(new Set([201]));
  });
});

describe('a batch that is not an honest one', () => {
  it.each<[string, Parameters<TestTablet['post']>[1], number, string]>([
    ['no signature', { without: ['signature', 'signature-input'] }, 401, 'signature-missing'],
    ['a body that is not the signed one', { bodySent: new Uint8Array(300) }, 400, 'digest-mismatch'],
    [
      'no media type of ours',
      { headers: { 'content-type': 'application/json' } },
      415,
      'request-unsupported-type',
    ],
    ['a foreign page', { headers: { 'sec-fetch-site': 'cross-site' } }, 403, 'origin-refused'],
  ])('is refused as a whole: %s', async (_, deviation, status, code) => {
    const response = await tablet.post(encodeBatch(await items(3)), deviation);
    expect(await problemOf(response)).toEqual({ status, code });
    expect((await received(test.hub, town.code)).revisions).toEqual([]);
  });

  it('is refused as a whole: a replay, also when both arrive at once', async () => {
    const nonce = 'abcdefghijklmnopqrstuv';
    const body = encodeBatch(await items(3));
    const responses = await Promise.all([tablet.post(body, { nonce }), tablet.post(body, { nonce })]);
    expect(responses.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401]);
    expect(await problemOf(await tablet.post(body, { nonce }))).toEqual({
      status: 401,
      code: 'signature-replayed',
    });
  });

  it('is refused as a whole: no batch, and more than 2 MiB', async () => {
    expect(await problemOf(await tablet.post(randomBytes(500)))).toEqual({
      status: 400,
      code: 'request-malformed',
    });
    expect(await problemOf(await tablet.post(new Uint8Array(BATCH_MAX_BYTES + 1)))).toEqual({
      status: 413,
      code: 'request-too-large',
    });
  });
});
