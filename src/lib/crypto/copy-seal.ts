import { utf8, type Bytes } from './bytes.ts';
import { openBytes, sealBytes, type SealKeyPair } from './seal.ts';

const COPY_INFO = 'hagukumi/copy/2';

/** What earlier builds sealed copies for; they were bound to the revision alone. */
const FIRST_COPY_INFO = 'hagukumi/copy/1';

/** Everything that names a copy and is not encrypted. The shift is the version of its key. */
export interface CopyBinding {
  readonly revisionId: string;
  readonly recordId: string;
  readonly checkupId: string;
  readonly section: string;
  readonly shiftId: string;
  readonly savedAt: string;
  readonly municipality: string;
  readonly formId: string;
  readonly formVersion: string;
}

/** A copy as it is stored: those of earlier builds name neither municipality nor form. */
export type SealedCopy = Omit<CopyBinding, 'municipality' | 'formId' | 'formVersion'> &
  Partial<Pick<CopyBinding, 'municipality' | 'formId' | 'formVersion'>> & { readonly sealed: Bytes };

const aadOf = (bound: CopyBinding): Bytes =>
  utf8(
    JSON.stringify([
      bound.municipality,
      bound.recordId,
      bound.revisionId,
      bound.checkupId,
      bound.section,
      bound.formId,
      bound.formVersion,
      bound.shiftId,
      bound.savedAt,
    ]),
  );

/** Seals what a revision says for the staff of a shift. @param sessionKey the shift's public key, 65 bytes */
export const sealCopy = (sessionKey: Bytes, plain: Bytes, bound: CopyBinding): Promise<Bytes> =>
  sealBytes(sessionKey, plain, COPY_INFO, aadOf(bound));

/**
 * The bytes of {@link sealCopy}, or of an earlier build's copy, `undefined` when key, bytes or anything of the binding
 * is another. A copy that names its form is never opened as an earlier one.
 */
export const openSealedCopy = (pair: SealKeyPair, copy: SealedCopy): Promise<Bytes | undefined> => {
  const { sealed, revisionId, municipality, formId, formVersion } = copy;
  if (municipality === undefined || formId === undefined || formVersion === undefined) {
    return openBytes(pair, sealed, FIRST_COPY_INFO, utf8(revisionId));
  }
  return openBytes(pair, sealed, COPY_INFO, aadOf({ ...copy, municipality, formId, formVersion }));
};
