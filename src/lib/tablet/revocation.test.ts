import { beforeEach, describe, expect, it } from 'vitest';
import { anId } from '../../../tests/support/a-bundle.ts';
import { firstBrokenLine } from '../store/audit-chain.ts';
import type { CopyRow, DraftRow, OutboxRow, PasskeyRow } from '../store/schema.ts';
import { becomeRevoked, reinstate } from './revocation.ts';
import { aShift, NURSE, type Shift } from './testing/a-shift.ts';

let shift: Shift;

beforeEach(async () => {
  shift = await aShift();
  const { disk } = shift;
  const shiftId = shift.tablet.day?.bundle.shift.shiftId ?? '';
  const lock = { staffId: NURSE.staffId, shiftId, wrongPins: 1, waitUntil: 0, destroyed: false };
  disk.staffLocks.set(NURSE.staffId, lock);
  disk.passkeys.set(NURSE.staffId, {
    staffId: NURSE.staffId,
    createdAt: 'x',
    wrap: { shiftId, box: new Uint8Array(3) },
  } as PasskeyRow);
  disk.copies.set('c', { revisionId: 'c', shiftId, sealed: new Uint8Array(9) } as CopyRow);
  disk.drafts.set('d', {
    draftId: 'd',
    shiftId,
    box: new Uint8Array([7]),
    ticketWrap: new Uint8Array([8]),
    sessionWrap: new Uint8Array([9]),
    saves: 1,
  } as DraftRow);
  for (const state of ['queued', 'parked', 'delivered'] as const) {
    disk.outbox.set(state, {
      revisionId: state,
      recordId: anId(),
      deviceSeq: 1,
      envelope: new Uint8Array([1, 2, 3]),
      state,
    } as OutboxRow);
  }
});

const revoke = () => becomeRevoked(shift, shift.tablet.day?.bundle.hubKeys);

describe('a tablet that the hub no longer trusts', () => {
  it('destroys in one commit everything that reads', async () => {
    const before = shift.disk.audit.size;
    const revoked = await revoke();
    expect(revoked.ok && revoked.value.revokedAt).toBe(new Date(shift.world.time).toISOString());
    const { disk } = shift;
    expect(disk.meta.has('bundle')).toBe(false);
    for (const table of ['copies', 'passkeys', 'staffLocks'] as const)
      expect(disk[table].size, table).toBe(0);
    expect(disk.drafts.get('d')?.sessionWrap).toHaveLength(0);
    const lines = [...disk.audit.values()];
    expect(lines.slice(before).map(({ action }) => action)).toEqual(['revoked']);
    const chain = disk.meta.get('chain');
    expect(chain?.key === 'chain' && (await firstBrokenLine(lines, chain))).toBe(undefined);
  });

  it('keeps every sealed byte and every draft, and what hands them over', async () => {
    await revoke();
    const { disk, tablet } = shift;
    expect([...disk.outbox.values()].map(({ envelope }) => envelope.length)).toEqual([3, 3, 3]);
    expect(disk.drafts.get('d')?.box).toEqual(new Uint8Array([7]));
    expect(disk.meta.get('device')).toMatchObject({
      signingKey: tablet.device?.signingKey,
      hubKeys: tablet.day?.bundle.hubKeys,
    });
  });

  it('does it once', async () => {
    const first = await revoke();
    const lines = shift.disk.audit.size;
    shift.world.time += 1_000;
    const again = await revoke();
    expect(again).toEqual(first);
    expect(shift.disk.audit.size).toBe(lines);
  });

  it('leaves everything as it was when the store fails', async () => {
    shift.store.close();
    expect((await revoke()).ok).toBe(false);
    expect(shift.disk.meta.has('bundle')).toBe(true);
    expect(shift.disk.copies.size).toBe(1);
  });

  it('is in use again when the hub gives it a bundle after all', async () => {
    const revoked = await revoke();
    if (!revoked.ok) throw new Error('it was revoked');
    const again = await reinstate(shift, revoked.value);
    expect(again.ok && again.value).not.toHaveProperty('revokedAt');
    expect(shift.disk.meta.get('device')).not.toHaveProperty('revokedAt');
  });

  it('learns it from whatever it asks the hub', async () => {
    const { tablet, world } = shift;
    world.fetch = () =>
      Promise.resolve(
        new Response('{"code":"device-revoked"}', {
          status: 403,
          headers: { 'content-type': 'application/problem+json' },
        }),
      );
    expect(await tablet.refresh()).toMatchObject({ ok: false, error: { code: 'device-revoked' } });
    expect(tablet.device?.revokedAt).toBeDefined();
    expect([tablet.day, tablet.session]).toEqual([undefined, undefined]);
    expect(shift.disk.meta.has('bundle')).toBe(false);
  });
});
