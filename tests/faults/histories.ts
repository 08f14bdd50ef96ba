import { decodeEnvelope } from '../../src/lib/contract/envelope.ts';
import { needsSignature, type RevisionContent } from '../../src/lib/contract/revision.ts';
import { toHex } from '../../src/lib/crypto/bytes.ts';
import type { SectionId } from '../../src/lib/domain/program.ts';
import { firstBrokenLine } from '../../src/lib/store/audit-chain.ts';
import type { HistoryTab } from './support/history-tab.ts';
import { HistoryTablet, TABS, WIRE, type KeptDraft } from './support/history-tablet.ts';
import { judgeTown, newTally, type Tally } from './support/history-tally.ts';
import { NO_FAULT, type FaultFigures, type FaultRow, type FaultRun } from './support/fault-row.ts';
import type { Seeded } from './support/seeded.ts';
import { aTown, type Town } from './support/town.ts';
import { triesOf } from './support/tries-of.ts';

const LANES = 2;

const HISTORIES_PER_TOWN = 100;

const TEN_YEARS_MS = 10 * 365.25 * 86_400_000;

const SECTIONS: readonly SectionId[] = ['questionnaire', 'measurement', 'examination'];

/** A revision that the screen said is kept. */
interface Acknowledged {
  readonly tablet: number;
  readonly revisionId: string;
  readonly recordId: string;
  readonly parents: readonly string[];
  readonly status: RevisionContent['status'];
  readonly answers: readonly string[];
}

/** One history: what five tablets did, and a plain model of what must be there in the end. */
class History {
  readonly #town: Town;
  readonly #draw: Seeded;
  readonly #tally: Tally;
  readonly #tablets: readonly HistoryTablet[];
  readonly #acknowledged: Acknowledged[] = [];
  readonly #wrong: string[] = [];
  /** The tablet and the tab of the last step. */
  #at: [tablet: number, tab: number] = [0, 0];
  /** Whether the hub may break and come up with its last backup. */
  readonly #mayBreak: boolean;

  constructor(town: Town, draw: Seeded, tally: Tally) {
    this.#town = town;
    this.#draw = draw;
    this.#tally = tally;
    this.#mayBreak = draw.below(6) === 0;
    this.#tablets = town.tablets.map(
      (born, index) => new HistoryTablet(town, born, draw.of(`tablet ${index}`)),
    );
  }

  async run(): Promise<readonly string[]> {
    if (this.#mayBreak) await this.#town.backUp();
    for (let left = 60 + this.#draw.below(60); left > 0; left -= 1) {
      this.#tally.steps += 1;
      await this.#step();
    }
    for (const tablet of this.#tablets) await tablet.deliverAll();
    for (const [index, tablet] of this.#tablets.entries()) {
      await this.#judgeTablet(index, tablet);
      for (const tab of tablet.tabs) await tab.runner.stop();
      const chain = tablet.disk.meta.get('chain');
      if (chain?.key === 'chain') tablet.born.chain = chain;
    }
    await this.#judgeHub();
    this.#tally.revisions += this.#acknowledged.length;
    return this.#wrong;
  }

  async #step(): Promise<void> {
    const draw = this.#draw;
    // where the step before was, more often than not
    if (draw.below(3) === 0) this.#at = [draw.below(this.#tablets.length), draw.below(TABS)];
    const [index, which] = this.#at;
    const tablet = this.#tablets[index];
    const tab = tablet?.tabs[which];
    if (tablet === undefined || tab === undefined) return;
    // three of four steps go on with what the tab is at
    if (draw.below(4) > 0) await this.#work(index, tablet, tab, which);
    else await this.#disturb(tablet, tab, which);
  }

  /** What a person at this tab does next. */
  async #work(index: number, tablet: HistoryTablet, tab: HistoryTab, which: number): Promise<void> {
    const kind = this.#draw.below(10);
    if (tab.form !== undefined) {
      if (kind < 6) await this.#answer(tablet, tab);
      else if (kind < 9) await this.#freeze(index, tablet, tab, which);
      else tab.close();
    } else if (tab.session === undefined && kind < 4) await tab.unlock(...this.#person());
    else await this.#open(tablet, tab);
  }

  /** What comes in between. */
  async #disturb(tablet: HistoryTablet, tab: HistoryTab, which: number): Promise<void> {
    const draw = this.#draw;
    const kind = draw.below(100);
    if (kind < 40) await this.#drain(tablet, tab);
    else if (kind < 60) await tablet.killTab(which);
    else if (kind < 66) tab.lock();
    else if (kind < 82) {
      tablet.clock.jump(Math.floor((draw.next() * 2 - 1) * draw.pick([TEN_YEARS_MS, 86_400_000, 600_000])));
    } else if (kind < 92) await tablet.pass(draw.below(600_000));
    else if (kind < 94) await tablet.refreshBundle();
    else if (kind < 96) await this.#town.backUp();
    else if (this.#mayBreak || draw.below(8) === 0) {
      // nobody is on the wire while the process changes
      for (const each of this.#tablets) await each.settle();
      const breaks = this.#mayBreak && draw.below(2) === 0;
      if (breaks) this.#tally.restores += 1;
      await (breaks ? this.#town.restore() : this.#town.restart());
    }
  }

  #person(): [staffId: string, pin?: string] {
    const { nurseId, doctorId } = this.#town.clinic.municipality;
    const staffId = this.#draw.pick([nurseId, doctorId]);
    return this.#draw.below(12) === 0 ? [staffId, '000001'] : [staffId];
  }

  async #open(tablet: HistoryTablet, tab: HistoryTab): Promise<void> {
    const entry = this.#draw.pick(this.#town.roster);
    const section = tab.session === undefined ? 'questionnaire' : this.#draw.pick(SECTIONS);
    const opened = await tab.openSection(entry, section);
    if (opened === 'held' || opened === 'locked') return;
    if (!opened.ok) {
      this.#wrong.push(`a section does not open: ${opened.error.code}`);
      return;
    }
    const kept = tablet.kept.get(opened.value.draftId);
    this.#compare(kept, opened.value.draft.answers, 'opened again');
  }

  #compare(
    kept: KeptDraft | undefined,
    answers: ReadonlyMap<string, readonly object[]>,
    moment: string,
  ): void {
    for (const [linkId, text] of Object.entries(kept?.answers ?? {})) {
      const [answer] = answers.get(linkId) ?? [];
      if (answer !== undefined && Reflect.get(answer, 'value') === text) continue;
      this.#tally.falseSaved += 1;
      this.#wrong.push(`an answer that was called saved is not in the draft, ${moment}`);
    }
  }

  async #answer(tablet: HistoryTablet, tab: HistoryTab): Promise<void> {
    const { form } = tab;
    if (form === undefined) return;
    const linkId = this.#draw.pick(['weight', 'height', 'head', 'note']);
    const text = `${linkId} ${this.#draw.below(1_000_000)}`;
    const saved = await tab.answer(linkId, text);
    if (saved === undefined) return;
    if (!saved.ok) {
      this.#wrong.push(`the only editor of a draft cannot save: ${saved.error.code}`);
      return;
    }
    const { draftId } = saved.value;
    const before = tablet.kept.get(draftId)?.answers ?? {};
    tablet.kept.set(draftId, {
      entry: form.entry,
      asStaff: form.asStaff,
      answers: { ...before, [linkId]: text },
    });
  }

  async #freeze(index: number, tablet: HistoryTablet, tab: HistoryTab, which: number): Promise<void> {
    const { form } = tab;
    if (form === undefined) return;
    const status = form.asStaff ? this.#draw.pick(['saved', 'confirmed', 'amended'] as const) : 'submitted';
    const freezing = tab.freeze(status);
    // now and then the tab dies in the middle of it
    const dying = this.#draw.below(8) === 0 ? tablet.killTab(which) : undefined;
    const frozen = await freezing;
    await dying;
    if (frozen === undefined) return;
    const { outcome, open } = frozen;
    if (outcome.ok && tab.isOlder && needsSignature(status)) this.#tally.older += 1;
    if (!outcome.ok) {
      if (dying === undefined) this.#wrong.push(`a form cannot be frozen: ${outcome.error.code}`);
      return;
    }
    tablet.kept.delete(open.draftId);
    this.#acknowledged.push({
      tablet: index,
      revisionId: outcome.value.revisionId,
      recordId: open.draftId,
      parents: open.parents,
      status,
      answers: [...open.draft.answers.keys()],
    });
  }

  async #drain(tablet: HistoryTablet, tab: HistoryTab): Promise<void> {
    tablet.plan = Array.from({ length: this.#draw.below(6) }, () => this.#draw.pick(WIRE));
    tab.runner.kick(this.#draw.pick(['manual', 'online', 'visible', 'unlocked']));
    if (this.#draw.below(2) === 0) await tablet.settle();
    await tablet.pass(this.#draw.below(60_000));
  }

  async #judgeTablet(index: number, tablet: HistoryTablet): Promise<void> {
    const own = this.#acknowledged.filter((each) => each.tablet === index);
    for (const { revisionId } of own) {
      const row = tablet.disk.outbox.get(revisionId);
      if (row?.envelope.length === 0) this.#tally.letGo += 1;
      // A receipt is forgotten in time; whether the hub has the revision is judged there.
      if (row === undefined || row.state === 'delivered') continue;
      this.#tally.lost += 1;
      this.#wrong.push(`a revision is ${row.state} on its tablet: ${row.lastProblem?.code ?? 'no problem'}`);
    }
    const known = new Set(own.map(({ revisionId }) => revisionId));
    const extra = [...tablet.disk.outbox.values()].filter((row) => !known.has(row.revisionId)).length;
    if (extra > 0) this.#wrong.push(`${extra} revisions in the outbox that no screen knows of`);
    await this.#judgeChain(tablet);
    const tab = tablet.tabs[0];
    if (tab === undefined || tablet.kept.size === 0) return;
    // every tablet of a shift has the same session: one that can be had opens what staff began on any of them
    const { sealPair } = this.#town.session;
    for (const [draftId, kept] of tablet.kept) {
      const opened = await tab.reopen(
        draftId,
        kept.asStaff ? { kind: 'session', sealPair } : { kind: 'ticket', ticketId: kept.entry.ticketId },
      );
      if (opened.ok && opened.value !== undefined) {
        this.#compare(kept, opened.value.draft.answers, 'at the end');
        continue;
      }
      if (opened.ok) this.#tally.lost += 1;
      else this.#tally.undecryptable += 1;
      this.#wrong.push(`a draft that was called saved is ${opened.ok ? 'gone' : opened.error.code}`);
    }
  }

  async #judgeChain({ disk, born }: HistoryTablet): Promise<void> {
    const rows = [...disk.outbox.values()].sort((left, right) => left.deviceSeq - right.deviceSeq);
    let { deviceSeq, lastHash }: { deviceSeq: number; lastHash: Uint8Array } = born.chain;
    for (const row of rows) {
      const before = deviceSeq;
      ({ deviceSeq } = row);
      // What was let go has its number and hash, and what was forgotten has nothing: the hub has both.
      if (row.envelope.length > 0 && before + 1 === deviceSeq) {
        const envelope = decodeEnvelope(row.envelope);
        const follows = envelope?.deviceSeq === deviceSeq && toHex(envelope.prevHash) === toHex(lastHash);
        if (!follows) this.#wrong.push(`the chain of revisions breaks at ${row.deviceSeq}`);
      }
      lastHash = Buffer.from(row.sha256, 'hex');
    }
    const lines = [...disk.audit.values()].sort((left, right) => left.seq - right.seq);
    const chain = disk.meta.get('chain');
    const broken = chain?.key === 'chain' ? await firstBrokenLine(lines, chain) : 0;
    if (broken !== undefined) this.#wrong.push(`a tablet's audit log breaks at line ${broken}`);
    if (chain?.key === 'chain' && (chain.auditSent ?? 0) < chain.auditSeq) {
      this.#wrong.push('lines of a tablet’s audit log are not at the hub');
    }
  }

  async #judgeHub(): Promise<void> {
    const { db } = this.#town.running().hub.store;
    const ids = this.#acknowledged.map(({ revisionId }) => revisionId);
    if (ids.length === 0) return;
    const rows = await db
      .selectFrom('revision')
      .select(['revision_id', 'record_id', 'status', 'content', 'device_id'])
      .where('revision_id', 'in', ids)
      .execute();
    const stored = new Map(rows.map((row) => [row.revision_id, row]));
    this.#tally.duplicates += rows.length - stored.size;
    for (const known of this.#acknowledged) {
      const row = stored.get(known.revisionId);
      if (row === undefined) {
        this.#tally.lost += 1;
        this.#wrong.push('a revision is not at the hub');
        continue;
      }
      const content = JSON.parse(row.content) as RevisionContent;
      const same =
        row.record_id === known.recordId &&
        row.status === known.status &&
        row.device_id === this.#tablets[known.tablet]?.born.device.deviceId &&
        JSON.stringify(content.parents) === JSON.stringify(known.parents) &&
        JSON.stringify((content.response['item'] as { linkId: string }[]).map(({ linkId }) => linkId)) ===
          JSON.stringify(known.answers);
      if (!same) this.#wrong.push('a revision is not at the hub as it was frozen');
    }
    this.#countConflicts();
  }

  /** Records with more than one revision that no other goes on from: all of them are at the hub. */
  #countConflicts(): void {
    for (const revisions of Map.groupBy(this.#acknowledged, ({ recordId }) => recordId).values()) {
      const superseded = new Set(revisions.flatMap(({ parents }) => parents));
      const heads = revisions.filter(({ revisionId }) => !superseded.has(revisionId));
      if (heads.length > 1) this.#tally.conflicts += 1;
    }
  }
}

const run = async (given: FaultRun): Promise<FaultFigures> => {
  const tally = newTally();
  let tries = 0;
  let hubErrors = 0;
  const left = triesOf(given);
  const close = async (town: Town): Promise<void> => {
    await judgeTown(town, tally);
    hubErrors += town.running().log.filter(({ level }) => level === 'error').length;
    await town.dispose();
  };
  /** Each lane has a town of its own: while one waits for its keys the other works. */
  const lane = async (): Promise<void> => {
    let town = await aTown();
    let inTown = 0;
    for (const { index, draw } of left) {
      const wrong = await new History(town, draw, tally).run();
      tries += 1;
      inTown += 1;
      if (wrong.length > 0) tally.failures.push(`try ${index}: ${[...new Set(wrong)].join('; ')}`);
      // what went wrong in one history must not go on in the next
      if (wrong.length > 0 || inTown === HISTORIES_PER_TOWN) {
        await close(town);
        town = await aTown();
        inTown = 0;
      }
      given.note(`${tries} histories, ${tally.revisions} revisions, ${tally.failures.length} failures`);
    }
    await close(town);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const { lost, duplicates, undecryptable, falseSaved, revisions, conflicts, steps, failures } = tally;
  const { older, restores, letGo } = tally;
  return {
    ...NO_FAULT,
    tries,
    lost,
    duplicates,
    undecryptable,
    falseSaved,
    hubErrors,
    counted: {
      steps,
      revisions,
      'confirmed in the build before': older,
      'restores of the hub': restores,
      'let go by a tablet': letGo,
      'records in conflict, all kept': conflicts,
    },
    failures,
  };
};

/** Whole days of five tablets with three tabs each, against a plain model of what they were told is kept. */
export const histories: FaultRow = {
  name: 'histories',
  title: 'model-based histories of five tablets with three tabs each',
  tries: { ci: 300, full: 10_000 },
  needsBrowser: false,
  run,
};
