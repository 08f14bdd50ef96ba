import { argon2Sync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64Url } from '../contract/base64url.ts';
import type { PinKdf } from '../contract/people.ts';
import { randomBytes, toHex, utf8 } from './bytes.ts';
import { derivePinKey, isAcceptablePin, staffKek, unwrapForStaff, wrapForStaff } from './pin.ts';

const cheapKdf = (salt = randomBytes(16)): PinKdf => ({
  salt: toBase64Url(salt),
  memoryKiB: 8_192,
  iterations: 1,
  parallelism: 1,
});

describe('the key of a PIN', () => {
  it('is Argon2id v1.3 as in the reference implementation’s own test', async () => {
    const kdf = { salt: toBase64Url(utf8('somesalt')), memoryKiB: 65_536, iterations: 2, parallelism: 1 };
    expect(toHex(await derivePinKey('password', kdf))).toBe(
      '09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7',
    );
  });

  it('is what Node’s own Argon2id gives, whatever the cost', async () => {
    const pin = fc.string({
      unit: fc.constantFrom(...Array.from('0123456789')),
      minLength: 6,
      maxLength: 12,
    });
    const cost = fc.record({
      salt: fc.uint8Array({ minLength: 16, maxLength: 32 }),
      memoryKiB: fc.integer({ min: 8_192, max: 12_000 }),
      iterations: fc.integer({ min: 1, max: 2 }),
      parallelism: fc.integer({ min: 1, max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(pin, cost, async (digits, { salt, memoryKiB, iterations, parallelism }) => {
        const expected = argon2Sync('argon2id', {
          message: digits,
          nonce: salt,
          memory: memoryKiB,
          passes: iterations,
          parallelism,
          tagLength: 32,
        });
        const kdf = { salt: toBase64Url(salt), memoryKiB, iterations, parallelism };
        expect(await derivePinKey(digits, kdf)).toEqual(new Uint8Array(expected));
      }),
      { numRuns: 10 },
    );
  });

  it('differs by salt', async () => {
    expect(await derivePinKey('482915', cheapKdf())).not.toEqual(await derivePinKey('482915', cheapKdf()));
  });
});

describe('a PIN that may be set', () => {
  it.each(['482915', '093771', '5820416', '730958264117'])('is %s', (pin) => {
    expect(isAcceptablePin(pin)).toBe(true);
  });

  it.each([
    ['too short', '48291'],
    ['too long', '7309582641175'],
    ['empty', ''],
    ['not of digits', '48291a'],
    ['in full-width digits', '４８２９１５'],
    ['in Arabic digits', '٤٨٢٩١٥'],
    ['with a blank', '482 915'],
    ['with a line break', '482915\n'],
    ['signed', '-482915'],
    ['one digit', '000000'],
    ['rising', '123456'],
    ['rising past nine', '567890'],
    ['falling', '987654'],
    ['falling past zero', '432109'],
    ['rising by two', '135791'],
    ['two digits over and over', '121212'],
    ['three digits over and over', '748748'],
    ['a year twice', '19841984'],
    ['a keypad figure', '147258'],
    ['a pair of pairs', '112233'],
    ['pi', '314159'],
  ])('is not one that is %s: %s', (_what, pin) => {
    expect(isAcceptablePin(pin)).toBe(false);
  });
});

describe('a staff member’s wrap of the session secret', () => {
  const parts = (): Parameters<typeof staffKek>[0] => ({
    pinKey: new Uint8Array(32).fill(1),
    deviceSecret: new Uint8Array(32).fill(2),
    shiftPart: new Uint8Array(32).fill(3),
  });
  const bound = { staffId: 'staff', deviceId: 'device', shiftId: 'shift' };
  const secret = new Uint8Array(32).fill(9);

  it('opens with the same PIN, tablet, shift and person', async () => {
    const box = await wrapForStaff(await staffKek(parts(), bound), secret, 'staff');
    expect(await unwrapForStaff(await staffKek(parts(), bound), box, 'staff')).toEqual(secret);
  });

  it.each<[string, Partial<Parameters<typeof staffKek>[0]>, Partial<typeof bound>, string]>([
    ['PIN', { pinKey: new Uint8Array(32) }, {}, 'staff'],
    ['tablet’s secret', { deviceSecret: new Uint8Array(32) }, {}, 'staff'],
    ['shift part', { shiftPart: new Uint8Array(32) }, {}, 'staff'],
    ['tablet', {}, { deviceId: 'other' }, 'staff'],
    ['shift', {}, { shiftId: 'other' }, 'staff'],
    ['person', {}, { staffId: 'other' }, 'staff'],
    ['label', {}, {}, 'other'],
  ])('stays shut with another %s', async (_what, part, place, staffId) => {
    const box = await wrapForStaff(await staffKek(parts(), bound), secret, 'staff');
    const kek = await staffKek({ ...parts(), ...part }, { ...bound, ...place });
    expect(await unwrapForStaff(kek, box, staffId)).toBeUndefined();
  });

  it('is never made from a part of another length', async () => {
    for (const name of ['pinKey', 'deviceSecret', 'shiftPart']) {
      await expect(staffKek({ ...parts(), [name]: new Uint8Array(31) }, bound)).rejects.toThrow(RangeError);
    }
  });
});
