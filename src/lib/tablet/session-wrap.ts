import { fromBase64Url } from '../contract/base64url.ts';
import type { HubKeys } from '../contract/bundle.ts';
import type { DraftBinding } from '../contract/sealed-draft.ts';
import { utf8 } from '../crypto/bytes.ts';
import { wrapDraftKey } from '../crypto/draft-wrap.ts';
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

/** A draft's key, for the hub: independent of every ticket, PIN and shift. */
export const wrapForHub = async (
  { keyId: hubKeyId, publicKey }: HubKeys['seal'],
  raw: Uint8Array<ArrayBuffer>,
  draft: Pick<DraftBinding, 'municipality' | 'draftId' | 'shiftId'>,
): Promise<Uint8Array<ArrayBuffer>> => {
  const key = fromBase64Url(publicKey);
  if (key === undefined) throw new Error('a stored bundle has the hub’s seal key');
  const { municipality, draftId, shiftId } = draft;
  return wrapDraftKey(key, raw, { municipality, draftId, shiftId, hubKeyId });
};
