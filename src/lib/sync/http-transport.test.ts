import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { problem, type Outcome } from '../contract/problem.ts';
import { randomBytes, sha256, toHex } from '../crypto/bytes.ts';
import { generateSigningKeyPair } from '../crypto/es256.ts';
import { signRequest } from '../crypto/http-signature.ts';
import { toBase64Url } from '../contract/base64url.ts';
import { ok } from '../domain/result.ts';
import type { OutboxRow } from '../store/schema.ts';
import { valueOf } from '../store/testing/store-rows.ts';
import { HubClock } from './hub-clock.ts';
import { HUB_AUTHORITY, HubModel, type HubFault } from './testing/hub-model.ts';
import {
  HttpTransport,
  SEND_TIMEOUT_MS,
  type HttpTransportParts,
  type RequestToSign,
} from './http-transport.ts';
import { OutboxRunner, type OutboxStatus } from './outbox-runner.ts';
import { aBench, aLock, aRow, FakeClock, statesOf, type Bench } from './testing/sync-bench.ts';
import type { VerifiedReceipt } from './transport.ts';

const REVISION = '01930000-0000-7000-8000-000000000001';
const RECORD = '01930000-0000-8000-8000-000000000001';

let device: CryptoKeyPair;
let hub: HubModel;
let clock: FakeClock;
let hubClock: HubClock;
let row: OutboxRow;
let transport: HttpTransport;
let signed: RequestToSign[];

const sealed = async (revisionId: string, over: Partial<OutboxRow> = {}): Promise<OutboxRow> => {
  const envelope = randomBytes(4_096);
  return aRow('A1', {
    revisionId,
    recordId: RECORD,
    envelope,
    sha256: toHex(await sha256(envelope)),
    ...over,
  });
};

const sign = async (request: RequestToSign): Promise<Outcome<Record<string, string>>> => {
  signed.push(request);
  const { created, ...parts } = request;
  return ok(
    await signRequest(
      { ...parts, authority: HUB_AUTHORITY },
      { keyId: 'device-1', privateKey: device.privateKey, created, nonce: toBase64Url(randomBytes(16)) },
    ),
  );
};

const send = (signal = new AbortController().signal): Promise<Outcome<VerifiedReceipt>> =>
  transport.send(row, signal);

const over = (fetch: HttpTransportParts['fetch'], signs = sign): HttpTransport =>
  new HttpTransport({
    fetch,
    origin: `https://${HUB_AUTHORITY}`,
    sign: signs,
    receiptKeys: () => hub.receiptKeys,
    clock,
    hubClock,
  });

const codeOf = (outcome: Outcome<unknown>): string => (outcome.ok ? 'ok' : outcome.error.code);

beforeAll(async () => {
  device = await generateSigningKeyPair(false);
});

beforeEach(async () => {
  clock = new FakeClock();
  hub = await HubModel.create(clock, device.publicKey);
  hubClock = new HubClock(clock);
  row = await sealed(REVISION);
  signed = [];
  transport = over(hub.fetch);
});

describe('sending a row by HTTP', () => {
  it('puts the sealed bytes under their path, signed, and gives the verified receipt', async () => {
    const { receipt, claims } = valueOf(await send());
    expect(claims).toEqual(hub.stored.get(REVISION)?.claims);
    expect(receipt).toBe(hub.stored.get(REVISION)?.receipt);
    expect(signed.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `PUT /api/v1/records/${RECORD}/revisions/${REVISION}`,
    ]);
    expect(clock.nextAt).toBeUndefined();
  });

  it('gets the identical receipt for the same bytes again', async () => {
    const first = valueOf(await send());
    expect(valueOf(await send())).toEqual(first);
    expect(hub.stored.size).toBe(1);
  });

  it.each<[HubFault, string]>([
    ['cut before the hub has it', 'network-unreachable'],
    ['cut after the hub has it', 'network-unreachable'],
    ['name not found', 'network-unreachable'],
    ['answer breaks off', 'network-unreachable'],
    ['page with 200', 'answer-not-from-hub'],
    ['JSON with 200', 'answer-not-from-hub'],
    ['nothing with 200', 'answer-not-from-hub'],
    ['endless with 200', 'answer-not-from-hub'],
    ['redirect to a portal', 'answer-not-from-hub'],
    ['page with 403', 'answer-not-from-hub'],
    ['page with 502', 'hub-unavailable'],
    ['page with 413', 'request-too-large'],
    ['page with 429', 'rate-limited'],
    ['code of a newer hub, 422', 'request-malformed'],
    ['code of a newer hub, 403', 'forbidden'],
    ['receipt of another revision', 'receipt-invalid'],
    ['receipt of other bytes', 'receipt-invalid'],
    ['receipt with an unknown key', 'receipt-invalid'],
    ['receipt of another type', 'receipt-invalid'],
    ['receipt changed', 'receipt-invalid'],
    ['request-too-large', 'request-too-large'],
    ['rate-limited', 'rate-limited'],
    ['hub-error', 'hub-error'],
    ['hub-unavailable', 'hub-unavailable'],
    ['device-revoked', 'device-revoked'],
    ['revision-conflict', 'revision-conflict'],
  ])('%s is %s', async (fault, code) => {
    hub.fault = () => fault;
    expect(codeOf(await send())).toBe(code);
    expect(hub.requests).toHaveLength(1);
  });

  it('a hub without an answer is given up after 30 seconds and two more for 4 KiB', async () => {
    hub.fault = () => 'no answer';
    const sending = send();
    let settled = false;
    void sending.then(() => (settled = true));
    while (clock.nextAt === undefined) await new Promise((resolve) => setImmediate(resolve));
    await clock.pass(SEND_TIMEOUT_MS + 2_047, () => Promise.resolve());
    expect(settled).toBe(false);
    await clock.pass(1, () => Promise.resolve());
    expect(codeOf(await sending)).toBe('network-timeout');
  });

  it('a runner that is stopped gives the request up', async () => {
    hub.fault = () => 'no answer';
    const stop = new AbortController();
    const sending = send(stop.signal);
    stop.abort();
    expect(codeOf(await sending)).toBe('network-unreachable');
    expect(clock.nextAt).toBeUndefined();
  });

  it('passes on how long the hub asks to wait', async () => {
    hub.fault = () => 'page with 429';
    expect(await send()).toEqual(problem('rate-limited', { status: 429, retryAfterSeconds: 30 }));
  });

  it('bytes that are not those that were sealed are not sent', async () => {
    row = {
      ...row,
      envelope: Uint8Array.from(row.envelope, (byte, index) => (index === 9 ? byte ^ 1 : byte)),
    };
    expect(await send()).toEqual(problem('stored-data-damaged', { revisionId: REVISION }));
    expect(hub.requests).toEqual([]);
  });

  it('a device that cannot sign sends nothing', async () => {
    transport = over(hub.fetch, () => Promise.resolve(problem('device-not-enrolled')));
    expect(codeOf(await send())).toBe('device-not-enrolled');
    expect(hub.requests).toEqual([]);
  });
});

describe('sending several rows in one request', () => {
  const IDS = ['1', '2', '3'].map((digit) => REVISION.slice(0, -1) + digit);
  let rows: OutboxRow[];

  const sendBatch = () => transport.sendBatch(rows, new AbortController().signal);

  beforeEach(async () => {
    rows = await Promise.all(IDS.map((id) => sealed(id)));
  });

  it('posts them all under one signature and gives each its verified receipt', async () => {
    const answers = valueOf(await sendBatch()).map(valueOf);
    expect(answers.map(({ receipt }) => receipt)).toEqual(IDS.map((id) => hub.stored.get(id)?.receipt));
    expect(hub.batches).toEqual([IDS]);
    expect(signed.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /api/v1/revisions']);
  });

  it.each<[HubFault, string]>([
    ['revision-conflict', 'revision-conflict'],
    ['code of a newer hub, 422', 'request-malformed'],
    ['receipt of another revision', 'receipt-invalid'],
    ['receipt of other bytes', 'receipt-invalid'],
    ['receipt with an unknown key', 'receipt-invalid'],
    ['receipt of another type', 'receipt-invalid'],
    ['receipt changed', 'receipt-invalid'],
  ])('%s is %s for that row alone', async (fault, code) => {
    hub.fault = (id) => (id === IDS[1] ? fault : 'none');
    expect(valueOf(await sendBatch()).map(codeOf)).toEqual(['ok', code, 'ok']);
  });

  it.each<[HubFault, string]>([
    ['cut before the hub has it', 'network-unreachable'],
    ['cut after the hub has it', 'network-unreachable'],
    ['answer breaks off', 'network-unreachable'],
    ['page with 200', 'answer-not-from-hub'],
    ['page with 413', 'request-too-large'],
    ['page with 429', 'rate-limited'],
    ['device-revoked', 'device-revoked'],
  ])('%s is %s for the request as a whole', async (fault, code) => {
    hub.fault = (id) => (id === IDS[1] ? fault : 'none');
    expect(codeOf(await sendBatch())).toBe(code);
  });

  it('to a hub of an earlier build is an unknown route', async () => {
    hub.takesBatches = false;
    expect(codeOf(await sendBatch())).toBe('route-unknown');
  });

  it.each([404, 405])(
    'to a gateway that says %i in its own words is an unknown route, too',
    async (status) => {
      transport = over(() => Promise.resolve(new Response('no', { status })));
      expect(codeOf(await sendBatch())).toBe('route-unknown');
    },
  );

  it.each<[string, (items: unknown[]) => unknown[]]>([
    ['an answer too few', (items) => items.slice(1)],
    ['an answer too many', (items) => [...items, items[0]]],
    ['answers in another order', (items) => items.toReversed()],
  ])('with %s is believed in nothing', async (_, change) => {
    transport = over(async (url, init) => {
      const answer = (await (await hub.fetch(url, init)).json()) as { items: unknown[] };
      return new Response(JSON.stringify({ items: change(answer.items) }), {
        headers: { 'content-type': 'application/json' },
      });
    });
    expect(codeOf(await sendBatch())).toBe('answer-not-from-hub');
  });

  it('leaves out bytes that are not those that were sealed, and sends the others', async () => {
    rows = rows.map((each, index) => (index === 0 ? { ...each, sha256: '00'.repeat(32) } : each));
    expect(valueOf(await sendBatch()).map(codeOf)).toEqual(['stored-data-damaged', 'ok', 'ok']);
    expect(hub.batches).toEqual([IDS.slice(1)]);
  });

  it('of which none is whole sends nothing', async () => {
    rows = rows.map((each) => ({ ...each, sha256: '00'.repeat(32) }));
    expect(valueOf(await sendBatch()).map(codeOf)).toEqual(IDS.map(() => 'stored-data-damaged'));
    expect(hub.batches).toEqual([]);
  });

  it('with a clock that is an hour slow goes through at once', async () => {
    hub.clockAheadMs = 3_600_000;
    expect(valueOf(await sendBatch()).map(codeOf)).toEqual(['ok', 'ok', 'ok']);
    expect(hub.batches).toHaveLength(2);
  });
});

describe('a clock that is wrong', () => {
  it.each([
    ['an hour slow', 3_600_000],
    ['a year fast', -365 * 86_400_000],
  ])('by %s is measured at the first refusal, and the row goes through at once', async (_name, ahead) => {
    hub.clockAheadMs = ahead;
    expect((await send()).ok).toBe(true);
    expect(hub.requests).toHaveLength(2);
    expect(hubClock.offsetMs).toBe(-ahead);
    expect((await send()).ok).toBe(true);
    expect(hub.requests).toHaveLength(3);
  });

  it('known from before costs no refusal', async () => {
    hub.clockAheadMs = 3_600_000;
    hubClock.offsetMs = -3_600_000;
    expect((await send()).ok).toBe(true);
    expect(hub.requests).toHaveLength(1);
  });

  it('that cannot be put right is tried no more than twice', async () => {
    hub.fault = () => 'signature-clock-skew';
    expect(codeOf(await send())).toBe('signature-clock-skew');
    expect(hub.requests).toHaveLength(2);
  });
});

describe('a queue on its way to the hub', () => {
  const NAMES = ['1', '2', '3', '4', '5'].map((digit) => REVISION.slice(0, -1) + digit);
  let bench: Bench;
  let finalStatus: OutboxStatus | undefined;

  const drained = async (fault: HubFault, times: number): Promise<void> => {
    hub.fault = (revisionId, nth) => (revisionId === NAMES[1] && nth < times ? fault : 'none');
    const rows = await Promise.all(
      NAMES.map((name, index) =>
        sealed(name, { recordId: RECORD.slice(0, -1) + String(index), deviceSeq: index + 1 }),
      ),
    );
    bench = await aBench(rows);
    const runner = new OutboxRunner({
      store: bench.store,
      transport,
      clock,
      random: () => 0.5,
      lock: aLock(),
    });
    const quiet = async (): Promise<void> => {
      let idle = false;
      void runner.whenIdle().then(() => (idle = true));
      while (!idle && hub.hanging === 0) await new Promise((resolve) => setImmediate(resolve));
    };
    runner.start();
    await quiet();
    await clock.pass(60 * 60_000, quiet);
    await runner.whenIdle();
    await runner.stop();
    finalStatus = runner.status;
  };

  it.each<HubFault>([
    'cut before the hub has it',
    'cut after the hub has it',
    'name not found',
    'no answer',
    'answer breaks off',
    'page with 200',
    'JSON with 200',
    'nothing with 200',
    'redirect to a portal',
    'page with 403',
    'page with 502',
    'rate-limited',
    'page with 429',
    'hub-error',
    'hub-unavailable',
    'digest-mismatch',
    'revision-in-progress',
    'signature-replayed',
    'receipt of another revision',
    'receipt of other bytes',
    'receipt with an unknown key',
    'receipt changed',
  ])('in which "%s" strikes three times is delivered whole, each record once', async (fault) => {
    await drained(fault, 3);
    expect(Object.values(statesOf(bench.disk))).toEqual(NAMES.map(() => 'delivered'));
    expect([...hub.stored.keys()].sort()).toEqual(NAMES);
    for (const stored of bench.disk.outbox.values()) {
      expect(stored.receipt).toBe(hub.stored.get(stored.revisionId)?.receipt);
    }
    const delivered = valueOf(await bench.store.all('audit')).map((line) => line.revisionId);
    expect(delivered.sort()).toEqual(NAMES);
  });

  it('to a hub that knows no batches is delivered one by one', async () => {
    hub.takesBatches = false;
    await drained('none', 0);
    expect(Object.values(statesOf(bench.disk))).toEqual(NAMES.map(() => 'delivered'));
    expect(hub.requests.toSorted()).toEqual(NAMES);
    expect(hub.batches).toEqual([]);
  });

  it.each<[HubFault, { alone: number; inBatches: number }]>([
    ['request-too-large', { alone: 1, inBatches: 2 }],
    ['page with 413', { alone: 1, inBatches: 2 }],
    ['revision-conflict', { alone: 0, inBatches: 1 }],
    ['code of a newer hub, 422', { alone: 0, inBatches: 1 }],
  ])(
    'in which one record meets "%s" has that one parked and all others delivered',
    async (fault, { alone, inBatches }) => {
      await drained(fault, Infinity);
      const states = statesOf(bench.disk);
      expect(NAMES.map((name) => states[name])).toEqual([
        'delivered',
        'parked',
        'delivered',
        'delivered',
        'delivered',
      ]);
      expect(hub.requests.filter((each) => each === NAMES[1])).toHaveLength(alone);
      expect(hub.batches.filter((batch) => batch.includes(NAMES[1] ?? ''))).toHaveLength(inBatches);
      expect(bench.disk.outbox.get(NAMES[1] ?? '')?.envelope).toHaveLength(4_096);
    },
  );

  it.each<HubFault>(['device-revoked', 'device-unknown', 'code of a newer hub, 403'])(
    'of a tablet that meets "%s" stops and keeps everything',
    async (fault) => {
      await drained(fault, Infinity);
      expect(bench.disk.outbox.get(NAMES[1] ?? '')).toMatchObject({ state: 'queued', attempts: 0 });
      expect(finalStatus?.counts.parked).toBe(0);
      expect(bench.disk.outbox.size).toBe(5);
      expect([...bench.disk.outbox.values()].every((each) => each.envelope.length === 4_096)).toBe(true);
    },
  );
});
