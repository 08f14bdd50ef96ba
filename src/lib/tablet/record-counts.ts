import type { OutboxCounts } from '../sync/outbox-counts.ts';

/** How many records are in which state, for the admin's eyes. `undefined` is not known, which is not 0. */
export interface RecordCounts {
  /** 入力中: drafts. */
  readonly editing: number | undefined;
  /** 端末に保存済み: everything sealed on this tablet, so 送信待ち + 受領済み + 要対応. */
  readonly stored: number | undefined;
  /** 送信待ち. */
  readonly queued: number | undefined;
  /** 受領済み(ハブ): a verified receipt is here. */
  readonly delivered: number | undefined;
  /** 自治体連携済み: known only when the hub has said so. */
  readonly forwarded: number | undefined;
  /** 要対応: set aside by the queue, or not readable any more; never counted as sent. */
  readonly attention: number | undefined;
}

export const RECORD_STATES = [
  'editing',
  'stored',
  'queued',
  'delivered',
  'forwarded',
  'attention',
] as const satisfies readonly (keyof RecordCounts)[];

export const recordCounts = (
  drafts: number | undefined,
  outbox: Pick<OutboxCounts, 'queued' | 'parked' | 'delivered'> | undefined,
  damaged = 0,
): RecordCounts => ({
  editing: drafts,
  stored: outbox && outbox.queued + outbox.parked + outbox.delivered,
  queued: outbox?.queued,
  delivered: outbox?.delivered,
  forwarded: undefined,
  attention: outbox && outbox.parked + damaged,
});
