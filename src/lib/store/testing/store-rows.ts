import type { Outcome } from '../../contract/problem.ts';
import type { WriteOp } from '../port.ts';
import type { DraftRow, OutboxRow } from '../schema.ts';

export const aDraft = (over: Partial<DraftRow> = {}): DraftRow => ({
  draftId: 'draft-1',
  checkupId: 'checkup-1',
  section: 'questionnaire',
  shiftId: 'shift-1',
  box: Uint8Array.of(1, 2, 3),
  sessionWrap: Uint8Array.of(4, 5),
  saves: 1,
  updatedAt: '2026-11-20T01:00:00.000Z',
  ...over,
});

export const anOutboxRow = (deviceSeq: number, over: Partial<OutboxRow> = {}): OutboxRow => ({
  revisionId: `revision-${String(deviceSeq).padStart(5, '0')}`,
  recordId: `record-${String(deviceSeq)}`,
  deviceSeq,
  envelope: Uint8Array.of(deviceSeq % 256, 7),
  sha256: '00'.repeat(32),
  sealedAt: '2026-11-20T01:00:00.000Z',
  state: 'queued',
  attempts: 0,
  nextAttemptAt: 0,
  ...over,
});

export const put = (row: OutboxRow): WriteOp => ({ do: 'put', table: 'outbox', row });

/** The value of an outcome that has to be ok. */
export const valueOf = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(`expected ok, got ${JSON.stringify(outcome.error)}`);
  return outcome.value;
};
