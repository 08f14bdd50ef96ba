import { describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from '../contract/base64url.ts';
import { openBox, sealBox } from './box.ts';
import { randomBytes, utf8 } from './bytes.ts';
import { lockForCode, lockForTicket, openForCode, openForTicket, ticketWrapKey } from './locked-entry.ts';

const TICKETS = [1, 2, 3].map((last) => `018f3f6e-5c00-7aaa-8bbb-00000000000${String(last)}`);
const [ONE = '', TWO = '', THREE = ''] = TICKETS;
const kdf = { salt: toBase64Url(randomBytes(16)), iterations: 10_000 };

describe('an entry locked for a ticket', () => {
  it('is found and opened by its ticket only', async () => {
    const entries = [await lockForTicket(ONE, utf8('one')), await lockForTicket(TWO, utf8('two'))];
    expect(await openForTicket(ONE, entries)).toEqual(utf8('one'));
    expect(await openForTicket(TWO, entries)).toEqual(utf8('two'));
    expect(await openForTicket(THREE, entries)).toBeUndefined();
    expect(await openForTicket(ONE, [])).toBeUndefined();
  });

  it('has an index of 16 bytes, the same each time, and a box that differs each time', async () => {
    const [first, second] = [await lockForTicket(ONE, utf8('x')), await lockForTicket(ONE, utf8('x'))];
    expect(fromBase64Url(first.index)).toHaveLength(16);
    expect(first.index).toBe(second.index);
    expect(first.box).not.toBe(second.box);
  });

  it('stays shut when its box is damaged, another’s or no base64url', async () => {
    const [one, two] = [await lockForTicket(ONE, utf8('one')), await lockForTicket(TWO, utf8('two'))];
    const damaged = toBase64Url((fromBase64Url(one.box) ?? new Uint8Array()).map((byte) => byte ^ 1));
    for (const box of [two.box, damaged, '', '=', one.box.slice(0, -4)]) {
      expect(await openForTicket(ONE, [{ index: one.index, box }])).toBeUndefined();
    }
  });

  it('says nothing of the ticket in clear', async () => {
    const entry = await lockForTicket(ONE, utf8('name'));
    expect(JSON.stringify(entry)).not.toContain(toBase64Url(utf8('name')));
    expect(entry.index).not.toContain(ONE.replaceAll('-', ''));
  });
});

describe('the visit key’s wrap', () => {
  it('opens with the ticket again and with no other', async () => {
    const box = await sealBox(await ticketWrapKey(ONE), utf8('visit key'), 'draft');
    expect(await openBox(await ticketWrapKey(ONE), box, 'draft')).toEqual(utf8('visit key'));
    expect(await openBox(await ticketWrapKey(TWO), box, 'draft')).toBeUndefined();
  });

  it('is under another key than the roster entry', async () => {
    const entry = await lockForTicket(ONE, utf8('one'));
    const box = fromBase64Url(entry.box) ?? new Uint8Array();
    expect(
      await openBox(await ticketWrapKey(ONE), box, `hagukumi/ticket-entry/1/${entry.index}`),
    ).toBeUndefined();
  });
});

describe('a ticket id locked for a typed code', () => {
  it('is found by its code only', async () => {
    const entries = [
      await lockForCode('123456789015', kdf, ONE),
      await lockForCode('999999999990', kdf, TWO),
    ];
    expect(await openForCode('123456789015', { ...kdf, entries })).toBe(ONE);
    expect(await openForCode('999999999990', { ...kdf, entries })).toBe(TWO);
    expect(await openForCode('123456789016', { ...kdf, entries })).toBeUndefined();
  });

  it('is not found under another salt or cost', async () => {
    const entries = [await lockForCode('123456789015', kdf, ONE)];
    const salt = toBase64Url(randomBytes(16));
    expect(await openForCode('123456789015', { ...kdf, salt, entries })).toBeUndefined();
    expect(await openForCode('123456789015', { ...kdf, iterations: 10_001, entries })).toBeUndefined();
  });
});
