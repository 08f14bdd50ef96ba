import { beforeAll, describe, expect, it } from 'vitest';
import { aChild, aHub, anId, NOW, type TestHub } from '../../../tests/support/a-bundle.ts';
import { randomBytes } from '../crypto/bytes.ts';
import { luhnCheckDigit } from '../contract/typed-code.ts';
import type { BundleRow } from '../store/schema.ts';
import { identifyByCode, identifyByTicket } from './identify.ts';

const CODE = `12345678901${luhnCheckDigit('12345678901')}`;
const child = aChild();
const sibling = aChild({ number: 2, name: '葉室 みのり' });

let hub: TestHub;
let row: BundleRow;

beforeAll(async () => {
  hub = await aHub();
  const bundle = await hub.bundle(
    { deviceId: anId(), deviceSecret: randomBytes(32) },
    { children: [child, sibling], staff: [], codes: new Map([[CODE, child.ticketId]]) },
  );
  row = {
    key: 'bundle',
    bundle,
    wrappedShiftPart: randomBytes(60),
    receivedAt: bundle.issuedAt,
    clockOffsetMs: 0,
  };
});

const refusal = async (text: string, now = NOW): Promise<string> => {
  const found = await identifyByTicket(row, text, now);
  return found.ok ? 'accepted' : found.error.code;
};

describe('identifying a child by ticket', () => {
  it('finds the child whose ticket is shown, and only this one', async () => {
    const found = await identifyByTicket(row, await hub.ticketFor(child), NOW);
    expect(found).toEqual({ ok: true, value: { entry: child, by: 'ticket' } });
  });

  it('holds no child’s name in the part that a locked tablet can read', () => {
    const readable = JSON.stringify(row.bundle);
    expect(readable).not.toContain(child.name);
    expect(readable).not.toContain(child.birthDate);
    expect(readable).not.toContain(child.subjectId);
  });

  it('refuses a ticket of another municipality', async () => {
    expect(await refusal(await hub.ticketFor(child, { municipality: '131016' }))).toBe(
      'ticket-foreign-municipality',
    );
  });

  it('refuses a ticket whose time is over, by the hub’s clock', async () => {
    const expires = NOW / 1000;
    expect(await refusal(await hub.ticketFor(child, { expires }))).toBe('ticket-expired');
    expect(await refusal(await hub.ticketFor(child, { expires }), NOW - 1000)).toBe('accepted');
  });

  it('refuses a ticket signed by somebody else under the same key id', async () => {
    const forger = await aHub();
    expect(await refusal(await forger.ticketFor(child))).toBe('ticket-forged');
  });

  it('refuses a genuine ticket of a child that is not expected today', async () => {
    expect(await refusal(await hub.ticketFor(aChild()))).toBe('ticket-not-on-roster');
  });

  it('refuses a ticket that names another subject than the list does', async () => {
    expect(await refusal(await hub.ticketFor({ ...child, subjectId: anId() }))).toBe('ticket-not-on-roster');
  });

  it('refuses whatever else a camera may see', async () => {
    expect(await refusal('https://example.com/')).toBe('ticket-not-ours');
    expect(await refusal((await hub.ticketFor(child)).slice(0, -9))).not.toBe('accepted');
    expect(await refusal('')).toBe('ticket-not-ours');
  });
});

describe('identifying a child by typed code', () => {
  it('finds the child, however the digits are typed', async () => {
    const typed = `１２３４-5678 ${CODE.slice(8)}`;
    expect(await identifyByCode(row, typed)).toEqual({ ok: true, value: { entry: child, by: 'code' } });
  });

  it('catches a slip by the check digit', async () => {
    const slipped = CODE.replace('3', '4');
    expect(await identifyByCode(row, slipped)).toMatchObject({ error: { code: 'code-check-digit' } });
  });

  it('does not know a code that nobody was given', async () => {
    const other = `99999999999${luhnCheckDigit('99999999999')}`;
    expect(await identifyByCode(row, other)).toMatchObject({ error: { code: 'code-unknown' } });
  });
});
