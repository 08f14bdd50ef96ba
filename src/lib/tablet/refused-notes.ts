import type { TabletStore } from '../store/port.ts';
import { commitWithAudit } from './audit.ts';
import type { World } from './world.ts';

/** A ticket that stays before the camera is noted so often at most, milliseconds. */
const SAME_TICKET_MS = 60_000;

/** Lines of the log for tickets and typed codes with which nobody was found. Never what stood on them. */
export class RefusedNotes {
  readonly #tablet: { readonly store: TabletStore; readonly world: Pick<World, 'now'> };
  #last: { readonly seen: string; readonly at: number } | undefined;

  constructor(tablet: { readonly store: TabletStore; readonly world: Pick<World, 'now'> }) {
    this.#tablet = tablet;
  }

  /** @param text as it was read: a camera sees the same ticket many times, and that is one line a minute */
  async ticket(text: string): Promise<void> {
    const at = this.#tablet.world.now();
    const last = this.#last;
    if (text === last?.seen && Math.abs(at - last.at) < SAME_TICKET_MS) return;
    this.#last = { seen: text, at };
    await commitWithAudit(this.#tablet, { action: 'ticket-refused' }, () => ({ ops: [] }));
  }

  /** Every wrong code is a line of its own. */
  async code(): Promise<void> {
    await commitWithAudit(this.#tablet, { action: 'code-refused' }, () => ({ ops: [] }));
  }
}
