import type { DraftBinding } from '../contract/sealed-draft.ts';
import { openBox } from '../crypto/box.ts';
import { openDraftBox } from '../crypto/draft-box.ts';
import type { DraftRow } from '../store/schema.ts';
import { decodeContent, type DraftContent } from './draft-content.ts';

/** What a draft's box is bound to, `undefined` in one that an earlier build saved last. */
const bindingOf = (row: DraftRow): DraftBinding | undefined => {
  const { municipality, formId, formVersion, hubKeyId = '' } = row;
  if (municipality === undefined || formId === undefined || formVersion === undefined) return undefined;
  const { draftId, checkupId, section, shiftId, saves, updatedAt } = row;
  const named = { draftId, checkupId, section, shiftId, saves, updatedAt };
  return { ...named, municipality, formId, formVersion, hubKeyId };
};

/** What the builds before bound a draft to. */
const earlierAadsOf = ({ draftId, checkupId, section, shiftId, saves, updatedAt }: DraftRow) => [
  JSON.stringify(['hagukumi/draft/2', draftId, checkupId, section, shiftId, saves, updatedAt]),
  `hagukumi/draft/1|${draftId}|${saves}`,
];

/** The bytes in a draft's box, `undefined` when key, bytes or row are not those of the sealing. */
export const openDraftRow = async (
  visitKey: CryptoKey,
  row: DraftRow,
): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const bound = bindingOf(row);
  if (bound !== undefined) return openDraftBox(visitKey, row.box, bound);
  for (const aad of earlierAadsOf(row)) {
    const opened = await openBox(visitKey, row.box, aad);
    if (opened !== undefined) return opened;
  }
  return undefined;
};

/** What a draft says, when it opens and is what its row says it is. */
export const openContent = async (row: DraftRow, visitKey: CryptoKey): Promise<DraftContent | undefined> => {
  const bytes = await openDraftRow(visitKey, row);
  const content = bytes === undefined ? undefined : decodeContent(bytes);
  if (content?.checkup.checkupId !== row.checkupId || content.section !== row.section) return undefined;
  return content;
};
