import { isUuid, uuidFromBytes } from '../../contract/ids.ts';
import { decodeSealedDraft } from '../../contract/sealed-draft.ts';
import { sha256, toHex, type Bytes } from '../../crypto/bytes.ts';
import type { DeviceRow } from '../store/devices.ts';
import { DRAFT_RESCUED } from '../store/quarantine.ts';
import type { HandedOver } from './quarantine-bytes.ts';

/** The draft's own id; one that follows from the bytes where they do not say. */
const draftIdOf = (bytes: Bytes, hash: Bytes): string => {
  const told = decodeSealedDraft(bytes)?.draftId;
  return told !== undefined && isUuid(told) ? told : uuidFromBytes(hash, 8);
};

/** A sealed draft (下書き) as it goes into quarantine, whichever way it came. */
export const handedDraft = async (device: DeviceRow, bytes: Bytes): Promise<HandedOver> => {
  const hash = await sha256(bytes);
  const draftId = draftIdOf(bytes, hash);
  return { device, recordId: draftId, revisionId: draftId, bytes, sha256: toHex(hash), code: DRAFT_RESCUED };
};
