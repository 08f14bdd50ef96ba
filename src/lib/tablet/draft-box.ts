import { openBox, sealBox } from '../crypto/box.ts';
import type { DraftRow } from '../store/schema.ts';
import { decodeContent, type DraftContent } from './draft-content.ts';

type Bound = Omit<DraftRow, 'box' | 'ticketWrap' | 'sessionWrap'>;

/** Everything of a draft's row that is not encrypted: moved elsewhere or changed, the box does not open. */
const aadOf = ({ draftId, checkupId, section, shiftId, saves, updatedAt }: Bound): string =>
  JSON.stringify(['hagukumi/draft/2', draftId, checkupId, section, shiftId, saves, updatedAt]);

/** What earlier builds bound a draft to. */
const firstAadOf = ({ draftId, saves }: Bound): string => `hagukumi/draft/1|${draftId}|${saves}`;

/** Encrypts a draft's bytes for the row they will lie in. */
export const sealDraftBox = (
  visitKey: CryptoKey,
  plain: Uint8Array<ArrayBuffer>,
  row: Bound,
): Promise<Uint8Array<ArrayBuffer>> => sealBox(visitKey, plain, aadOf(row));

/** The bytes of {@link sealDraftBox}, `undefined` when key, bytes or row are not those of the sealing. */
export const openDraftBox = async (
  visitKey: CryptoKey,
  row: DraftRow,
): Promise<Uint8Array<ArrayBuffer> | undefined> =>
  (await openBox(visitKey, row.box, aadOf(row))) ?? (await openBox(visitKey, row.box, firstAadOf(row)));

/** What a draft says, when it opens and is what its row says it is. */
export const openContent = async (row: DraftRow, visitKey: CryptoKey): Promise<DraftContent | undefined> => {
  const bytes = await openDraftBox(visitKey, row);
  const content = bytes === undefined ? undefined : decodeContent(bytes);
  if (content?.checkup.checkupId !== row.checkupId || content.section !== row.section) return undefined;
  return content;
};
