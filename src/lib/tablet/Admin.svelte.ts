import { problem, type Outcome, type Problem } from '../contract/problem.ts';
import type * as Importing from '../sync/import-receipts.ts';
import { appPart } from './app-part.ts';
import { instant } from './world.ts';
import { checkAudit, diagnosticsText, type AuditCheck } from './diagnostics.ts';
import { queueRows, type QueueRow } from './queue-rows.ts';
import { recordCounts, type RecordCounts } from './record-counts.ts';
import type { Tablet } from './Tablet.svelte.ts';
import { unsentLevel, type UnsentLevel } from './unsent-age.ts';

/** Most records listed one by one; the others are counted. */
const LISTED = 100;

/** A clock that is off by as much or more is pointed out, milliseconds. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** Receipts come by file once in a tablet's life, if ever. */
const importing = (): Promise<typeof Importing> => import('../sync/import-receipts.ts');

/** What came of pressing 送信: counted from receipts, never from the absence of an error. */
export interface SendResult {
  readonly sent: number;
  readonly left: number;
  readonly problem: Problem['code'] | undefined;
}

/** What clinic admins see: counts, the queue, the tablet. Holds nothing personal, so it needs no unlocking. */
export class Admin {
  /** Why the last thing that was asked for did not work. */
  problem: Problem | undefined = $state.raw(undefined);
  /** Why what is stored here cannot be read. */
  storeProblem: Problem | undefined = $state.raw(undefined);
  rows: readonly QueueRow[] = $state.raw([]);
  auditCheck: AuditCheck | undefined = $state.raw(undefined);
  checkingAudit = $state(false);
  /** The result of the last 送信; follows the counts while the queue empties. */
  result: SendResult | undefined = $derived.by(() => this.#resultNow());
  sending = $derived.by(() => this.#asked || this.#tablet.queue?.running === true);
  updateBlocked = $state(false);
  bundleFetched = $state(false);
  fetchingBundle = $state(false);

  readonly #tablet: Tablet;
  #drafts: number | undefined = $state(undefined);
  #asked = $state(false);
  /** How many had their receipt when 送信 was pressed. */
  #deliveredBefore: number | undefined = $state(undefined);
  #looking: Promise<void> | undefined;
  #lookAgain = false;

  constructor(tablet: Tablet) {
    this.#tablet = tablet;
  }

  get counts(): RecordCounts {
    return recordCounts(this.#drafts, this.#tablet.queue?.counts, this.#tablet.safekeeping.damaged);
  }

  /** Records that wait and are not listed. */
  get more(): number {
    const { queued = 0, parked = 0 } = this.#tablet.queue?.counts ?? {};
    return Math.max(0, queued + parked - this.rows.length);
  }

  /** Age of the oldest record without a receipt, milliseconds, as of now. */
  get oldestMs(): number | undefined {
    const { queue, now } = this.#tablet;
    const listed = this.rows.map(({ sealedAt }) => now - Date.parse(sealedAt)).filter(Number.isFinite);
    const counted = queue?.counts.oldestUnsentMs;
    return listed.length === 0 ? counted : Math.max(counted ?? 0, ...listed);
  }

  get oldestLevel(): UnsentLevel {
    return unsentLevel(this.oldestMs);
  }

  /** Tablet clock minus hub clock, milliseconds, as far as it was measured. */
  get clockOffsetMs(): number | undefined {
    return this.#tablet.day?.clockOffsetMs;
  }

  get clockIsOff(): boolean {
    return Math.abs(this.clockOffsetMs ?? 0) >= CLOCK_TOLERANCE_MS;
  }

  /** Reads drafts and queue anew. Calls that come meanwhile share one more look. */
  look(): Promise<void> {
    this.#lookAgain = true;
    this.#looking ??= this.#lookAll().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  /** 「送信」: tries everything that waits, and asks the hub for an answer even when nothing does. */
  async send(): Promise<void> {
    if (this.sending) return;
    this.#asked = true;
    this.#deliveredBefore = this.#tablet.queue?.counts.delivered ?? 0;
    this.#tablet.sendNow();
    await this.#tablet.refresh();
    this.#asked = false;
  }

  async resend(revisionId: string): Promise<void> {
    const done = await this.#tablet.resend(revisionId);
    this.problem = done.ok ? undefined : done.error;
    await this.look();
  }

  /** 「受領証を読み込む」: what the console gave for a rescue file. `request-malformed` when the file is none. */
  async importReceipts(file: Blob): Promise<Outcome<Importing.ImportedReceipts>> {
    const { store, world: clock, reports } = this.#tablet;
    if (reports === undefined) return problem('device-not-enrolled');
    const part = await appPart(importing, 'storage-failed');
    if (!part.ok) return part;
    const { receiptKeys } = reports;
    const taken = await part.value.importReceipts({ store, clock, receiptKeys }, file);
    this.#tablet.noteSaved();
    await this.look();
    return taken;
  }

  async refetchBundle(): Promise<void> {
    if (this.fetchingBundle) return;
    this.fetchingBundle = true;
    this.bundleFetched = false;
    const fetched = await this.#tablet.refresh();
    this.fetchingBundle = false;
    this.bundleFetched = fetched.ok;
    this.problem = fetched.ok ? undefined : fetched.error;
  }

  async applyUpdate(): Promise<void> {
    this.updateBlocked = !(await this.#tablet.applyUpdate());
  }

  async checkAudit(): Promise<void> {
    if (this.checkingAudit) return;
    this.checkingAudit = true;
    const checked = await checkAudit(this.#tablet.store);
    this.checkingAudit = false;
    this.problem = checked.ok ? undefined : checked.error;
    this.auditCheck = checked.ok ? checked.value : undefined;
  }

  /** The diagnostics file's text. @param app version and browser, which only the page knows */
  async diagnostics(app: { readonly appVersion: string; readonly userAgent: string }): Promise<string> {
    await Promise.all([this.look(), this.checkAudit()]);
    const { device, day, store, storage, queue, contact, hubProblem, update, world } = this.#tablet;
    const audit = await store.all('audit');
    return diagnosticsText({
      ...app,
      at: instant(world),
      device,
      day,
      storage,
      queue,
      counts: this.counts,
      rows: this.rows,
      contact,
      hubProblem: hubProblem?.code,
      update,
      auditCheck: this.auditCheck,
      audit: audit.ok ? audit.value : [],
    });
  }

  async #lookAll(): Promise<void> {
    while (this.#lookAgain) {
      this.#lookAgain = false;
      const [drafts, rows] = await Promise.all([
        this.#tablet.store.all('drafts'),
        queueRows(this.#tablet.store, LISTED),
      ]);
      // What was handed over when its shift ended is at the hub, and nobody goes on with it.
      if (drafts.ok) this.#drafts = drafts.value.filter((draft) => draft.handedOverAt === undefined).length;
      if (rows.ok) this.rows = rows.value;
      const failed = [drafts, rows].find((read) => !read.ok);
      this.storeProblem = failed?.ok === false ? failed.error : undefined;
    }
  }

  #resultNow(): SendResult | undefined {
    const { queue } = this.#tablet;
    if (this.#deliveredBefore === undefined || queue === undefined) return undefined;
    return {
      sent: Math.max(0, queue.counts.delivered - this.#deliveredBefore),
      left: queue.counts.queued,
      problem: queue.lastProblem?.code ?? this.#tablet.hubProblem?.code,
    };
  }
}
