import type { CheckupRef } from '../contract/revision.ts';
import { StoredDraft } from '../contract/stored-draft.ts';
import { parseAs } from '../contract/parse-as.ts';
import { fromUtf8, utf8 } from '../crypto/bytes.ts';
import type { SectionId } from '../domain/program.ts';
import { decodeDraft, encodeDraft, type Draft } from '../forms/response/draft.ts';

/** What lies encrypted in a draft's box. */
export interface DraftContent {
  readonly checkup: CheckupRef;
  readonly section: SectionId;
  /** Revisions this draft goes on from. */
  readonly parents: readonly string[];
  readonly draft: Draft;
}

/** The bytes that are encrypted: JSON of a `StoredDraft`, in UTF-8. */
export const encodeContent = ({ checkup, section, parents, draft }: DraftContent): Uint8Array<ArrayBuffer> =>
  utf8(JSON.stringify({ schemaVersion: 1, checkup, section, parents, draft: encodeDraft(draft) }));

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** @returns `undefined` when the bytes are not what {@link encodeContent} writes */
export const decodeContent = (bytes: Uint8Array): DraftContent | undefined => {
  const text = fromUtf8(bytes);
  if (text === undefined) return undefined;
  const stored = parseAs(StoredDraft, parse(text));
  if (!stored.success) return undefined;
  const draft = decodeDraft(stored.data.draft);
  const { checkup, section, parents } = stored.data;
  return draft.ok ? { checkup, section, parents, draft: draft.value } : undefined;
};
