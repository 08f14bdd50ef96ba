import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateBoxKey, importBoxKey, openBox, sealBox } from './box.ts';
import { randomBytes, utf8, type Bytes } from './bytes.ts';

const AAD = 'hagukumi/test/1';

describe('a box', () => {
  it('opens with the same key and place', async () => {
    const key = await generateBoxKey();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array() as fc.Arbitrary<Bytes>, fc.string(), async (plaintext, aad) => {
        const box = await sealBox(key, plaintext, aad);
        expect(box).toHaveLength(plaintext.length + 28);
        expect(await openBox(key, box, aad)).toEqual(plaintext);
      }),
    );
  });

  it('opens under a key imported from the same bytes', async () => {
    const raw = randomBytes(32);
    const box = await sealBox(await importBoxKey(raw), utf8('text'), AAD);
    expect(await openBox(await importBoxKey(raw), box, AAD)).toEqual(utf8('text'));
  });

  it('never looks the same twice', async () => {
    const key = await generateBoxKey();
    expect(await sealBox(key, utf8('text'), AAD)).not.toEqual(await sealBox(key, utf8('text'), AAD));
  });

  it('stays shut when any bit is flipped', async () => {
    const key = await generateBoxKey();
    const box = await sealBox(key, utf8('身長 62.5 cm'), AAD);
    for (let bit = 0; bit < box.length * 8; bit += 1) {
      const changed = box.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(await openBox(key, changed, AAD)).toBeUndefined();
    }
  });

  it('stays shut when cut to any length', async () => {
    const key = await generateBoxKey();
    const box = await sealBox(key, utf8('text'), AAD);
    for (let length = 0; length < box.length; length += 1) {
      expect(await openBox(key, box.slice(0, length), AAD)).toBeUndefined();
    }
  });

  it('stays shut under another key and in another place', async () => {
    const key = await generateBoxKey();
    const box = await sealBox(key, utf8('text'), AAD);
    expect(await openBox(await generateBoxKey(), box, AAD)).toBeUndefined();
    expect(await openBox(key, box, `${AAD}/`)).toBeUndefined();
  });

  it('has keys that cannot be read out', async () => {
    for (const key of [await generateBoxKey(), await importBoxKey(randomBytes(32))]) {
      expect(key.extractable).toBe(false);
      await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
    }
  });

  it('takes no key of another length', async () => {
    await expect(async () => importBoxKey(new Uint8Array(16))).rejects.toThrow(RangeError);
  });
});
