import type { VerifyKey } from '../contract/bundle.ts';
import type { Outcome } from '../contract/problem.ts';
import { ok } from '../domain/result.ts';
import type { TabletStore } from '../store/port.ts';
import type { DraftRow } from '../store/schema.ts';
import { handOverDrafts, rewrite, type HandOverDraftsParts } from '../sync/hand-over-drafts.ts';
import { allDrafts, leftDrafts, type LeftOn } from './left-drafts.ts';
import { instant, type World } from './world.ts';

interface Parts {
  readonly store: TabletStore;
  readonly world: Pick<World, 'now'>;
  readonly receiptKeys: () => readonly VerifyKey[];
}

/** What is told of a draft that was handed over. Nothing of it can be read here. */
export type HandedDraft = Pick<DraftRow, 'draftId' | 'section' | 'updatedAt'>;

/** Drafts (下書き) that outlived their shift: which wait for the hub, and which it keeps in quarantine. */
export class LeftDrafts {
  /** Not handed over yet. */
  waiting = $state(0);
  /** Handed over, until staff have read so. */
  handed: readonly HandedDraft[] = $state.raw([]);

  readonly #parts: Parts;
  readonly #tablet: LeftOn;
  #countedFor: string | undefined;
  #offeredFor: string | undefined;

  constructor(parts: Parts, tablet: LeftOn) {
    this.#parts = parts;
    this.#tablet = tablet;
  }

  /** Counts anew when the shift has ended or another one has begun. */
  async follow(): Promise<void> {
    if (this.#countedFor !== this.#shift) await this.count();
  }

  /** Whether some wait that were not offered to the hub since their shift ended. */
  get isNew(): boolean {
    return this.waiting > 0 && this.#offeredFor !== this.#shift;
  }

  get #shift(): string {
    const { device, day } = this.#tablet;
    return [device?.revokedAt, day?.bundle.shift.shiftId, day?.endedAt].join();
  }

  async count(): Promise<Outcome<void>> {
    const shift = this.#shift;
    const { store } = this.#parts;
    const [all, left] = await Promise.all([allDrafts(store), leftDrafts(store, this.#tablet)]);
    if (!all.ok) return all;
    if (!left.ok) return left;
    this.waiting = left.value.filter(({ row }) => row.handedOverAt === undefined).length;
    this.handed = all.value
      .map(({ row }) => row)
      .filter(
        ({ handedOverAt, handOverSeenAt }) => handedOverAt !== undefined && handOverSeenAt === undefined,
      )
      .map(({ draftId, section, updatedAt }) => ({ draftId, section, updatedAt }))
      .toSorted((a, b) => (a.updatedAt < b.updatedAt ? -1 : 1));
    this.#countedFor = shift;
    return ok(undefined);
  }

  /** Hands over what nobody goes on with. */
  async handOver(way: Pick<HandOverDraftsParts, 'ask' | 'anew'>, signal: AbortSignal): Promise<void> {
    const { store, world: clock, receiptKeys } = this.#parts;
    this.#offeredFor = this.#shift;
    const left = await leftDrafts(store, this.#tablet);
    // What failed is offered again with the next check-in.
    if (left.ok) await handOverDrafts({ store, clock, receiptKeys, ...way }, left.value, signal);
    await this.count();
  }

  /** Staff have read that drafts were handed over. */
  async close(): Promise<void> {
    const { store, world } = this.#parts;
    const told = new Set(this.handed.map(({ draftId }) => draftId));
    this.handed = [];
    const drafts = await allDrafts(store);
    if (!drafts.ok) return;
    const handOverSeenAt = instant(world);
    const ops = drafts.value
      .filter(({ row }) => told.has(row.draftId) && row.handedOverAt !== undefined)
      .flatMap((draft) => rewrite(draft, { ...draft.row, handOverSeenAt }));
    // A draft that moved on meanwhile is told of again.
    await store.commit(ops);
  }
}
