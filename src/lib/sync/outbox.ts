import type { Problem } from '../contract/problem.ts';
import type { OutboxHeading, OutboxRow } from '../store/schema.ts';
import { BACKOFF_CAP_MS } from './backoff.ts';
import type { VerifiedReceipt } from './transport.ts';

/*
 * The life of one row. Each arrow is a function of this file; nothing else changes a row.
 *
 *                     postpone (attempts + 1, wait)
 *                      ┌───┐
 *                      │   ▼         deliver                       dropBytes                  after 30 days
 *   sealed ─────────► queued ─────────────────► delivered ──────────────────────► delivered ─────────► gone
 *                    ▲ │ ▲ │ hold  ◄───────────  (bytes held)  (a backup of the     (receipt only)
 *             resend │ │ └─┘        reoffer                     hub has them)
 *                    │ ▼ park, quarantine
 *                    parked
 *
 * - deliver    on a verified receipt and on nothing else
 * - postpone   the same bytes may succeed later
 * - hold       nothing from this device succeeds now: only the reason is noted
 * - park       these bytes never succeed as things are; a person looks, and may resend
 * - reoffer    the hub was restored from a backup that lacks them: its receipt is worth nothing any more
 * - quarantine the hub no longer trusts this device and keeps the bytes apart; so says its signature
 *
 * From `queued` and `parked` no arrow loses the bytes.
 */

/** Longest wait that a hub may ask for by Retry-After, milliseconds. */
export const RETRY_AFTER_MAX_MS = 900_000;

const instant = (now: number): string => new Date(now).toISOString();

export const deliver = (row: OutboxRow, { receipt, claims }: VerifiedReceipt, now: number): OutboxRow => {
  const { lastProblem: _, ...rest } = row;
  return {
    ...rest,
    state: 'delivered',
    receipt,
    hubSeq: claims.hubSeq,
    heldSeq: claims.hubSeq,
    deliveredAt: instant(now),
  };
};

export const postpone = (row: OutboxRow, { code }: Problem, now: number, waitMs: number): OutboxRow => ({
  ...row,
  attempts: row.attempts + 1,
  nextAttemptAt: now + waitMs,
  lastProblem: { code, at: instant(now) },
});

export const hold = (row: OutboxRow, { code }: Problem, now: number): OutboxRow => ({
  ...row,
  lastProblem: { code, at: instant(now) },
});

export const park = (row: OutboxRow, { code }: Problem, now: number): OutboxRow => ({
  ...row,
  state: 'parked',
  attempts: row.attempts + 1,
  lastProblem: { code, at: instant(now) },
});

export const resend = (row: OutboxRow): OutboxRow => {
  const { lastProblem: _, quarantineReceipt: _receipt, quarantinedAt: _at, ...rest } = row;
  return { ...rest, state: 'queued', attempts: 0, nextAttemptAt: 0 };
};

export const reoffer = (row: OutboxRow): OutboxRow => {
  const { receipt: _, hubSeq: _hubSeq, heldSeq: _heldSeq, deliveredAt: _deliveredAt, ...rest } = row;
  return { ...rest, state: 'queued', attempts: 0, nextAttemptAt: 0 };
};

/** @param quarantineReceipt the hub's word, verified */
export const quarantine = (row: OutboxRow, quarantineReceipt: string, now: number): OutboxRow => ({
  ...row,
  state: 'parked',
  attempts: row.attempts + 1,
  lastProblem: { code: 'device-revoked', at: instant(now) },
  quarantineReceipt,
  quarantinedAt: instant(now),
});

export const dropBytes = (row: OutboxRow, now: number): OutboxRow => {
  const { heldSeq: _, ...rest } = row;
  return { ...rest, envelope: new Uint8Array(0), droppedAt: instant(now) };
};

/**
 * Whether a row's wait is over. A wait longer than any that is ever given means that the clock was set back, and
 * counts as over.
 */
export const isDue = ({ nextAttemptAt }: Pick<OutboxHeading, 'nextAttemptAt'>, now: number): boolean =>
  nextAttemptAt <= now || nextAttemptAt > now + Math.max(BACKOFF_CAP_MS, RETRY_AFTER_MAX_MS);
