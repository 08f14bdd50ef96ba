import type { SeqRange } from '../contract/check-in.ts';
import type { Outcome } from '../contract/problem.ts';
import type { VerifyKey } from '../contract/bundle.ts';
import { ok } from '../domain/result.ts';
import type { StorageState } from '../store/persistence.ts';
import type { TabletStore } from '../store/port.ts';
import type { BundleRow, DeviceRow } from '../store/schema.ts';
import { checkIn, type CheckedIn } from '../sync/check-in.ts';
import type { DrainEnd } from '../sync/drain.ts';
import { handOver } from '../sync/hand-over.ts';
import type { OutboxCounts } from '../sync/outbox-counts.ts';
import { sendAudit } from '../sync/send-audit.ts';
import type { Transport } from '../sync/transport.ts';
import type { HubApi } from './hub-api.ts';
import { LeftDrafts } from './LeftDrafts.svelte.ts';
import { rangesText } from './number-ranges.ts';
import type { RestoredMark } from './restored-mark.ts';
import type { World } from './world.ts';

/** A pass that delivered nothing is followed by a check-in at most so often, milliseconds. */
export const CHECK_IN_EVERY_MS = 5 * 60_000;

export interface HubReportsParts {
  readonly store: TabletStore;
  readonly world: Pick<World, 'now'>;
  readonly api: HubApi;
  readonly appVersion: string;
  readonly restoredMark: RestoredMark;
  readonly storageState: () => Promise<Outcome<StorageState>>;
}

/** The tablet in use, as far as the reports need it. */
export interface ReportingTablet {
  readonly device: DeviceRow | undefined;
  readonly day: BundleRow | undefined;
  /** Destroys everything that reads. */
  beRevoked(): Promise<Outcome<DeviceRow>>;
}

/** What the runner asks of the tablet. */
export interface RunnerHooks {
  readonly receiptKeys: () => readonly VerifyKey[];
  readonly afterPass: (end: DrainEnd, signal: AbortSignal, transport: Transport) => Promise<'again' | 'done'>;
}

/**
 * What follows a pass over the queue, under the same lock.
 *
 *   pass ended ──► revoked? ──yes──► destroy what reads ──► hand sealed queue and drafts over to quarantine
 *                     │ no
 *                     ▼
 *                  reached the hub, and delivered something or 5 minutes since the last ──► check in
 *                     │                                                                       │
 *                     │                       hub was restored: offered again, another pass ◄─┤
 *                     ▼                                                                       ▼
 *                   done ◄──── hand over drafts of earlier shifts ◄──── send the audit log
 *
 * Drafts of a shift that has just ended are handed over at once, whenever the last check-in was.
 */
export class HubReports implements RunnerHooks {
  /** Delivered revisions that were offered again because the hub was restored, until staff have seen it. */
  reoffered = $state(0);
  /** Numbers that neither the hub nor this tablet has any more, until staff have seen it. */
  lost: readonly SeqRange[] = $state.raw([]);
  /** When the hub last answered a check-in, milliseconds since 1970 by the tablet's clock. */
  checkedInAt: number | undefined = $state(undefined);
  /** Rows of a revoked tablet that the hub keeps in quarantine. */
  quarantined = $state(0);

  /** Drafts that outlived their shift. */
  readonly drafts: LeftDrafts;

  /** The oldest record without a receipt: its age when it was counted, and when that was; milliseconds. */
  #oldest: { readonly ageMs: number; readonly at: number } | undefined = $state.raw(undefined);

  readonly #parts: HubReportsParts;
  readonly #tablet: ReportingTablet;

  constructor(parts: HubReportsParts, tablet: ReportingTablet) {
    this.#parts = parts;
    this.#tablet = tablet;
    this.reoffered = parts.restoredMark.value.reoffered;
    const { store, world } = parts;
    this.drafts = new LeftDrafts({ store, world, receiptKeys: () => this.receiptKeys() }, tablet);
    void this.drafts.follow();
    if (tablet.device?.revokedAt !== undefined) void this.countQuarantined();
  }

  /** The queue was counted. */
  noteCounts({ oldestUnsentMs: ageMs }: OutboxCounts): void {
    this.#oldest = ageMs === undefined ? undefined : { ageMs, at: this.#parts.world.now() };
  }

  /** Age of the oldest record without a receipt, milliseconds. @param now milliseconds since 1970 */
  oldestUnsentMs(now: number): number | undefined {
    return this.#oldest && this.#oldest.ageMs + Math.max(0, now - this.#oldest.at);
  }

  /** Staff have read what a restored hub means for them. */
  close(): void {
    this.#parts.restoredMark.set({ reoffered: 0, seen: rangesText(this.lost) });
    this.reoffered = 0;
    this.lost = [];
  }

  /** The hub's receipt keys as the tablet knows them now. */
  readonly receiptKeys = (): readonly VerifyKey[] =>
    (this.#tablet.day?.bundle.hubKeys ?? this.#tablet.device?.hubKeys)?.receipt ?? [];

  readonly afterPass: RunnerHooks['afterPass'] = async (end, signal, transport) => {
    if (this.#tablet.device?.revokedAt !== undefined || end.problem?.code === 'device-revoked') {
      return this.#leave(signal, transport);
    }
    const { device } = this.#tablet;
    if (end.why !== 'done' || device === undefined) return 'done';
    if (!this.#isDue(end)) {
      if (this.drafts.isNew) await this.#handOverDrafts(device, signal);
      return 'done';
    }
    const told = await this.#checkIn(device);
    if (!told.ok) return told.error.code === 'device-revoked' ? this.#leave(signal, transport) : 'done';
    this.#note(told.value);
    await this.#sendAudit(device);
    await this.#handOverDrafts(device, signal, told.value.reoffered + told.value.lost.length > 0);
    return told.value.reoffered > 0 ? 'again' : 'done';
  };

  #isDue({ delivered }: DrainEnd): boolean {
    if (delivered > 0 || this.checkedInAt === undefined) return true;
    const since = this.#parts.world.now() - this.checkedInAt;
    // A clock that was set back does not put off what is due.
    return since >= CHECK_IN_EVERY_MS || since < 0;
  }

  #checkIn({ deviceId: keyId, signingKey, pinKeyMs }: DeviceRow): Promise<Outcome<CheckedIn>> {
    const { store, world, api, appVersion, storageState } = this.#parts;
    const clockOffsetMs = this.#tablet.day?.clockOffsetMs;
    return checkIn({
      store,
      clock: world,
      deviceId: keyId,
      receiptKeys: this.receiptKeys,
      facts: async () => {
        const storage = await storageState();
        return {
          appVersion,
          persisted: storage.ok && storage.value.persisted,
          ...(pinKeyMs === undefined ? {} : { pinKeyMs }),
          ...(clockOffsetMs === undefined ? {} : { clockOffsetMs: Math.round(clockOffsetMs) }),
        };
      },
      ask: (report) => api.checkIn(report, { keyId, signingKey }),
    });
  }

  #sendAudit({ deviceId, signingKey }: DeviceRow): Promise<Outcome<number>> {
    const { store, world, api } = this.#parts;
    // What fails is sent with the next check-in.
    return sendAudit({
      store,
      clock: world,
      deviceId,
      receiptKeys: this.receiptKeys,
      ask: (lines) => api.deviceAudit(lines, { keyId: deviceId, signingKey }),
    });
  }

  #handOverDrafts(
    { deviceId: keyId, signingKey }: DeviceRow,
    signal: AbortSignal,
    anew = false,
  ): Promise<void> {
    const { api } = this.#parts;
    return this.drafts.handOver({ ask: (sealed) => api.draft(sealed, { keyId, signingKey }), anew }, signal);
  }

  #note({ at, reoffered, lost }: CheckedIn): void {
    const { restoredMark } = this.#parts;
    this.checkedInAt = at;
    const { seen } = restoredMark.value;
    this.lost = rangesText(lost) === seen ? [] : lost;
    if (reoffered === 0) return;
    this.reoffered += reoffered;
    restoredMark.set({ reoffered: this.reoffered, seen });
  }

  async #leave(signal: AbortSignal, transport: Transport): Promise<'done'> {
    const { store, world } = this.#parts;
    const left = await this.#tablet.beRevoked();
    if (!left.ok) return 'done';
    await handOver({ store, clock: world, transport, receiptKeys: this.receiptKeys }, signal);
    await this.#handOverDrafts(left.value, signal);
    await this.countQuarantined();
    return 'done';
  }

  /** Counts the rows that the hub says to keep in quarantine. */
  async countQuarantined(): Promise<Outcome<void>> {
    const { store } = this.#parts;
    const headings = await store.outboxHeadings('parked', { limit: Number.MAX_SAFE_INTEGER });
    if (!headings.ok) return headings;
    let count = 0;
    for (let first = 0; first < headings.value.length; first += 32) {
      const keys = headings.value.slice(first, first + 32).map(({ revisionId }) => revisionId);
      const rows = await store.outboxRows(keys);
      if (!rows.ok) return rows;
      count += rows.value.filter(({ quarantinedAt }) => quarantinedAt !== undefined).length;
    }
    this.quarantined = count;
    return ok(undefined);
  }
}
