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

/** While a full queue is sent, the board follows it so often, milliseconds: reading it takes time from sending and screen. */
export const BOARD_FOLLOWS_EVERY_MS = 2_000;

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
  /** The list of the day that was read last. */
  #roster: { readonly day: BundleRow; readonly entries: readonly RosterEntry[] } | undefined;
  #lines: readonly BoardLine[] = [];

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
   * is of another shift. What has not changed since the last reading is the same object, so that no screen draws it
   * again.
   */
  async read(day: BundleRow): Promise<Outcome<readonly BoardLine[]>> {
    const roster = await this.#openRoster(day);
    if (!roster.ok) return roster;
    const board = await readBoard({ store: this.#store }, this.#session, day, roster.value, this.#memory);
    if (!board.ok) return board;
    const unsent = await unsentRecords(this.#store);
    if (!unsent.ok) return unsent;
    const before = new Map(this.#lines.map((line) => [line.entry, line]));
    const lines: BoardLine[] = [];
    let rested = this.#signals.size;
    for (const row of board.value) {
      const known = before.get(row.entry);
      const line = {
        ...row,
        ...(known === undefined
          ? this.#fixedOf(row.entry, day)
          : { facts: known.facts, byNeed: known.byNeed }),
        signals: await this.#signalsOf(row, day),
        unsent: row.sections.some(({ recordId }) => unsent.value.has(recordId)),
      };
      lines.push(known !== undefined && saysTheSame(known, line) ? known : line);
      if (this.#signals.size - rested < LOOKED_AT_ONCE) continue;
      await nextTask();
      rested = this.#signals.size;
    }
    const noted = await this.#noteOnce();
    if (!noted.ok) return problem('read-not-noted', { cause: noted.error.code });
    if (!sameItems(this.#lines, lines)) this.#lines = lines;
    return { ok: true, value: this.#lines };
  }

  async #openRoster(day: BundleRow): Promise<Outcome<readonly RosterEntry[]>> {
    if (this.#roster?.day === day) return { ok: true, value: this.#roster.entries };
    const opened = await openRoster(this.#session, day);
    if (opened.ok) this.#roster = { day, entries: opened.value };
    return opened;
  }

  async #noteOnce(): Promise<Outcome<void>> {
    if (this.#isNoted) return { ok: true, value: undefined };
    const { staffId } = this.#session.staff;
    const parts = { store: this.#store, world: this.#world };
    const noted = await commitWithAudit(parts, { action: 'board-read', staffId }, () => ({ ops: [] }));
    this.#isNoted = noted.ok;
    return noted;
  }

  /** What does not change while the list is the same. */
  #fixedOf(entry: RosterEntry, day: BundleRow): Pick<BoardLine, 'facts' | 'byNeed'> {
    const { date, setting } = visitOf(entry, day);
    return { facts: childFacts(entry, date), byNeed: byNeedAt(entry.program, setting) };
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

const sameItems = (left: readonly unknown[], right: readonly unknown[]): boolean =>
  left.length === right.length && left.every((item, index) => item === right[index]);

type SectionOnLine = BoardLine['sections'][number];

const sameSection = (left: SectionOnLine, right: SectionOnLine | undefined): boolean =>
  left.section === right?.section &&
  left.recordId === right.recordId &&
  left.state === right.state &&
  left.damaged === right.damaged &&
  sameItems(left.revisions, right.revisions);

/** Whether two readings of the same entry of the list say the same. */
const saysTheSame = (left: BoardLine, right: BoardLine): boolean =>
  left.checkupId === right.checkupId &&
  left.signals === right.signals &&
  left.unsent === right.unsent &&
  left.sections.length === right.sections.length &&
  left.sections.every((section, index) => sameSection(section, right.sections[index]));
