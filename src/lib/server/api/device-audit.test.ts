import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  AUDIT_RECEIPT_TYPE,
  AuditReceiptClaims,
  auditLineText,
  DeviceAuditAnswer,
  type DeviceAuditLine,
} from '../../contract/device-audit.ts';
import { toHex, utf8 } from '../../crypto/bytes.ts';
import { verifyJws } from '../../crypto/jws.ts';
import { verifyHub } from '../audit/verify-hub.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, type TestMunicipality } from '../testing/a-municipality.ts';
import { aTablet, type TestTablet } from '../testing/a-tablet.ts';
import { problemOf } from '../testing/received.ts';
import { deviceAudit } from './device-audit.ts';

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

/** Lines of a whole log, chained as the tablet chains them. */
const someLines = (count: number): DeviceAuditLine[] => {
  let head = Buffer.alloc(32);
  return Array.from({ length: count }, (_, index) => {
    const line = {
      seq: index + 1,
      at: new Date(test.clock.ms + index).toISOString(),
      action: index % 2 === 0 ? 'unlocked' : 'section-read',
      staffId: town.nurseId,
    };
    head = createHash('sha256').update(head).update(auditLineText(line)).digest();
    return { ...line, hash: toHex(head) };
  });
};

const send = (lines: readonly DeviceAuditLine[]): Promise<Response> =>
  tablet.call({
    endpoint: deviceAudit,
    method: 'POST',
    path: '/api/v1/device-audit',
    body: utf8(JSON.stringify({ lines })),
    mediaType: 'application/json',
  });

const sent = async (
  lines: readonly DeviceAuditLine[],
): Promise<DeviceAuditAnswer & { claims: AuditReceiptClaims }> => {
  const answer = await send(lines);
  expect(answer.status).toBe(200);
  const body = DeviceAuditAnswer.parse(await answer.json());
  const text = await verifyJws(AUDIT_RECEIPT_TYPE, body.receipt, test.hub.keys.published.receipt);
  return { ...body, claims: AuditReceiptClaims.parse(JSON.parse(text ?? '')) };
};

const stored = () => test.hub.store.db.selectFrom('device_audit').selectAll().orderBy('seq').execute();
const findings = async (): Promise<string[]> => (await verifyHub(test.hub)).findings.map(({ code }) => code);

describe('POST /api/v1/device-audit', () => {
  it('stores lines in parts and signs for the last one', async () => {
    const lines = someLines(5);
    expect((await sent(lines.slice(0, 2))).follows).toBe(true);
    const { follows, claims } = await sent(lines.slice(2));
    expect(follows).toBe(true);
    expect(claims).toMatchObject({ deviceId: tablet.deviceId, upTo: 5, head: lines.at(-1)?.hash });
    expect((await stored()).map(({ seq, follows: is }) => [seq, is])).toEqual(
      lines.map(({ seq }) => [seq, 1]),
    );
    expect(await findings()).toEqual([]);
  });

  it('takes the same lines again without storing or noting them twice', async () => {
    const lines = someLines(3);
    await sent(lines);
    const before = await test.hub.store.db.selectFrom('audit').select('seq').execute();
    const again = await sent(lines);
    expect(again).toMatchObject({ follows: true, claims: { upTo: 3 } });
    expect(await stored()).toHaveLength(3);
    expect(await test.hub.store.db.selectFrom('audit').select('seq').execute()).toHaveLength(before.length);
  });

  it('goes on where lines overlap with what it has', async () => {
    const lines = someLines(6);
    await sent(lines.slice(0, 4));
    expect((await sent(lines.slice(2))).follows).toBe(true);
    expect(await stored()).toHaveLength(6);
  });

  it('stores what does not follow, marks it, and lets the tablet go on', async () => {
    const lines = someLines(4);
    const changed = lines.map((line) => (line.seq === 2 ? { ...line, action: 'locked' } : line));
    expect((await sent(changed)).follows).toBe(false);
    expect((await stored()).map(({ follows }) => follows)).toEqual([1, 0, 1, 1]);
    expect((await verifyHub(test.hub)).deviceLogs).toEqual([
      { deviceId: tablet.deviceId, lines: 4, broken: 1 },
    ]);
    expect(await findings()).toEqual([]);
  });

  it('marks the first line behind a gap', async () => {
    const lines = someLines(6);
    await sent(lines.slice(0, 2));
    expect((await sent(lines.slice(3))).follows).toBe(false);
    expect((await stored()).map(({ seq, follows }) => [seq, follows])).toEqual([
      [1, 1],
      [2, 1],
      [4, 0],
      [5, 1],
      [6, 1],
    ]);
  });

  it('keeps both when a log that was put back tells another story', async () => {
    const lines = someLines(3);
    await sent(lines);
    const [first] = lines;
    if (first === undefined) throw new Error('there is a line');
    const told = { ...first, seq: 2, action: 'exported' };
    const hash = createHash('sha256').update(Buffer.from(first.hash, 'hex')).update(auditLineText(told));
    expect((await sent([{ ...told, hash: hash.digest('hex') }])).follows).toBe(false);
    expect((await stored()).filter(({ seq }) => seq === 2)).toHaveLength(2);
    expect(await findings()).toEqual([]);
  });

  it('refuses lines out of order, none and too many', async () => {
    const lines = someLines(501);
    for (const wrong of [lines.slice(0, 3).reverse(), [], lines]) {
      expect(await problemOf(await send(wrong))).toEqual({ status: 400, code: 'request-malformed' });
    }
    expect(await stored()).toEqual([]);
  });

  it('takes 500 lines at once', async () => {
    expect((await sent(someLines(500))).claims.upTo).toBe(500);
  });

  const db = () => test.hub.store.db;
  it.each<[string, () => Promise<unknown>, string]>([
    [
      'an edited line',
      () => db().updateTable('device_audit').set({ action: 'locked' }).where('seq', '=', 2).execute(),
      'device-audit-edited',
    ],
    [
      'a deleted line',
      () => db().deleteFrom('device_audit').where('seq', '=', 2).execute(),
      'device-audit-edited',
    ],
    [
      'lines cut off at the end',
      () => db().deleteFrom('device_audit').where('seq', '>', 2).execute(),
      'device-audit-cut',
    ],
    [
      'a log that is gone with its head',
      async () => {
        await db().deleteFrom('device_audit').execute();
        await db().deleteFrom('device_audit_head').execute();
      },
      'device-audit-cut',
    ],
  ])('lets the verification find %s', async (_, edit, code) => {
    await sent(someLines(4));
    await edit();
    expect(await findings()).toContain(code);
  });
});
