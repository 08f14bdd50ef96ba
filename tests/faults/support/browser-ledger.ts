import type { Sighting } from './browser-witness.ts';
import type { Shown } from './browser-values.ts';

/** Typing of the last second may be lost with the battery; older typing may not. */
const TYPING_BOUND_MS = 1000;

/** One record (section of a checkup) as the tester knows it: only from what was done and what was on screen. */
class RecordLedger {
  readonly recordId: string;
  readonly what: string;
  /** Opens its drafts. Staff's lie under the session alone. */
  readonly ticketId: string | undefined;
  /** Last value of each answer that the screen said was saved. */
  readonly acknowledged = new Map<string, string>();
  /** Values that were being entered since. */
  readonly intended = new Map<string, string[]>();
  /** What stood in the fields, and when. */
  readonly typed: { at: number; shown: Readonly<Record<string, string>> }[] = [];
  /** How often handing in or completing was begun, and how often the screen thanked for it. */
  attempts = 0;
  thanked = 0;

  constructor(recordId: string, what: string, ticketId: string | undefined) {
    this.recordId = recordId;
    this.what = what;
    this.ticketId = ticketId;
  }

  /** Whether what lies on disk may be what follows from an acknowledged value and what was being entered. */
  accepts(linkId: string, acknowledged: string, found: string | undefined): boolean {
    if (found === acknowledged) return true;
    if (found === undefined) return (this.intended.get(linkId) ?? []).includes('');
    return (this.intended.get(linkId) ?? []).some(
      (text) => text.startsWith(found) && (!text.startsWith(acknowledged) || found.startsWith(acknowledged)),
    );
  }
}

/** A promise of the screen that the disk did not keep. */
export interface Broken {
  readonly what: 'lost' | 'falseSaved' | 'typing';
  readonly text: string;
}

/** The tester's own book of what the screen acknowledged. */
export class Ledger {
  readonly records = new Map<string, RecordLedger>();
  saves = 0;
  thanks = 0;
  problems: string[] = [];
  /** Highest number of delivered records that a screen has shown. */
  deliveredShown = 0;
  #current: RecordLedger | undefined;

  /** From now on the screen shows this record. */
  turnTo(recordId: string, what: string, ticketId?: string): RecordLedger {
    const record = this.records.get(recordId) ?? new RecordLedger(recordId, what, ticketId);
    this.records.set(recordId, record);
    this.#current = record;
    return record;
  }

  turnAway(): void {
    this.#current = undefined;
  }

  /** Notes what is about to be entered. */
  intend(linkId: string, value: string): void {
    const record = this.#current;
    if (record === undefined) throw new Error('no record is on screen');
    record.intended.set(linkId, [...(record.intended.get(linkId) ?? []), value]);
  }

  see(sighting: Sighting): void {
    if (sighting.kind === 'problem') this.problems.push(sighting.code);
    if (sighting.kind === 'counts') {
      this.deliveredShown = Math.max(this.deliveredShown, sighting.counts['delivered'] ?? 0);
    }
    const record = this.#current;
    if (record === undefined) return;
    if (sighting.kind === 'saved') {
      this.saves += 1;
      for (const [linkId, value] of Object.entries(sighting.shown)) record.acknowledged.set(linkId, value);
    } else if (sighting.kind === 'event') record.typed.push({ at: sighting.at, shown: sighting.shown });
    const isThanks =
      (sighting.kind === 'step' && sighting.step === 'handed-over') || sighting.kind === 'done';
    if (isThanks && record.thanked < record.attempts) {
      record.thanked = record.attempts;
      this.thanks += 1;
    }
  }

  /**
   * Compares a record with what was found after the restart, and takes over what was found: it was durable once and
   * has to stay so.
   */
  compare(recordId: string, found: Shown | undefined, killedAt: number): readonly Broken[] {
    const record = this.records.get(recordId);
    if (record === undefined) return [];
    const broken: Broken[] = [];
    for (const [linkId, value] of record.acknowledged) {
      const now = found?.get(linkId);
      // An empty field is as good as none.
      if (value === '' && now === undefined) continue;
      if (!record.accepts(linkId, value, now)) {
        const kind = found === undefined ? 'lost' : 'falseSaved';
        broken.push({ what: kind, text: `${record.what} ${linkId}: said saved, found otherwise` });
      }
    }
    broken.push(...this.#typingLost(record, found, killedAt));
    if (found !== undefined) {
      for (const [linkId, value] of found) record.acknowledged.set(linkId, value);
    }
    record.intended.clear();
    record.typed.length = 0;
    return broken;
  }

  #typingLost(record: RecordLedger, found: Shown | undefined, killedAt: number): readonly Broken[] {
    const old = record.typed.filter(({ at }) => at <= killedAt - TYPING_BOUND_MS).at(-1);
    if (old === undefined) return [];
    const later = record.typed.filter(({ at }) => at >= old.at);
    return Object.entries(old.shown)
      .filter(([linkId, value]) => {
        const now = found?.get(linkId) ?? '';
        return (
          value !== '' &&
          !later.some(({ shown }) => shown[linkId] === now) &&
          !record.accepts(linkId, value, now)
        );
      })
      .map(([linkId]) => ({ what: 'typing', text: `${record.what} ${linkId}: typed over 1 s before, gone` }));
  }
}
