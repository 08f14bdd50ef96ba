import { byNeedAt } from '../catalog/by-need.ts';
import { problem, type Outcome } from '../contract/problem.ts';
import type { RosterEntry } from '../contract/people.ts';
import { may } from '../domain/access.ts';
import { restore } from '../forms/response/restore.ts';
import type { TabletStore } from '../store/port.ts';
import type { BundleRow } from '../store/schema.ts';
import { commitWithAudit } from './audit.ts';
import type { BoardLine, Signals } from './board-line.ts';
import { childFacts } from './child-facts.ts';
import type { FormShelf } from './form-shelf.ts';
import { nextTask } from './next-task.ts';
import { headsOf, newBoardMemory, readBoard, type BoardRow } from './sections.ts';
import { signalsOf } from './signals.ts';
import { unsentRecords } from './unsent-records.ts';
import { openRoster, type UnlockedSession } from './vault.ts';
import { visitOf } from './visit.ts';
import type { World } from './world.ts';

/** Questionnaires that are looked through in one go: some milliseconds on a slow tablet, so that the screen stays alive. */
const LOOKED_AT_ONCE = 4;

interface BoardParts {
  readonly store: TabletStore;
  readonly forms: FormShelf;
  readonly world: Pick<World, 'now'>;
}

/**
 * The board of one unlocked session. Remembers what it has opened, so that reading it again costs only what is
 * new; made at unlock and dropped at lock.
 */
export class BoardLines {
  readonly #store: TabletStore;
  readonly #session: UnlockedSession;
  readonly #forms: FormShelf;
  readonly #world: BoardParts['world'];
  readonly #memory = newBoardMemory();
  /** By revision id. */
  readonly #signals = new Map<string, Signals>();

  /** Whether the log says that this session has seen the board. */
  #isNoted = false;

  constructor({ store, forms, world }: BoardParts, session: UnlockedSession) {
    this.#store = store;
    this.#session = session;
    this.#forms = forms;
    this.#world = world;
  }

  /**
   * Every child's name is on it: the first reading is noted in the log, or nothing is shown. `locked` when the bundle
   * is of another shift.
   */
  async read(day: BundleRow): Promise<Outcome<readonly BoardLine[]>> {
    const roster = await openRoster(this.#session, day);
    if (!roster.ok) return roster;
    const board = await readBoard({ store: this.#store }, this.#session, day, roster.value, this.#memory);
    if (!board.ok) return board;
    const unsent = await unsentRecords(this.#store);
    if (!unsent.ok) return unsent;
    const lines: BoardLine[] = [];
    let rested = this.#signals.size;
    for (const row of board.value) {
      lines.push({
        ...row,
        facts: this.#factsOf(row.entry, day),
        byNeed: byNeedAt(row.entry.program, visitOf(row.entry, day).setting),
        signals: await this.#signalsOf(row, day),
        unsent: row.sections.some(({ recordId }) => unsent.value.has(recordId)),
      });
      if (this.#signals.size - rested < LOOKED_AT_ONCE) continue;
      await nextTask();
      rested = this.#signals.size;
    }
    const noted = await this.#noteOnce();
    if (noted.ok) return { ok: true, value: lines };
    return problem('read-not-noted', { cause: noted.error.code });
  }

  async #noteOnce(): Promise<Outcome<void>> {
    if (this.#isNoted) return { ok: true, value: undefined };
    const { staffId } = this.#session.staff;
    const parts = { store: this.#store, world: this.#world };
    const noted = await commitWithAudit(parts, { action: 'board-read', staffId }, () => ({ ops: [] }));
    this.#isNoted = noted.ok;
    return noted;
  }

  #factsOf(entry: RosterEntry, day: BundleRow): BoardLine['facts'] {
    return childFacts(entry, visitOf(entry, day).date);
  }

  async #signalsOf({ entry, sections }: BoardRow, { bundle }: BundleRow): Promise<Signals | undefined> {
    if (!may(this.#session.staff.role, 'open', 'questionnaire')) return undefined;
    const revisions = sections.find(({ section }) => section === 'questionnaire')?.revisions ?? [];
    const head = headsOf(revisions).at(-1);
    if (head === undefined) return undefined;
    const known = this.#signals.get(head.revisionId);
    if (known !== undefined) return known;
    const form = await this.#forms.madeWith(bundle, entry.program, 'questionnaire', head);
    if (!form.ok || form.value.version !== head.formVersion) return undefined;
    const signals = signalsOf(form.value, restore(form.value, head.response).answers);
    this.#signals.set(head.revisionId, signals);
    return signals;
  }
}
