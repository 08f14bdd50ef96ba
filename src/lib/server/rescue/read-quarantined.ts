import type { CheckupRef } from '../../contract/revision.ts';
import { decodeSealedDraft } from '../../contract/sealed-draft.ts';
import { StoredDraft } from '../../contract/stored-draft.ts';
import { parseAs } from '../../contract/parse-as.ts';
import { fromUtf8 } from '../../crypto/bytes.ts';
import { openSealedDraft } from '../../crypto/rescue-file.ts';
import { openRevision } from '../../crypto/revision-seal.ts';
import type { SectionId } from '../../domain/program.ts';
import { decodeDraft } from '../../forms/response/draft.ts';
import type { Answers } from '../../forms/answer-types.ts';
import type { Actor } from '../actor.ts';
import { hubTime, type Hub } from '../hub.ts';
import { parseContent } from '../intake/read-content.ts';
import { appendAudit } from '../store/audit-chain.ts';
import { DRAFT_RESCUED, findQuarantine, type QuarantineRow } from '../store/quarantine.ts';

interface Place {
  readonly checkup: CheckupRef;
  readonly section: SectionId;
  readonly formId: string;
  readonly formVersion: string;
}

/** What quarantined bytes say, once opened. */
export type QuarantinedContent =
  | (Place & { readonly kind: 'draft'; readonly answers: Answers })
  | (Place & { readonly kind: 'revision'; readonly response: Readonly<Record<string, unknown>> });

export interface ReadQuarantine {
  readonly row: Omit<QuarantineRow, 'bytes'>;
  /** `undefined` when the hub cannot open or read the bytes. */
  readonly content: QuarantinedContent | undefined;
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const readDraft = async (
  hub: Hub,
  { bytes, municipality }: QuarantineRow,
): Promise<QuarantinedContent | undefined> => {
  const sealed = decodeSealedDraft(bytes);
  const opened = sealed && (await openSealedDraft(sealed, hub.keys.sealPairs, municipality));
  const stored = parseAs(StoredDraft, parse((opened && fromUtf8(opened)) ?? ''));
  if (!stored.success) return undefined;
  const { checkup, section } = stored.data;
  const draft = decodeDraft(stored.data.draft);
  if (!draft.ok) return undefined;
  const { formId, formVersion, answers } = draft.value;
  return { kind: 'draft', checkup, section, formId, formVersion, answers };
};

const readRevision = async (hub: Hub, row: QuarantineRow): Promise<QuarantinedContent | undefined> => {
  const context = {
    municipality: row.municipality,
    deviceId: row.device_id,
    recordId: row.record_id,
    revisionId: row.revision_id,
  };
  const opened = await openRevision(Uint8Array.from(row.bytes), context, hub.keys.sealPairs);
  const read = opened.ok ? parseContent(opened.value.plaintext) : opened;
  if (!read.ok) return undefined;
  const { checkup, section, formId, formVersion, response } = read.value.content;
  return { kind: 'revision', checkup, section, formId, formVersion, response };
};

/** Opens what lies in quarantine. Reading it is noted in the audit chain. `undefined`: the tenant has no such thing. */
export const readQuarantined = async (
  hub: Hub,
  actor: Actor,
  { municipality, quarantineId }: { readonly municipality: string; readonly quarantineId: string },
): Promise<ReadQuarantine | undefined> => {
  const found = await findQuarantine(hub.store.db, municipality, quarantineId);
  if (found === undefined) return undefined;
  const content = found.code === DRAFT_RESCUED ? await readDraft(hub, found) : await readRevision(hub, found);
  const at = hubTime(hub);
  await hub.store.write((tx) =>
    appendAudit(tx, { at, municipality, actor, action: 'quarantine-read', target: quarantineId }),
  );
  const { bytes: _, ...row } = found;
  return { row, content };
};
