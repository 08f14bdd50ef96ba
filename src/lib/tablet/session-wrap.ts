import { fromBase64Url } from '../contract/base64url.ts';
import { utf8 } from '../crypto/bytes.ts';
import { openBytes, sealBytes, type SealKeyPair } from '../crypto/seal.ts';
import type { DraftRow } from '../store/schema.ts';
import { VISIT_INFO } from './visit-info.ts';

/** A draft's key, for whoever is unlocked in this shift. @param sessionPublicKey base64url */
export const wrapForSession = async (
  sessionPublicKey: string,
  raw: Uint8Array<ArrayBuffer>,
  draftId: string,
): Promise<Uint8Array<ArrayBuffer>> => {
  const publicKey = fromBase64Url(sessionPublicKey);
  if (publicKey === undefined) throw new Error('a stored bundle has a session public key');
  return sealBytes(publicKey, raw, VISIT_INFO, utf8(draftId));
};

/** The key that {@link wrapForSession} wrapped, `undefined` when it is not for this session. */
export const openForSession = (
  sealPair: SealKeyPair,
  { draftId, sessionWrap }: Pick<DraftRow, 'draftId' | 'sessionWrap'>,
): Promise<Uint8Array<ArrayBuffer> | undefined> =>
  openBytes(sealPair, sessionWrap, VISIT_INFO, utf8(draftId));
