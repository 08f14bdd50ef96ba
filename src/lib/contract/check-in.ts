import * as z from 'zod/mini';
import { Instant, Uuid } from './ids.ts';

export const BACKUP_TYPE = 'hagukumi-backup+jws';

/** Most gaps named in one answer; what lies behind them is named at a later check-in. */
export const MISSING_MAX_RANGES = 256;

const Count = z.int().check(z.gte(0));

/** How a tablet stands, as it tells the hub (`POST /api/v1/check-in`). Counts, ids and times only. */
export const CheckIn = z.strictObject({
  appVersion: z.string().check(z.minLength(1), z.maxLength(64)),
  /** deviceSeq of the last sealed revision, 0 when there is none. */
  deviceSeq: Count,
  /** Of the receipts at hand, the one with the highest hubSeq; left out when there is none. */
  lastReceipt: z.optional(
    z.strictObject({
      revisionId: Uuid,
      hubSeq: z.int().check(z.gte(1)),
      chainHead: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    }),
  ),
  /** 送信待ち */
  queued: Count,
  /** 要対応 */
  parked: Count,
  /** Rows that could not be read and were set aside with their bytes. */
  damaged: Count,
  /** When the oldest revision without a receipt was sealed, by the tablet's clock. */
  oldestUnsentAt: z.optional(Instant),
  /** Tablet clock minus hub clock at the last contact, milliseconds. */
  clockOffsetMs: z.optional(z.int()),
  /** Whether the browser has promised to keep what is stored. */
  persisted: z.boolean(),
  /** How long the key of a PIN took when the tablet was set up, milliseconds. */
  pinKeyMs: z.optional(z.number().check(z.gte(0), z.lte(600_000))),
  /** The tablet's hybrid logical clock. */
  hlc: z.optional(z.strictObject({ wallMs: z.int(), counter: z.int().check(z.gte(0)) })),
});
export type CheckIn = z.infer<typeof CheckIn>;

/** Numbers of a device's revisions without a break, both ends included. */
export const SeqRange = z.tuple([z.int().check(z.gte(1)), z.int().check(z.gte(1))]);
export type SeqRange = z.infer<typeof SeqRange>;

/** The hub's signed word on its backups. Tablets let bytes go by it, so that nobody else can make them do so. */
export const BackupClaims = z.strictObject({
  /** Every hubSeq up to this one is in a backup; 0 when none is. */
  backupWatermark: Count,
  /** Every line of this tablet's audit log up to this one is in a backup. Hubs of earlier builds say nothing of it. */
  audit: z.optional(z.strictObject({ deviceId: Uuid, upTo: Count })),
  hubTime: Instant,
});
export type BackupClaims = z.infer<typeof BackupClaims>;

/** What the hub knows of the tablet that asked, at one moment. */
export const CheckInAnswer = z.strictObject({
  hubTime: Instant,
  /** How far backups reach: a compact JWS of type {@link BACKUP_TYPE} over {@link BackupClaims}, by a receipt key. */
  backup: z.string().check(z.maxLength(4_096)),
  /**
   * Whether the receipt that was shown is one of this hub as it is now. `false` after the hub was restored from a
   * backup older than the receipt.
   */
  knowsReceipt: z.boolean(),
  /** Numbers of 1..deviceSeq that the hub does not have, ascending, at most {@link MISSING_MAX_RANGES}. */
  missing: z.array(SeqRange).check(z.maxLength(MISSING_MAX_RANGES)),
  /** The highest of the device's numbers that the hub has, 0 when it has none. */
  highestSeq: Count,
  /** The last line of this tablet's audit log that the hub has, 0 when it has none. */
  auditSeq: Count,
});
export type CheckInAnswer = z.infer<typeof CheckInAnswer>;

/** How many numbers the ranges hold. */
export const countInRanges = (ranges: readonly SeqRange[]): number =>
  ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);

/** Whether the number lies in one of the ranges. */
export const isInRanges = (ranges: readonly SeqRange[], seq: number): boolean =>
  ranges.some(([from, to]) => from <= seq && seq <= to);

/** The ranges without the numbers of `taken`. */
export const withoutSeqs = (ranges: readonly SeqRange[], taken: ReadonlySet<number>): readonly SeqRange[] => {
  const within = [...taken].filter((seq) => isInRanges(ranges, seq)).sort((a, b) => a - b);
  return ranges.flatMap(([from, to]) => {
    const left: SeqRange[] = [];
    let start = from;
    for (const seq of within) {
      if (seq < from || seq > to) continue;
      if (start < seq) left.push([start, seq - 1]);
      start = seq + 1;
    }
    return start <= to ? [...left, [start, to]] : left;
  });
};
