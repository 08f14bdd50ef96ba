import { randomBytes, sha256, toHex } from '../../../src/lib/crypto/bytes.ts';
import { openSealedCopy } from '../../../src/lib/crypto/copy-seal.ts';
import { openRevision } from '../../../src/lib/crypto/revision-seal.ts';
import { decodeRevisionText } from '../../../src/lib/crypto/revision-text.ts';
import { firstBrokenLine } from '../../../src/lib/store/audit-chain.ts';
import { emptyDisk, MemoryStore } from '../../../src/lib/store/memory-store.ts';
import type { DraftRow, OutboxRow } from '../../../src/lib/store/schema.ts';
import { Drafts, type DraftOpener } from '../../../src/lib/tablet/drafts.ts';
import type { BrowserDay } from './browser-day.ts';
import type { Ledger } from './browser-ledger.ts';
import type { TabletRows } from './browser-rows.ts';
import { shownOfDraft, shownOfResponse, type Shown } from './browser-values.ts';

/** What was found wrong after a restart. */
export interface Findings {
  lost: number;
  duplicates: number;
  undecryptable: number;
  falseSaved: number;
  readonly failures: string[];
}

export const noFindings = (): Findings => ({
  lost: 0,
  duplicates: 0,
  undecryptable: 0,
  falseSaved: 0,
  failures: [],
});

interface HubRevision {
  readonly revisionId: string;
  readonly recordId: string;
  readonly deviceId: string;
  readonly deviceSeq: number;
  readonly content: string;
}

const contentOf = (json: string): { readonly response?: unknown } =>
  JSON.parse(json) as { response?: unknown };

const WORLD = {
  authority: '',
  now: () => Date.now(),
  random: randomBytes,
  fetch: () => Promise.reject(new TypeError('no network')),
};

/** Compares tablet, hub and the tester's book after every restart. What was proved once is not opened again. */
export class BrowserCheck {
  readonly #day: BrowserDay;
  readonly #ledger: Ledger;
  readonly #options: ReadonlyMap<string, readonly string[]>;
  /** What a revision says, by revision id. */
  readonly #opened = new Map<string, Shown>();
  readonly #copies = new Set<string>();

  constructor(day: BrowserDay, ledger: Ledger, options: ReadonlyMap<string, readonly string[]>) {
    this.#day = day;
    this.#ledger = ledger;
    this.#options = options;
  }

  async afterKill(rows: TabletRows, killedAt: number, label: string): Promise<Findings> {
    const found = noFindings();
    const say = (text: string): void => void found.failures.push(`${label}: ${text}`);
    const hub = await this.#hubRevisions();
    await this.#openAll(rows, hub, found, say);
    this.#chainOf(rows, hub, found, say);
    if ((await firstBrokenLine(rows.audit, rows.chain)) !== undefined) {
      found.lost += 1;
      say('the audit log does not follow from its head');
    }
    if (rows.damaged > 0) {
      found.undecryptable += rows.damaged;
      say(`${String(rows.damaged)} rows were set aside as damaged`);
    }
    if (hub.length < this.#ledger.deliveredShown) {
      found.lost += 1;
      say(`${String(this.#ledger.deliveredShown)} were shown as received, the hub has ${String(hub.length)}`);
    }
    const drafts = await this.#drafts(rows, found, say);
    for (const record of this.#ledger.records.values()) {
      const revisions = this.#revisionsOf(record.recordId, rows, hub);
      const newest = revisions.at(-1);
      const shown = drafts.get(record.recordId) ?? (newest && this.#opened.get(newest.revisionId));
      for (const { what, text } of this.#ledger.compare(record.recordId, shown, killedAt)) {
        if (what === 'falseSaved') found.falseSaved += 1;
        else found.lost += 1;
        say(text);
      }
      if (revisions.length < record.thanked) {
        found.lost += record.thanked - revisions.length;
        say(
          `${record.what}: completed ${String(record.thanked)} times, ${String(revisions.length)} are kept`,
        );
      }
      if (revisions.length > record.attempts) {
        found.duplicates += revisions.length - record.attempts;
        say(`${record.what}: begun ${String(record.attempts)} times, ${String(revisions.length)} are kept`);
      }
      // A try that was cut off before its commit is over: what counts from here on is what is there.
      record.attempts = revisions.length;
      record.thanked = revisions.length;
    }
    return found;
  }

  /** How many revisions the hub has, and how many distinct ones. */
  async atHub(): Promise<{ readonly rows: number; readonly distinct: number }> {
    const revisions = await this.#hubRevisions();
    return { rows: revisions.length, distinct: new Set(revisions.map(({ content }) => content)).size };
  }

  /** Without the demo's earlier checkups, which came from a tablet that has been given back. */
  #hubRevisions(): Promise<readonly HubRevision[]> {
    return this.#day.eyes.store.db
      .selectFrom('revision')
      .innerJoin('device', 'device.device_id', 'revision.device_id')
      .select([
        'revision.revision_id as revisionId',
        'revision.record_id as recordId',
        'revision.device_id as deviceId',
        'revision.device_seq as deviceSeq',
        'revision.content',
      ])
      .where('device.revoked_at', 'is', null)
      .orderBy('revision.device_seq')
      .execute();
  }

  #revisionsOf(
    recordId: string,
    rows: TabletRows,
    hub: readonly HubRevision[],
  ): readonly { readonly revisionId: string; readonly deviceSeq: number }[] {
    const all = [...rows.outbox, ...hub].filter((each) => each.recordId === recordId);
    return [...new Map(all.map((each) => [each.revisionId, each])).values()].toSorted(
      (a, b) => a.deviceSeq - b.deviceSeq,
    );
  }

  async #openAll(
    rows: TabletRows,
    hub: readonly HubRevision[],
    found: Findings,
    say: (text: string) => void,
  ): Promise<void> {
    for (const { revisionId, content } of hub) {
      if (!this.#opened.has(revisionId))
        this.#opened.set(revisionId, shownOfResponse(contentOf(content).response, this.#options));
    }
    const known = new Set(hub.map(({ revisionId }) => revisionId));
    for (const row of rows.outbox) {
      if (row.state === 'delivered' && !known.has(row.revisionId)) {
        found.lost += 1;
        say(`revision ${row.revisionId} counts as delivered and the hub has none`);
      }
      if (row.droppedAt !== undefined || this.#opened.has(row.revisionId)) continue;
      const shown = await this.#openSealed(rows.deviceId, row);
      if (shown !== undefined) this.#opened.set(row.revisionId, shown);
      else {
        found.undecryptable += 1;
        say(`the hub's key does not open revision ${row.revisionId}`);
      }
    }
    for (const copy of rows.copies) {
      if (this.#copies.has(copy.revisionId)) continue;
      const { sealPair } = this.#day.session;
      if ((await openSealedCopy(sealPair, copy)) === undefined) {
        found.undecryptable += 1;
        say(`the shift's key does not open the copy of ${copy.revisionId}`);
      }
      this.#copies.add(copy.revisionId);
    }
  }

  async #openSealed(deviceId: string, row: OutboxRow): Promise<Shown | undefined> {
    if (toHex(await sha256(row.envelope)) !== row.sha256) return undefined;
    const { recordId, revisionId } = row;
    const context = { municipality: this.#day.demo.municipality.code, deviceId, recordId, revisionId };
    const opened = await openRevision(row.envelope, context, this.#day.eyes.keys.sealPairs);
    const text = opened.ok ? decodeRevisionText(opened.value.plaintext)?.json : undefined;
    return text === undefined ? undefined : shownOfResponse(contentOf(text).response, this.#options);
  }

  /** Numbers 1 to the chain's head, each once, at the hub or on the tablet. */
  #chainOf(
    { chain, deviceId, outbox }: TabletRows,
    hub: readonly HubRevision[],
    found: Findings,
    say: (text: string) => void,
  ): void {
    const bySeq = new Map<number, Set<string>>();
    const all = [...outbox, ...hub.filter((each) => each.deviceId === deviceId)];
    for (const { deviceSeq, revisionId } of all) {
      bySeq.set(deviceSeq, (bySeq.get(deviceSeq) ?? new Set()).add(revisionId));
    }
    for (const [seq, ids] of bySeq) {
      if (ids.size === 1 && seq <= chain.deviceSeq) continue;
      found.duplicates += 1;
      say(
        `number ${String(seq)} of the chain up to ${String(chain.deviceSeq)}: ${String(ids.size)} revisions`,
      );
    }
    for (let seq = 1; seq <= chain.deviceSeq; seq += 1) {
      if (bySeq.has(seq)) continue;
      found.lost += 1;
      say(`number ${String(seq)} of the chain is nowhere`);
    }
  }

  async #drafts(
    rows: TabletRows,
    found: Findings,
    say: (text: string) => void,
  ): Promise<ReadonlyMap<string, Shown>> {
    const disk = emptyDisk();
    for (const row of rows.drafts) disk.drafts.set(row.draftId, row);
    const drafts = new Drafts({ store: new MemoryStore(disk), world: WORLD });
    const shown = new Map<string, Shown>();
    for (const row of rows.drafts) {
      for (const opener of this.#openers(row)) {
        const opened = await drafts.open(row.draftId, opener);
        if (opened.ok && opened.value !== undefined) {
          shown.set(row.draftId, shownOfDraft(opened.value.draft.answers, this.#options));
          continue;
        }
        found.undecryptable += 1;
        say(`${opener.kind} does not open draft ${row.draftId}`);
      }
    }
    return shown;
  }

  /** Every key that has to open a draft. */
  #openers({ draftId }: DraftRow): readonly DraftOpener[] {
    const ticketId = this.#ledger.records.get(draftId)?.ticketId;
    return [
      ...(ticketId === undefined ? [] : [{ kind: 'ticket', ticketId } as const]),
      { kind: 'session', sealPair: this.#day.session.sealPair },
    ];
  }
}
