import type { VerifyKey } from '../contract/bundle.ts';
import {
  AUDIT_RECEIPT_TYPE,
  AuditReceiptClaims,
  type DeviceAuditAnswer,
  type DeviceAuditLine,
} from '../contract/device-audit.ts';
import { problem, type Outcome } from '../contract/problem.ts';
import { parseNewer } from '../contract/parse-newer.ts';
import { toHex } from '../crypto/bytes.ts';
import { verifyJws } from '../crypto/jws.ts';
import { ok } from '../domain/result.ts';
import { nextAudit } from '../store/audit-chain.ts';
import type { TabletStore } from '../store/port.ts';
import type { AuditRow, ChainRow } from '../store/schema.ts';
import type { Clock } from './clock.ts';
import { commitOnChain } from './commit-on-chain.ts';
import { readJson } from './read-json.ts';

/** Lines sent in one request. */
export const AUDIT_LINES_PER_REQUEST = 100;

/** How long a line that a backup of the hub has is kept here: 30 days. Removed a day's worth at a time. */
export const AUDIT_KEPT_MS = 30 * 86_400_000;

const DAY_MS = 86_400_000;

export interface AuditSenderParts {
  readonly store: TabletStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly deviceId: string;
  readonly receiptKeys: () => readonly VerifyKey[];
  /** Hands lines to the hub. */
  readonly ask: (lines: readonly DeviceAuditLine[]) => Promise<Outcome<DeviceAuditAnswer>>;
}

const lineOf = ({ seq, at, action, staffId, recordId, revisionId, hash }: AuditRow): DeviceAuditLine => ({
  seq,
  at,
  action,
  ...(staffId === undefined ? {} : { staffId }),
  ...(recordId === undefined ? {} : { recordId }),
  ...(revisionId === undefined ? {} : { revisionId }),
  hash: toHex(hash),
});

/** The rows of these numbers that are there, ascending. */
const rowsOf = async (
  store: TabletStore,
  from: number,
  to: number,
): Promise<Outcome<readonly AuditRow[]>> => {
  const seqs = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  const rows: AuditRow[] = [];
  for (const read of await Promise.all(seqs.map((seq) => store.get('audit', seq)))) {
    if (!read.ok) return read;
    if (read.value !== undefined) rows.push(read.value);
  }
  return ok(rows);
};

const sentOf = ({ auditSent = 0, auditBase }: ChainRow): number => Math.max(auditSent, auditBase?.seq ?? 0);

/**
 * Sends the lines of the audit log that the hub does not have, and removes old ones that a backup of it has. A line
 * counts as sent on the hub's signed receipt and on nothing else: `receipt-invalid`.
 * @returns how many lines were sent
 */
export const sendAudit = async (parts: AuditSenderParts): Promise<Outcome<number>> => {
  const { store } = parts;
  let sent = 0;
  for (;;) {
    const chain = await store.get('meta', 'chain');
    if (!chain.ok) return chain;
    if (chain.value?.key !== 'chain') return problem('device-not-enrolled');
    const from = sentOf(chain.value) + 1;
    const to = Math.min(chain.value.auditSeq, from + AUDIT_LINES_PER_REQUEST - 1);
    if (from > to) break;
    const rows = await rowsOf(store, from, to);
    if (!rows.ok) return rows;
    const taken = rows.value.length === 0 ? ok(undefined) : await handOver(parts, rows.value.map(lineOf));
    if (!taken.ok) return taken;
    const noted = await commitOnChain(store, (now) =>
      Promise.resolve(ok({ ops: [], chain: { ...now, auditSent: Math.max(sentOf(now), to) } })),
    );
    if (!noted.ok) return noted;
    sent += rows.value.length;
  }
  const pruned = await pruneAudit(parts);
  return pruned.ok ? ok(sent) : pruned;
};

const handOver = async (
  { ask, deviceId, receiptKeys }: AuditSenderParts,
  lines: readonly DeviceAuditLine[],
): Promise<Outcome<void>> => {
  const answer = await ask(lines);
  if (!answer.ok) return answer;
  const payload = await verifyJws(AUDIT_RECEIPT_TYPE, answer.value.receipt, receiptKeys());
  const claims = parseNewer(AuditReceiptClaims, readJson(payload ?? ''));
  const last = lines.at(-1);
  const isOurs =
    claims.success &&
    claims.data.deviceId === deviceId &&
    claims.data.upTo === last?.seq &&
    claims.data.head === last.hash;
  return isOurs ? ok(undefined) : problem('receipt-invalid', { part: 'audit' });
};

/** Removes old lines that a backup of the hub has. The chain keeps the hash from which the first kept line follows. */
const pruneAudit = async ({ store, clock }: AuditSenderParts): Promise<Outcome<boolean>> => {
  const now = clock.now();
  return commitOnChain(store, async (chain) => {
    const from = (chain.auditBase?.seq ?? 0) + 1;
    const first = await store.get('audit', from);
    if (!first.ok) return first;
    // One line of its own tells of every removal, so that it is not made for each line that comes of age.
    if (first.value === undefined || Date.parse(first.value.at) > now - AUDIT_KEPT_MS - DAY_MS)
      return ok(undefined);
    const backedUp = Math.min(chain.auditSent ?? 0, chain.auditBackedUp ?? 0);
    const to = Math.min(backedUp, from + AUDIT_LINES_PER_REQUEST - 1);
    const rows = await rowsOf(store, from, to);
    if (!rows.ok) return rows;
    const young = rows.value.findIndex(
      ({ at, seq }, index) => seq !== from + index || Date.parse(at) > now - AUDIT_KEPT_MS,
    );
    const old = young === -1 ? rows.value : rows.value.slice(0, young);
    const last = old.at(-1);
    if (last === undefined) return ok(undefined);
    const line = await nextAudit(chain, { at: new Date(now).toISOString(), action: 'audit-pruned' });
    return ok({
      ops: [
        ...old.map(({ seq }) => ({ do: 'delete', table: 'audit', key: seq }) as const),
        { do: 'put', table: 'audit', row: line.row },
      ],
      chain: { ...line.chain, auditBase: { seq: last.seq, hash: last.hash } },
    });
  });
};
