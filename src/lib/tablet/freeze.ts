import { fromBase64Url } from '../contract/base64url.ts';
import { believedWall, tick } from '../contract/hlc.ts';
import { uuidV7 } from '../contract/ids.ts';
import { problem, type Outcome } from '../contract/problem.ts';
import type { MetCriterion } from '../contract/met-criterion.ts';
import { inVersion1, needsSignature, type Author, type RevisionContent } from '../contract/revision.ts';
import { toHex, utf8 } from '../crypto/bytes.ts';
import type { Signer } from '../crypto/es256.ts';
import { sealRevision } from '../crypto/revision-seal.ts';
import { sealBytes } from '../crypto/seal.ts';
import type { TabletStore } from '../store/port.ts';
import type { AuditAction, BundleRow, CopyRow, DeviceRow, OutboxRow } from '../store/schema.ts';
import { commitWithAudit } from './audit.ts';
import type { OpenDraft } from './drafts.ts';
import { instant, type World } from './world.ts';

/** Purpose of a copy sealed for the staff of a shift. */
export const COPY_INFO = 'hagukumi/copy/1';

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

/**
 * Freezes a draft into an immutable revision: seals it to the hub and, for the staff of this shift, to the session.
 * Outbox row, copy, audit line, chain head with its logical clock and the end of the draft are one strict commit:
 * either all of it is on disk or none of it. What is confirmed where the hub has not given its author a key yet is
 * written as version 1, which the hub takes unsigned and flags.
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
  const heard = { heardMs: Date.parse(row.bundle.issuedAt), offsetMs: row.clockOffsetMs };
  const committed = await commitWithAudit({ store, world }, note, async (chain) => {
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
    const copy: CopyRow = {
      revisionId,
      recordId: open.draftId,
      checkupId: open.checkup.checkupId,
      section: open.section,
      shiftId: shift.shiftId,
      sealed: await sealBytes(sessionKey, utf8(JSON.stringify(content)), COPY_INFO, utf8(revisionId)),
      savedAt: unstamped.authoredAt,
    };
    const outbox: OutboxRow = {
      revisionId,
      recordId: open.draftId,
      deviceSeq: chain.deviceSeq + 1,
      envelope: sealed.bytes,
      sha256: toHex(sealed.hash),
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
  return committed.ok ? { ok: true, value: { revisionId } } : committed;
};
