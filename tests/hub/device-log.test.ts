import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupReach, noteBackup } from '../../src/lib/server/store/backup-reach.ts';
import { verifyHub } from '../../src/lib/server/audit/verify-hub.ts';
import { aHub, type TestHub } from '../../src/lib/server/testing/a-hub.ts';
import { aMunicipality, valueOf } from '../../src/lib/server/testing/a-municipality.ts';
import { aTablet } from '../../src/lib/server/testing/a-tablet.ts';
import { firstBrokenLine } from '../../src/lib/store/audit-chain.ts';
import { SendingTablet } from '../support/a-sending-tablet.ts';

const DAY_MS = 86_400_000;

let test: TestHub;
let tablet: SendingTablet;

beforeEach(async () => {
  test = await aHub();
  const town = await aMunicipality(test.hub);
  tablet = new SendingTablet(await aTablet(test.hub, town), town);
});

afterEach(async () => {
  await test.dispose();
});

const lines = () => [...tablet.disk.audit.values()].sort((a, b) => a.seq - b.seq);
const isWhole = async (): Promise<boolean> =>
  (await firstBrokenLine(lines(), await tablet.chain())) === undefined;
const atHub = async (): Promise<number[]> => {
  const rows = await test.hub.store.db.selectFrom('device_audit').select('seq').orderBy('seq').execute();
  return rows.map(({ seq }) => seq);
};
/** The log goes to the hub, the hub makes a backup, and the tablet hears of it. */
const sendAndBackUp = async (): Promise<void> => {
  valueOf(await tablet.sendAudit());
  const { store } = test.hub;
  const reach = await backupReach(store.db);
  await store.write((tx) => noteBackup(tx, reach));
  valueOf(await tablet.checkIn());
};
const logs = async () => (await verifyHub(test.hub)).deviceLogs;

describe('the tablet’s audit log at the hub', () => {
  it('arrives whole, 100 lines a request, each line once', async () => {
    for (let each = 0; each < 250; each += 1) await tablet.log('section-read');
    expect(valueOf(await tablet.sendAudit())).toBe(250);
    expect(tablet.requests).toHaveLength(3);
    expect(valueOf(await tablet.sendAudit())).toBe(0);
    expect(tablet.requests).toHaveLength(3);
    await tablet.log('locked');
    expect(valueOf(await tablet.sendAudit())).toBe(1);
    expect(await atHub()).toEqual(Array.from({ length: 251 }, (_, index) => index + 1));
    expect(await logs()).toEqual([{ deviceId: tablet.deviceId, lines: 251, broken: 0 }]);
  });

  it('is sent again from where the hub signed for it when an answer was lost', async () => {
    await tablet.log('enrolled');
    valueOf(await tablet.sendAudit());
    const chain = await tablet.chain();
    await tablet.log('unlocked');
    valueOf(await tablet.sendAudit());
    tablet.disk.meta.set('chain', { ...(await tablet.chain()), auditSent: chain.auditSent ?? 0 });
    expect(valueOf(await tablet.sendAudit())).toBe(1);
    expect(await logs()).toMatchObject([{ lines: 2, broken: 0 }]);
  });

  it('keeps lines for 30 days when a backup of the hub has them, and what is kept still follows', async () => {
    for (const age of [40, 39, 35, 31, 29, 1]) await tablet.log('unlocked', tablet.ms - age * DAY_MS);
    await sendAndBackUp();
    valueOf(await tablet.sendAudit());
    expect(lines().map(({ seq, action }) => [seq, action])).toEqual([
      [5, 'unlocked'],
      [6, 'unlocked'],
      [7, 'audit-pruned'],
    ]);
    expect(await isWhole()).toBe(true);
    valueOf(await tablet.sendAudit());
    expect(await logs()).toMatchObject([{ lines: 7, broken: 0 }]);
  });

  it('removes nothing that the hub does not have', async () => {
    await tablet.log('unlocked', tablet.ms - 40 * DAY_MS);
    tablet.online = false;
    expect((await tablet.sendAudit()).ok).toBe(false);
    expect(lines()).toHaveLength(1);
  });

  it('removes nothing that no backup of the hub has', async () => {
    for (const age of [40, 35]) await tablet.log('unlocked', tablet.ms - age * DAY_MS);
    await sendAndBackUp();
    await tablet.log('unlocked', tablet.ms - 34 * DAY_MS);
    valueOf(await tablet.checkIn());
    valueOf(await tablet.sendAudit());
    expect(lines().map(({ seq }) => seq)).toEqual([3, 4]);
    expect((await tablet.chain()).auditBackedUp).toBe(2);
  });

  it('goes by nobody’s word on backups but the hub’s on this tablet', async () => {
    await tablet.log('unlocked', tablet.ms - 40 * DAY_MS);
    await sendAndBackUp();
    tablet.disk.meta.set('chain', { ...(await tablet.chain()), auditBackedUp: 0 });
    valueOf(await tablet.checkIn({ deviceId: crypto.randomUUID() }));
    valueOf(await tablet.checkIn({ receiptKeys: () => [] }));
    valueOf(await tablet.sendAudit());
    expect(lines()).toHaveLength(1);
  });

  it('still shows a change in the lines that are kept after a removal', async () => {
    for (const age of [40, 35, 10, 5]) await tablet.log('unlocked', tablet.ms - age * DAY_MS);
    await sendAndBackUp();
    valueOf(await tablet.sendAudit());
    const [first] = lines();
    if (first === undefined) throw new Error('a line is kept');
    tablet.disk.audit.set(first.seq, { ...first, action: 'locked' });
    expect(await isWhole()).toBe(false);
  });

  it('is not removed line by line, but once a day', async () => {
    for (const age of [30.5, 30.2, 1]) await tablet.log('unlocked', tablet.ms - age * DAY_MS);
    await sendAndBackUp();
    valueOf(await tablet.sendAudit());
    expect(lines()).toHaveLength(3);
    tablet.ms += DAY_MS;
    valueOf(await tablet.sendAudit());
    expect(lines().map(({ action }) => action)).toEqual(['unlocked', 'audit-pruned']);
  });

  it('goes on after a line that was changed on the tablet', async () => {
    for (let each = 0; each < 4; each += 1) await tablet.log('section-read');
    const line = tablet.disk.audit.get(2);
    if (line === undefined) throw new Error('a line is there');
    tablet.disk.audit.set(2, { ...line, action: 'locked' });
    expect(valueOf(await tablet.sendAudit())).toBe(4);
    expect(await logs()).toMatchObject([{ lines: 4, broken: 1 }]);
  });
});
