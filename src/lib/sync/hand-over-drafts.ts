import type { VerifyKey } from '../contract/bundle.ts';
import { retryRule, type Outcome } from '../contract/problem.ts';
import type { KeptDraft } from '../contract/quarantine-receipt.ts';
import { encodeSealedDraft } from '../contract/sealed-draft.ts';
import { sha256, toHex } from '../crypto/bytes.ts';
import { ok } from '../domain/result.ts';
import { nextAudit } from '../store/audit-chain.ts';
import type { TabletStore, WriteOp } from '../store/port.ts';
import type { DamagedRow, DraftRow } from '../store/schema.ts';
import type { Clock } from './clock.ts';
import { commitOnChain } from './commit-on-chain.ts';
import type { HandedOver } from './hand-over.ts';
import { isKeptInQuarantine } from './verify-quarantine-receipt.ts';

export interface HandOverDraftsParts {
  readonly store: TabletStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly receiptKeys: () => readonly VerifyKey[];
  /** Whether what the hub was said to keep is offered again, because it was restored from a backup. */
  readonly anew?: boolean;
  /** Offers the bytes of a sealed draft to the hub. */
  readonly ask: (sealed: Uint8Array<ArrayBuffer>) => Promise<Outcome<KeptDraft>>;
}

/** A draft that nobody goes on with, and the row in which it lies aside where its section was begun anew. */
export interface LeftDraft {
  readonly row: DraftRow;
  readonly aside?: DamagedRow;
}

/** Steps that write `after` in the draft's place, if it still is as it was. */
export const rewrite = ({ row, aside }: LeftDraft, after: DraftRow): readonly WriteOp[] =>
  aside === undefined
    ? [
        { do: 'match', table: 'drafts', key: row.draftId, row },
        { do: 'put', table: 'drafts', row: after },
      ]
    : [
        { do: 'match', table: 'damaged', key: aside.damagedId, row: aside },
        { do: 'put', table: 'damaged', row: { ...aside, row: after } },
      ];

/** A draft as its tablet hands it over, `undefined` for one of an earlier build, which the hub cannot open. */
export const sealedAsStored = (row: DraftRow): Uint8Array<ArrayBuffer> | undefined => {
  const { draftId, checkupId, section, shiftId, saves, updatedAt, box } = row;
  const { formId, formVersion, hubKeyId, hubWrap } = row;
  if (formId === undefined || formVersion === undefined) return undefined;
  if (hubKeyId === undefined || hubWrap === undefined) return undefined;
  const named = { draftId, checkupId, section, shiftId, formId, formVersion, hubKeyId, saves, updatedAt };
  return encodeSealedDraft({ kind: 'stored', ...named, box, hubWrap });
};

/**
 * Hands drafts to the hub's quarantine that nobody goes on with here: what staff had entered and not completed is not
 * lost with the shift that opened it. One that the hub says by its signature to keep is marked and stays, bytes and
 * all, until its time is over. What is marked is not offered again, unless it is saved once more or the hub was
 * restored. Ends early when the way to the hub is at fault.
 */
export const handOverDrafts = async (
  parts: HandOverDraftsParts,
  drafts: readonly LeftDraft[],
  signal: AbortSignal,
): Promise<Outcome<HandedOver>> => {
  let [handed, left] = [0, 0];
  for (const draft of drafts) {
    if (draft.row.handedOverAt !== undefined && parts.anew !== true) continue;
    if (signal.aborted) break;
    const offered = await offer(parts, draft);
    if (!offered.ok) return offered;
    if (offered.value) handed += 1;
    else left += 1;
  }
  return ok({ handed, left });
};

/** @returns whether the hub keeps the draft now; a problem when none can be offered now */
const offer = async (
  { store, clock, receiptKeys, ask }: HandOverDraftsParts,
  draft: LeftDraft,
): Promise<Outcome<boolean>> => {
  const { row } = draft;
  const sealed = sealedAsStored(row);
  if (sealed === undefined) return ok(false);
  const answer = await ask(sealed);
  if (!answer.ok) return retryRule(answer.error.code) === 'retry' ? answer : ok(false);
  const { quarantineReceipt } = answer.value;
  const of = { revisionId: row.draftId, sha256: toHex(await sha256(sealed)) };
  if (!(await isKeptInQuarantine(quarantineReceipt, of, receiptKeys()))) return ok(false);
  const at = new Date(clock.now()).toISOString();
  const marked = await commitOnChain(store, async (chain) => {
    const line = await nextAudit(chain, { at, action: 'draft-handed-over', recordId: row.draftId });
    return ok({
      ops: [
        ...rewrite(draft, { ...row, handedOverAt: at, quarantineReceipt }),
        { do: 'put', table: 'audit', row: line.row },
      ],
      chain: line.chain,
    });
  });
  // Somebody went on with it, or its time was over, while it was on its way.
  return !marked.ok && marked.error.code === 'storage-conflict' ? ok(false) : marked;
};
