import type { DraftBinding } from '../contract/sealed-draft.ts';
import { openBox, sealBox } from './box.ts';
import type { Bytes } from './bytes.ts';

const aadOf = (bound: DraftBinding): string =>
  JSON.stringify([
    'hagukumi/draft/3',
    bound.municipality,
    bound.draftId,
    bound.checkupId,
    bound.section,
    bound.shiftId,
    bound.formId,
    bound.formVersion,
    bound.hubKeyId,
    bound.saves,
    bound.updatedAt,
  ]);

/** Encrypts a draft's bytes under its own key, bound to everything that names it. */
export const sealDraftBox = (visitKey: CryptoKey, plain: Bytes, bound: DraftBinding): Promise<Bytes> =>
  sealBox(visitKey, plain, aadOf(bound));

/** The bytes of {@link sealDraftBox}, `undefined` when key, bytes or anything of the binding is another. */
export const openDraftBox = (
  visitKey: CryptoKey,
  box: Bytes,
  bound: DraftBinding,
): Promise<Bytes | undefined> => openBox(visitKey, box, aadOf(bound));
