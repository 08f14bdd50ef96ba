import { fromBase64Url } from '../contract/base64url.ts';
import { ENVELOPE_MAX_BYTES } from '../contract/envelope.ts';
import { believedWall, tick } from '../contract/hlc.ts';
import { uuidV7 } from '../contract/ids.ts';
import { problem, type Outcome } from '../contract/problem.ts';
import type { MetCriterion } from '../contract/met-criterion.ts';
import { inVersion1, needsSignature, type Author, type RevisionContent } from '../contract/revision.ts';
import { sha256, toHex, utf8 } from '../crypto/bytes.ts';
import { sealCopy } from '../crypto/copy-seal.ts';
import type { Signer } from '../crypto/es256.ts';
import { sealRevision } from '../crypto/revision-seal.ts';
import type { TabletStore } from '../store/port.ts';
import type { AuditAction, BundleRow, CopyRow, DeviceRow, DraftRow, OutboxRow } from '../store/schema.ts';
import { commitThenReadBack } from './audit.ts';
import type { OpenDraft } from './drafts.ts';
import { instant, type World } from './world.ts';

export interface Freeze {
  readonly open: OpenDraft;
  readonly status: RevisionContent['status'];
  readonly author: Author;
  /** FHIR QuestionnaireResponse as the form engine wrote it. */
  readonly response: Record<string, unknown>;
  /** Criteria that are met as it is signed; none from a guardian. */
  readonly criteria?: readonly MetCriterion[];
  /** The author's signing key; a guardian has none. */
  readonly signer?: Signer | undefined;
}

const ACTIONS: Record<RevisionContent['status'], AuditAction> = {
  submitted: 'submitted',
  saved: 'saved',
  confirmed: 'confirmed',
  amended: 'confirmed',
};

/** What stamp, signature, seal and outer fields add to a content's text at the most, bytes. */
const SEAL_ADDS_BYTES = 2_048;

/** Largest text of a content that is sealed, bytes in UTF-8. */
export const CONTENT_MAX_BYTES = ENVELOPE_MAX_BYTES - SEAL_ADDS_BYTES;

const isWhole = async (row: OutboxRow | undefined, hash: string): Promise<boolean> =>
  row?.sha256 === hash && toHex(await sha256(row.envelope)) === hash;

/** Nobody was told that it is handed in: the draft comes back, and it can be tried again. */
const putBack = async (
  store: TabletStore,
  draft: DraftRow | undefined,
  revisionId: string,
): Promise<void> => {
  if (draft === undefined) return;
  const { draftId: key } = draft;
  await store.commit([
    { do: 'expect', table: 'drafts', key, field: 'saves', value: undefined },
    { do: 'put', table: 'drafts', row: draft },
    { do: 'delete', table: 'copies', key: revisionId },
  ]);
};

/**
 * Freezes a draft into an immutable revision: seals it to the hub and, for the staff of this shift, to the session.
 * Outbox row, copy, audit line, chain head with its logical clock and the end of the draft are one strict commit:
 * either all of it is on disk or none of it, and `ok` means that the sealed bytes were read back from there. What is
 * confirmed where the hub has not given its author a key yet is written as version 1, which the hub takes unsigned
 * and flags. `answers-too-large`: it would not fit an envelope, and nothing was written.
 */
export const freeze = async (
  { store, world }: { store: TabletStore; world: World },
  device: DeviceRow,
  row: BundleRow,
  { open, status, author, response, criteria = [], signer }: Freeze,
): Promise<Outcome<{ revisionId: string }>> => {
  const { hubKeys, shift } = row.bundle;
  const hubKey = fromBase64Url(hubKeys.seal.publicKey);
  const sessionKey = fromBase64Url(shift.sessionPublicKey);
  if (hubKey === undefined || sessionKey === undefined) return problem('bundle-invalid');

  const revisionId = uuidV7(world.now(), world.random(10));
  const unstamped: Omit<RevisionContent, 'hlc'> = {
    schemaVersion: 2,
    recordId: open.draftId,
    revisionId,
    parents: [...open.parents],
    checkup: open.checkup,
    section: open.section,
    formId: open.draft.formId,
    formVersion: open.draft.formVersion,
    status,
    author,
    authoredAt: instant(world),
    clockOffsetMs: Math.round(row.clockOffsetMs),
    language: open.draft.language,
    response,
    ...(criteria.length === 0 ? {} : { criteria: [...criteria] }),
  };
  const note = {
    action: ACTIONS[status],
    recordId: open.draftId,
    revisionId,
    ...(author.kind === 'staff' ? { staffId: author.staffId } : {}),
  };
  const bytes = utf8(JSON.stringify(unstamped)).length;
  if (bytes > CONTENT_MAX_BYTES) {
    return problem('answers-too-large', { bytes, maxBytes: CONTENT_MAX_BYTES });
  }
  const before = await store.get('drafts', open.draftId);
  if (!before.ok) return before;
  let hash = '';
  const heard = { heardMs: Date.parse(row.bundle.issuedAt), offsetMs: row.clockOffsetMs };
  const committed = await commitThenReadBack({ store, world }, note, async (chain) => {
    const hlc = tick(chain.hlc, believedWall(world.now(), heard));
    const stamped: RevisionContent = { ...unstamped, hlc };
    const content = needsSignature(status) && signer === undefined ? inVersion1(stamped) : stamped;
    const sealed = await sealRevision(
      content,
      {
        deviceId: device.deviceId,
        hubKey: { keyId: hubKeys.seal.keyId, publicKey: hubKey },
        deviceSeq: chain.deviceSeq + 1,
        prevHash: chain.lastHash,
      },
      signer,
    );
    const named = {
      revisionId,
      recordId: open.draftId,
      checkupId: open.checkup.checkupId,
      section: open.section,
      shiftId: shift.shiftId,
      savedAt: unstamped.authoredAt,
      municipality: open.checkup.municipality,
      formId: content.formId,
      formVersion: content.formVersion,
    };
    const copy: CopyRow = {
      ...named,
      sealed: await sealCopy(sessionKey, utf8(JSON.stringify(content)), named),
    };
    hash = toHex(sealed.hash);
    const outbox: OutboxRow = {
      revisionId,
      recordId: open.draftId,
      deviceSeq: chain.deviceSeq + 1,
      envelope: sealed.bytes,
      sha256: hash,
      sealedAt: unstamped.authoredAt,
      state: 'queued',
      attempts: 0,
      nextAttemptAt: 0,
    };
    return {
      chain: { ...chain, deviceSeq: outbox.deviceSeq, lastHash: sealed.hash, hlc },
      ops: [
        { do: 'put', table: 'outbox', row: outbox },
        { do: 'put', table: 'copies', row: copy },
        { do: 'delete', table: 'drafts', key: open.draftId },
      ],
    };
  });
  if (committed.ok && (await isWhole(committed.value, hash))) return { ok: true, value: { revisionId } };
  await putBack(store, before.value, revisionId);
  return committed.ok ? problem('storage-failed', { error: 'ReadBack' }) : committed;
};
