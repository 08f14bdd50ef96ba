import type { Outcome } from '../contract/problem.ts';
import { firstBrokenLine } from '../store/audit-chain.ts';
import type { StorageState } from '../store/persistence.ts';
import type { TabletStore } from '../store/port.ts';
import type { AuditRow, BundleRow, DeviceRow } from '../store/schema.ts';
import type { OutboxStatus } from '../sync/outbox-runner.ts';
import type { QueueRow } from './queue-rows.ts';
import type { RecordCounts } from './record-counts.ts';

/** Whether the log of actions is whole. */
export interface AuditCheck {
  readonly lines: number;
  /** Lines that the hub has signed for. */
  readonly sent: number;
  /** `undefined`: unbroken. */
  readonly firstBroken: number | undefined;
}

export const checkAudit = async (store: TabletStore): Promise<Outcome<AuditCheck>> => {
  // The chain's head first: a line that is written meanwhile is then one too many, and left out.
  const [chain, audit] = [await store.get('meta', 'chain'), await store.all('audit')];
  if (!chain.ok) return chain;
  if (!audit.ok) return audit;
  if (chain.value?.key !== 'chain') return { ok: true, value: { lines: 0, sent: 0, firstBroken: undefined } };
  const { auditSeq, auditSent = 0, auditBase } = chain.value;
  const rows = audit.value.filter(({ seq }) => seq <= auditSeq);
  const firstBroken = await firstBrokenLine(rows, chain.value);
  const sent = Math.max(0, auditSent - (auditBase?.seq ?? 0));
  return { ok: true, value: { lines: rows.length, sent, firstBroken } };
};

/** Newest lines of the log that go into the file. */
const AUDIT_LINES = 1_000;

export interface DiagnosticsInput {
  readonly at: string;
  readonly appVersion: string;
  readonly userAgent: string;
  readonly device: DeviceRow | undefined;
  readonly day: BundleRow | undefined;
  readonly storage: Outcome<StorageState> | undefined;
  readonly queue: OutboxStatus | undefined;
  readonly counts: RecordCounts;
  readonly rows: readonly QueueRow[];
  readonly contact: string;
  readonly hubProblem: string | undefined;
  readonly update: string;
  readonly auditCheck: AuditCheck | undefined;
  readonly audit: readonly AuditRow[];
}

/** What support needs, as JSON text: ids, codes, counts and times. No name of anybody, no health data, no key. */
export const diagnosticsText = (input: DiagnosticsInput): string => {
  const { device, day, audit, storage, ...rest } = input;
  return JSON.stringify(
    {
      format: 'hagukumi-diagnostics/1',
      ...rest,
      device: device && {
        deviceId: device.deviceId,
        municipality: device.municipality.code,
        clinicId: device.clinic.clinicId,
        enrolledAt: device.enrolledAt,
      },
      bundle: day && {
        bundleId: day.bundle.bundleId,
        shiftId: day.bundle.shift.shiftId,
        date: day.bundle.date,
        issuedAt: day.bundle.issuedAt,
        expiresAt: day.bundle.expiresAt,
        receivedAt: day.receivedAt,
        clockOffsetMs: day.clockOffsetMs,
        forms: day.bundle.forms.map(({ formId, formVersion }) => `${formId}|${formVersion}`),
        sealKeyId: day.bundle.hubKeys.seal.keyId,
      },
      storage: storage?.ok === true ? storage.value : storage?.error.code,
      audit: audit.slice(-AUDIT_LINES).map(({ seq, at, action, staffId, recordId, revisionId }) => ({
        seq,
        at,
        action,
        staffId,
        recordId,
        revisionId,
      })),
    },
    // What is not known stands there as null.
    (_key, value: unknown) => value ?? null,
    2,
  );
};
