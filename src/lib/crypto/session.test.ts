import { describe, expect, it } from 'vitest';
import { openBox, sealBox } from './box.ts';
import { randomBytes, toHex, utf8 } from './bytes.ts';
import { openBytes, sealBytes } from './seal.ts';
import { sessionKeys } from './session.ts';

describe('the keys of a shift', () => {
  it('are the same wherever the secret is known', async () => {
    const secret = randomBytes(32);
    const [hub, tablet] = [await sessionKeys(secret), await sessionKeys(secret.slice())];
    const box = await sealBox(hub.cacheKey, utf8('roster'), 'place');
    expect(await openBox(tablet.cacheKey, box, 'place')).toEqual(utf8('roster'));
    const sealed = await sealBytes(hub.sealPair.publicKey, utf8('copy'), 'info', utf8('aad'));
    expect(await openBytes(tablet.sealPair, sealed, 'info', utf8('aad'))).toEqual(utf8('copy'));
  });

  it('are those of earlier builds', async () => {
    const { sealPair } = await sessionKeys(new Uint8Array(32).fill(1));
    expect(toHex(sealPair.publicKey)).toBe(
      '0421915c9e78d09d92eaca54a46382974d5c759913963d99b682db79de2dacc4b1' +
        '6fb9f3666414958ab0535476a3247481cdac3c6c0ee10aeebbdb4f16d0a897e9',
    );
  });

  it('differ from shift to shift and cannot be read out', async () => {
    const [one, other] = [await sessionKeys(randomBytes(32)), await sessionKeys(randomBytes(32))];
    expect(one.sealPair.publicKey).not.toEqual(other.sealPair.publicKey);
    expect(one.cacheKey.extractable).toBe(false);
  });

  it('are not made from a secret of another length', async () => {
    await expect(sessionKeys(randomBytes(31))).rejects.toThrow(RangeError);
  });
});
