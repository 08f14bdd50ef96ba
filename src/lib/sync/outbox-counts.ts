import type { OutboxHeading } from '../store/schema.ts';

/** How many records are where. Only a verified receipt counts as delivered; refused ones are never among them. */
export interface OutboxCounts {
  /** 送信待ち */
  readonly queued: number;
  /** 要対応 */
  readonly parked: number;
  /** 受領済み(ハブ), as far as the tablet still knows of them */
  readonly delivered: number;
  /** Age of the oldest record without a receipt, milliseconds; `undefined` when every one has its receipt. */
  readonly oldestUnsentMs: number | undefined;
}

/** @param oldest the first heading of each state that has no receipt yet */
export const outboxCounts = (
  { queued, parked, delivered }: Readonly<Record<'queued' | 'parked' | 'delivered', number>>,
  oldest: readonly Pick<OutboxHeading, 'sealedAt'>[],
  now: number,
): OutboxCounts => {
  const ages = oldest.map(({ sealedAt }) => now - Date.parse(sealedAt)).filter(Number.isFinite);
  const oldestUnsentMs = ages.length === 0 ? undefined : Math.max(0, ...ages);
  return { queued, parked, delivered, oldestUnsentMs };
};
