import { describe, expect, it } from 'vitest';
import { randomBytes, utf8 } from './bytes.ts';
import { passkeyKeyPair, unwrapWithPasskey, wrapForPasskey } from './passkey.ts';

const bound = { staffId: 'nurse', deviceId: 'tablet', shiftId: 'shift' };
const parts = { deviceSecret: randomBytes(32), shiftPart: randomBytes(32) };
const secret = randomBytes(170);

const wrapped = async (output = randomBytes(32)) => {
  const pair = await passkeyKeyPair(output);
  const wrap = await wrapForPasskey(pair.publicKey, parts, bound, secret);
  if (wrap === undefined) throw new Error('the public key is one');
  return { pair, wrap };
};

describe('a wrap for a passkey', () => {
  it('opens with the passkey, on its tablet, in its shift', async () => {
    const { pair, wrap } = await wrapped();
    expect(await unwrapWithPasskey(pair, parts, bound, wrap)).toEqual(secret);
  });

  it('gives the same key pair for the same output and another for another', async () => {
    const output = randomBytes(32);
    const first = await passkeyKeyPair(output);
    expect(await passkeyKeyPair(output)).toEqual(first);
    output[31] = (output[31] ?? 0) ^ 1;
    expect((await passkeyKeyPair(output)).publicKey).not.toEqual(first.publicKey);
  });

  it.each([
    ['another tablet’s secret', { parts: { ...parts, deviceSecret: randomBytes(32) } }],
    ['another shift’s part', { parts: { ...parts, shiftPart: randomBytes(32) } }],
    ['another person', { bound: { ...bound, staffId: 'doctor' } }],
    ['another tablet', { bound: { ...bound, deviceId: 'other' } }],
    ['another shift', { bound: { ...bound, shiftId: 'other' } }],
  ])('does not open with %s', async (_, change) => {
    const { pair, wrap } = await wrapped();
    const given = { parts, bound, ...change };
    expect(await unwrapWithPasskey(pair, given.parts, given.bound, wrap)).toBeUndefined();
  });

  it('does not open with another passkey, nor when any byte differs', async () => {
    const { pair, wrap } = await wrapped();
    const { pair: other } = await wrapped();
    expect(await unwrapWithPasskey(other, parts, bound, wrap)).toBeUndefined();
    for (const at of [0, 1, 64, 65, 90, wrap.length - 1]) {
      const bent = wrap.slice();
      bent[at] = (bent[at] ?? 0) ^ 1;
      expect(await unwrapWithPasskey(pair, parts, bound, bent), `byte ${String(at)}`).toBeUndefined();
    }
  });

  it('is not made for what is no public key, nor of parts of a wrong length', async () => {
    expect(await wrapForPasskey(utf8('no key'), parts, bound, secret)).toBeUndefined();
    const { pair } = await wrapped();
    const short = { ...parts, shiftPart: randomBytes(31) };
    await expect(wrapForPasskey(pair.publicKey, short, bound, secret)).rejects.toThrow(RangeError);
    await expect(passkeyKeyPair(randomBytes(31))).rejects.toThrow(RangeError);
  });
});
