import {
  encodeRescueFile,
  encodeRescuePayload,
  rescueSigned,
  type RescueContent,
  type RescueFile,
} from '../contract/rescue-file.ts';
import { RESCUED_DRAFT_INFO, type SealedDraft, type StoredSealedDraft } from '../contract/sealed-draft.ts';
import { importBoxKey } from './box.ts';
import { sha256, utf8, type Bytes } from './bytes.ts';
import { openDraftBox } from './draft-box.ts';
import { openDraftKey } from './draft-wrap.ts';
import { readVerifyKey, signEs256, verifyEs256, type Coordinates } from './es256.ts';
import { openBytes, type SealKeyPair } from './seal.ts';

/** The bytes of a rescue file, signed by the device. */
export const makeRescueFile = async (content: RescueContent, signingKey: CryptoKey): Promise<Bytes> => {
  const payload = encodeRescuePayload(content);
  return encodeRescueFile(payload, await signEs256(signingKey, rescueSigned(await sha256(payload))));
};

/** Whether this device signed the file as it is. @param key the device's public key */
export const isSignedBy = async (file: RescueFile, key: Coordinates): Promise<boolean> => {
  const publicKey = await readVerifyKey(key);
  if (publicKey === undefined) return false;
  return verifyEs256(publicKey, file.signature, rescueSigned(await sha256(file.payload)));
};

/**
 * The text of a rescued draft, `undefined` when none of the hub's keys opens it.
 * @param municipality the one that the device which brought it belongs to
 */
export const openSealedDraft = async (
  draft: SealedDraft | StoredSealedDraft,
  pairs: ReadonlyMap<string, SealKeyPair>,
  municipality: string,
): Promise<Bytes | undefined> => {
  const pair = pairs.get(draft.hubKeyId);
  if (pair === undefined) return undefined;
  if (draft.kind === 'sealed') return openBytes(pair, draft.sealed, RESCUED_DRAFT_INFO, utf8(draft.draftId));
  const bound = { ...draft, municipality };
  const raw = await openDraftKey(pair, draft.hubWrap, bound);
  return raw?.length === 32 ? openDraftBox(await importBoxKey(raw), draft.box, bound) : undefined;
};
