import {
  BACKUP_TYPE,
  BackupClaims,
  type CheckIn,
  type CheckInAnswer,
  type SeqRange,
} from '../contract/check-in.ts';
import type { VerifyKey } from '../contract/bundle.ts';
import type { Outcome } from '../contract/problem.ts';
import { ReceiptClaims } from '../contract/receipt.ts';
import { fromBase64Url } from '../contract/base64url.ts';
import { parseNewer } from '../contract/parse-newer.ts';
import { fromUtf8 } from '../crypto/bytes.ts';
import { verifyJws } from '../crypto/jws.ts';
import { ok } from '../domain/result.ts';
import { isDraftAside } from '../contract/draft-aside.ts';
import type { TabletStore } from '../store/port.ts';
import type { ChainRow, OutboxRow } from '../store/schema.ts';
import type { Clock } from './clock.ts';
import { commitOnChain } from './commit-on-chain.ts';
import { pruneDelivered } from './prune-delivered.ts';
import { readJson } from './read-json.ts';
import { reofferMissing } from './reoffer.ts';

/** What the tablet says of itself besides what its store knows. */
export type TabletFacts = Pick<CheckIn, 'appVersion' | 'persisted' | 'clockOffsetMs' | 'pinKeyMs'>;

export interface CheckInParts {
  readonly store: TabletStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly deviceId: string;
  readonly facts: () => Promise<TabletFacts>;
  readonly receiptKeys: () => readonly VerifyKey[];
  /** Asks the hub. */
  readonly ask: (report: CheckIn) => Promise<Outcome<CheckInAnswer>>;
}

/** What came of a check-in. */
export interface CheckedIn {
  /** Milliseconds since 1970 by the tablet's clock. */
  readonly at: number;
  /** Delivered revisions that were put back into the queue, because the hub was restored without them. */
  readonly reoffered: number;
  /** Numbers that neither the hub nor this tablet has any more. */
  readonly lost: readonly SeqRange[];
}

/**
 * Tells the hub how this tablet stands and does what follows from the answer: what the hub lost is offered again,
 * and bytes are let go only once a hub that knows its own receipt has them in a backup, signed by a receipt key.
 */
export const checkIn = async (parts: CheckInParts): Promise<Outcome<CheckedIn>> => {
  const { store, clock } = parts;
  const report = await reportOf(parts);
  if (!report.ok) return report;
  const answer = await parts.ask(report.value);
  if (!answer.ok) return answer;
  const { knowsReceipt, backup, auditSeq } = answer.value;
  const reoffered = await reofferMissing(parts, answer.value);
  if (!reoffered.ok) return reoffered;
  const { count, lost } = reoffered.value;
  const claims = await backupOf(backup, parts.receiptKeys());
  const { audit } = claims ?? {};
  const noted = await noteAudit(store, auditSeq, audit?.deviceId === parts.deviceId ? audit.upTo : 0);
  if (!noted.ok) return noted;
  if (knowsReceipt && count === 0) {
    const pruned = await pruneDelivered(store, claims?.backupWatermark ?? 0, clock.now());
    if (!pruned.ok) return pruned;
  }
  return ok({ at: clock.now(), reoffered: count, lost });
};

const reportOf = async ({ store, facts }: CheckInParts): Promise<Outcome<CheckIn>> => {
  const chain = await store.get('meta', 'chain');
  if (!chain.ok) return chain;
  const totals = await store.outboxTotals();
  if (!totals.ok) return totals;
  const aside = await store.all('damaged');
  if (!aside.ok) return aside;
  const oldest = await oldestUnsent(store);
  if (!oldest.ok) return oldest;
  const last = await lastReceipt(store);
  if (!last.ok) return last;
  const { queued, parked } = totals.value;
  const { deviceSeq, hlc } = chain.value?.key === 'chain' ? chain.value : NO_CHAIN;
  return ok({
    ...(await facts()),
    deviceSeq,
    queued,
    parked,
    // A sound draft in whose place a section was begun anew lies there too.
    damaged: aside.value.filter((row) => !isDraftAside(row)).length,
    ...(last.value === undefined ? {} : { lastReceipt: last.value }),
    ...(oldest.value === undefined ? {} : { oldestUnsentAt: oldest.value }),
    ...(hlc === undefined ? {} : { hlc: { wallMs: hlc.wallMs, counter: hlc.counter } }),
  });
};

/** How far backups reach by the hub's own word; `undefined` where it is not the hub's. */
const backupOf = async (backup: string, keys: readonly VerifyKey[]): Promise<BackupClaims | undefined> => {
  const claims = parseNewer(BackupClaims, readJson((await verifyJws(BACKUP_TYPE, backup, keys)) ?? ''));
  return claims.success ? claims.data : undefined;
};

const NO_CHAIN: Pick<ChainRow, 'deviceSeq' | 'hlc'> = { deviceSeq: 0 };

const oldestUnsent = async (store: TabletStore): Promise<Outcome<string | undefined>> => {
  const sealed: string[] = [];
  for (const state of ['queued', 'parked'] as const) {
    const page = await store.outboxHeadings(state, { limit: 1 });
    if (!page.ok) return page;
    sealed.push(...page.value.map(({ sealedAt }) => sealedAt));
  }
  return ok(sealed.toSorted()[0]);
};

/** The claims of a receipt that was verified when it came. */
const claimsOf = ({ receipt }: OutboxRow): CheckIn['lastReceipt'] => {
  const payload = fromBase64Url(receipt?.split('.')[1] ?? '');
  const claims = parseNewer(ReceiptClaims, readJson((payload && fromUtf8(payload)) ?? ''));
  if (!claims.success) return undefined;
  const { revisionId, hubSeq, chainHead } = claims.data;
  return { revisionId, hubSeq, chainHead };
};

/** Of the receipts whose bytes are still here the one with the highest number; else that of the bytes dropped last. */
const lastReceipt = async (store: TabletStore): Promise<Outcome<CheckIn['lastReceipt']>> => {
  for (const mark of ['heldSeq', 'droppedAt'] as const) {
    const key = await store.highestOutboxKey(mark);
    if (!key.ok) return key;
    if (key.value === undefined) continue;
    const row = await store.get('outbox', key.value);
    if (!row.ok) return row;
    const claims = row.value && claimsOf(row.value);
    if (claims !== undefined) return ok(claims);
  }
  return ok(undefined);
};

/**
 * A hub that was restored has lost lines of the audit log, too: those are sent again. What once lay in a backup goes
 * on to do so.
 */
const noteAudit = (store: TabletStore, auditSeq: number, backedUp: number): Promise<Outcome<boolean>> =>
  commitOnChain(store, (chain) => {
    const { auditSent = 0, auditBackedUp = 0 } = chain;
    const isSame = auditSent <= auditSeq && backedUp <= auditBackedUp;
    const next = {
      ...chain,
      auditSent: Math.min(auditSent, auditSeq),
      auditBackedUp: Math.max(auditBackedUp, backedUp),
    };
    return Promise.resolve(ok(isSame ? undefined : { ops: [], chain: next }));
  });
