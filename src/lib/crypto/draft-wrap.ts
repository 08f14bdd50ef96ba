import type { DraftBinding } from '../contract/sealed-draft.ts';
import { utf8, type Bytes } from './bytes.ts';
import { openBytes, sealBytes, type SealKeyPair } from './seal.ts';

/** HPKE info of a draft's key for the hub. */
const DRAFT_KEY_INFO = 'hagukumi/draft-key/1';

/** What of a draft stays the same from its first save to its last. */
type Lasting = Pick<DraftBinding, 'municipality' | 'draftId' | 'shiftId' | 'hubKeyId'>;

const aadOf = ({ municipality, draftId, shiftId, hubKeyId }: Lasting): Bytes =>
  utf8(JSON.stringify([municipality, draftId, shiftId, hubKeyId]));

/**
 * A draft's key, sealed to the hub: the way in that is left when no ticket and no shift opens the draft any more.
 * @param publicKey the hub's seal key with the id `hubKeyId`, 65 bytes
 * @param raw the draft's key, 32 bytes
 */
export const wrapDraftKey = (publicKey: Bytes, raw: Bytes, bound: Lasting): Promise<Bytes> =>
  sealBytes(publicKey, raw, DRAFT_KEY_INFO, aadOf(bound));

/** The key of {@link wrapDraftKey}, `undefined` when pair, bytes or binding are others. */
export const openDraftKey = (pair: SealKeyPair, wrap: Bytes, bound: Lasting): Promise<Bytes | undefined> =>
  openBytes(pair, wrap, DRAFT_KEY_INFO, aadOf(bound));
