import { createHmac } from 'node:crypto';
import { importBoxKey, openBox, sealBox } from '../../crypto/box.ts';
import type { Bytes } from '../../crypto/bytes.ts';
import { hkdf } from '../../crypto/hkdf.ts';

/** What a sealed value is for: part of its additional authenticated data. */
export type AtRestPurpose =
  'pin-key' | 'device-secret' | 'session-secret' | 'shift-part' | 'staff-signing-key';

/** Keeps the store's secrets unreadable to who has the store but not the key file. */
export interface AtRest {
  /** @param owner id of the row the value belongs to */
  seal(value: Bytes, purpose: AtRestPurpose, owner: string): Promise<Uint8Array>;
  /** @throws when the value is not of this hub's key file: store and key file do not belong together */
  open(box: Uint8Array, purpose: AtRestPurpose, owner: string): Promise<Bytes>;
  /** Keyed hash of a short secret, hex: the store alone cannot be searched for it. */
  mac(text: string, purpose: 'enrolment-code' | 'console-token' | 'recovery-code'): string;
  /** Bytes that only this hub can derive, the same at every call. */
  derive(purpose: string, length: number): Promise<Bytes>;
}

export const openAtRest = async (secret: Bytes): Promise<AtRest> => {
  const boxKey = await importBoxKey(await hkdf(secret, 'hagukumi/at-rest/1/box'));
  const macKey = await hkdf(secret, 'hagukumi/at-rest/1/mac');
  const aad = (purpose: AtRestPurpose, owner: string): string => `hagukumi/at-rest/1/${purpose}/${owner}`;
  return {
    seal: (value, purpose, owner) => sealBox(boxKey, value, aad(purpose, owner)),
    open: async (box, purpose, owner) => {
      const value = await openBox(boxKey, Uint8Array.from(box), aad(purpose, owner));
      if (value === undefined) throw new Error('the store and HUB_KEY_FILE do not belong together');
      return value;
    },
    mac: (text, purpose) => createHmac('sha256', macKey).update(`${purpose}\n${text}`).digest('hex'),
    derive: (purpose, length) => hkdf(secret, `hagukumi/at-rest/1/derive/${purpose}`, length),
  };
};
