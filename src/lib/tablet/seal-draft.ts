import { fromBase64Url } from '../contract/base64url.ts';
import type { HubKeys } from '../contract/bundle.ts';
import { problem, type Outcome } from '../contract/problem.ts';
import { encodeSealedDraft, RESCUED_DRAFT_INFO } from '../contract/sealed-draft.ts';
import { utf8 } from '../crypto/bytes.ts';
import { sealBytes } from '../crypto/seal.ts';
import type { Draft } from '../forms/response/draft.ts';
import { encodeContent } from './draft-content.ts';
import type { OpenDraft } from './drafts.ts';

/**
 * A form as it stands in memory, sealed so that the hub alone opens it: what is left when this tablet's disk takes
 * nothing any more. The bytes of a `SealedDraft`, as they go into a rescue file.
 */
export const sealedDraft = async (
  { keyId, publicKey }: HubKeys['seal'],
  open: OpenDraft,
  draft: Draft,
): Promise<Outcome<Uint8Array<ArrayBuffer>>> => {
  const key = fromBase64Url(publicKey);
  if (key === undefined) return problem('bundle-invalid');
  const { draftId } = open;
  const content = encodeContent({ ...open, draft });
  const sealed = await sealBytes(key, content, RESCUED_DRAFT_INFO, utf8(draftId));
  return { ok: true, value: encodeSealedDraft({ kind: 'sealed', draftId, hubKeyId: keyId, sealed }) };
};
