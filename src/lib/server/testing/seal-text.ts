import { encodeEnvelope, envelopeAad } from '../../contract/envelope.ts';
import type { RevisionContent, RevisionV1 } from '../../contract/revision.ts';
import { utf8, type Bytes } from '../../crypto/bytes.ts';
import { sealTo } from '../../crypto/seal.ts';
import type { TestTablet } from './a-tablet.ts';

/** Seals any text as if it were a revision's content, correctly for the outer fields. */
export const sealText = async (
  tablet: TestTablet,
  text: string | Bytes,
  ids: RevisionContent | RevisionV1,
  other: { readonly hubKeyId?: string; readonly publicKey?: Bytes; readonly deviceSeq?: number } = {},
): Promise<Bytes> => {
  const outer = {
    suite: 1,
    hubKeyId: other.hubKeyId ?? tablet.seal.keyId,
    deviceSeq: other.deviceSeq ?? 1,
    prevHash: new Uint8Array(32),
    formId: ids.formId,
    formVersion: ids.formVersion,
  };
  const context = {
    municipality: tablet.municipality,
    deviceId: tablet.deviceId,
    recordId: ids.recordId,
    revisionId: ids.revisionId,
  };
  const key = other.publicKey ?? Uint8Array.from(Buffer.from(tablet.seal.publicKey, 'base64url'));
  const plaintext = typeof text === 'string' ? utf8(text) : text;
  return encodeEnvelope({
    ...outer,
    ...(await sealTo(key, plaintext, 'hagukumi/revision/1', envelopeAad(context, outer))),
  });
};
