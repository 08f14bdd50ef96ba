import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backupReach, noteBackup } from '../../src/lib/server/store/backup-reach.ts';
import { KioskPages } from '../support/kiosk-pages.ts';
import { perform, STAFF_SECTION, type Act } from './support/browser-acts.ts';
import { BrowserCheck, noFindings, type Findings } from './support/browser-check.ts';
import { add, figuresOf, nothingCounted, type Counted } from './support/browser-count.ts';
import { BrowserDay, type Visitor } from './support/browser-day.ts';
import { drawAct, drawEnding, endingText } from './support/browser-draws.ts';
import { BrowserLife, type Ending } from './support/browser-life.ts';
import { Ledger } from './support/browser-ledger.ts';
import { tabletRows } from './support/browser-rows.ts';
import { optionsOf } from './support/browser-values.ts';
import type { FaultFigures, FaultRow, FaultRun } from './support/fault-row.ts';
import type { Seeded } from './support/seeded.ts';
import { TornWrites } from './support/torn-writes.ts';
import { triesOf } from './support/tries-of.ts';

/** Kills on one profile before a fresh tablet and hub are taken, so that the day's list stays short. */
const KILLS_A_ROUND = 150;
const FAMILIES_A_ROUND = 40;
const CHILDREN_OF_STAFF = 4;

/** Longest that a try may take; then the harness has found something or is broken, and says so. */
const TRY_TIMEOUT_MS = 60_000;

/** After so many failures a run tells what it has instead of going on. */
const ENGINES_KEPT = 3;
const MAX_FAILURES = 12;

/** After so many kills a tablet has let go of something, whatever was drawn. */
const KILLS_TO_LET_GO = 50;

const LETTERS = Array.from('あいうえおかきくけこ abcdefghij0123456789');

const textOf = (label: string, random: Seeded): string =>
  `[${label}] ${Array.from({ length: 30 }, () => random.pick(LETTERS)).join('')}`;

/** Nobody types the code of a ticket in this row. */
const COSTS = { codeIterations: 10_000 } as const;

const names = (count: number, kana: string): { name: string; kana: string }[] =>
  Array.from({ length: count }, (_, index) => {
    const mark = Array.from(String(index + 1), (digit) => 'アイウエオカキクケコ'.charAt(Number(digit))).join(
      '',
    );
    return { name: `試験 ${kana}${mark}`, kana: `シケン ${kana}${mark}` };
  });

interface Tools {
  readonly browser: string;
  readonly torn: TornWrites | undefined;
  readonly options: ReadonlyMap<string, readonly string[]>;
}

/** One tablet with its hub, killed again and again. */
class Round {
  readonly #day: BrowserDay;
  readonly #profile: string;
  readonly #engines: string;
  readonly #tools: Tools;
  readonly #ledger = new Ledger();
  readonly #check: BrowserCheck;
  readonly #families: Visitor[];
  readonly #children: readonly Visitor[];
  readonly counted: Counted;
  readonly found: Findings;
  #killedAt = 0;
  #label = 'start';
  #act: Act = 'choose';
  /** Whether the screen thanked for a form and nobody has unlocked since. */
  #isHandedOver = false;
  #unlocksInARow = 0;
  /** Set when the tablet is no longer what the ledger says: the next kill needs another one. */
  isOver = false;

  private constructor(
    day: BrowserDay,
    profile: string,
    tools: Tools,
    sums: { counted: Counted; found: Findings },
  ) {
    this.#day = day;
    this.#profile = profile;
    this.#engines = `${profile}-engines`;
    this.#tools = tools;
    this.#check = new BrowserCheck(day, this.#ledger, tools.options);
    this.#families = day.visitors.filter(({ program }) => program === 'newborn-visit');
    this.#children = day.visitors.filter(
      ({ name, program }) => program === 'child-3y' && name.startsWith('試験'),
    );
    this.counted = sums.counted;
    this.found = sums.found;
  }

  static async begin(tools: Tools, sums: { counted: Counted; found: Findings }): Promise<Round> {
    const day = await BrowserDay.open(
      [
        { program: 'newborn-visit', days: 20, names: names(FAMILIES_A_ROUND, 'ハナ') },
        { program: 'child-3y', days: 1290, names: names(CHILDREN_OF_STAFF, 'ツキ') },
      ],
      COSTS,
    );
    const profile = await mkdtemp(join(tmpdir(), 'hagukumi-killed-'));
    const round = new Round(day, profile, tools, sums);
    const life = await BrowserLife.begin(profile, { browser: tools.browser });
    const kiosk = new KioskPages(life.page, day.origin);
    await kiosk.enrol(day.demo.enrolment.code, '待合1');
    await kiosk.installed();
    await life.page.goto(`${day.origin}/kiosk`);
    await life.page.locator('[data-step="welcome"]').waitFor();
    await life.context.close();
    return round;
  }

  /** One start, one look at what is there, one thing done, one kill. */
  async kill(label: string, random: Seeded): Promise<void> {
    const act = this.#next(random);
    const offline = random.next() < 0.6 && act !== 'deliver';
    // A tablet that is joined to a Wi-Fi from which the hub cannot be reached does not know that it is offline.
    const isToldOffline = offline && random.next() < 0.5;
    const { browser, torn } = this.#tools;
    const ending = drawEnding(random, torn !== undefined);
    this.#day.reach(!offline);
    const life = await BrowserLife.begin(this.#profile, { browser, isToldOffline, torn });
    life.onSighting = (sighting) => {
      this.#ledger.see(sighting);
      if (sighting.kind === 'step' && sighting.step === 'handed-over') this.#isHandedOver = true;
    };
    const timeout = setTimeout(() => {
      this.found.failures.push(`${label} ${act}: nothing happened for ${String(TRY_TIMEOUT_MS)} ms`);
      life.kill();
    }, TRY_TIMEOUT_MS);
    try {
      await this.#look(life).catch((error: unknown) => this.#keepEvidence(label, error));
      if (this.isOver) return;
      let isArmed = false;
      const scene = {
        life,
        day: this.#day,
        ledger: this.#ledger,
        random,
        text: textOf(label, random),
        arm: (events: number) => {
          isArmed = true;
          life.arm(events, ending);
        },
      };
      const visitor = this.#visitor(act, random);
      await Promise.race([perform(act, scene, visitor), life.killed]).catch((error: unknown) => {
        if (life.isKilled) return;
        this.found.failures.push(
          `${label} ${act}: ${error instanceof Error ? error.message : String(error)}`,
        );
      });
      if (!isArmed) this.counted.unarmed += 1;
      // Done sooner than the kill came: what is left of the time passes after the deed.
      if (!life.isKilled)
        await Promise.race([life.killed, sleep('delayMs' in ending ? ending.delayMs : 500)]);
    } finally {
      clearTimeout(timeout);
      life.kill();
      if (life.endedItself) this.#noteEnded(label, ending);
      this.#killedAt = Date.now();
      this.#label = `${label} ${act}${offline ? ' offline' : ''} ${endingText(ending)}`;
      this.#act = act;
      this.counted.kills += 1;
      this.counted.offline += offline ? 1 : 0;
      this.counted.acts.set(act, (this.counted.acts.get(act) ?? 0) + 1);
      await life.gone();
      await this.#keepEngine();
    }
  }

  #noteEnded(label: string, ending: Ending): void {
    if ('delayMs' in ending) this.found.failures.push(`${label}: the browser ended by itself`);
    else this.counted.torn += 1;
  }

  /** The engine's files at the last kills: what a lost tablet is explained by. */
  async #keepEngine(): Promise<void> {
    const kept = join(this.#engines, String(this.counted.kills % ENGINES_KEPT));
    await rm(kept, { recursive: true, force: true, maxRetries: 5 });
    await cp(join(this.#profile, 'Default', 'IndexedDB'), kept, {
      recursive: true,
      preserveTimestamps: true,
    });
  }

  /** A tablet that cannot be read after a kill: its profile stays, to be looked into. */
  async #keepEvidence(label: string, error: unknown): Promise<void> {
    this.isOver = true;
    const kept = await mkdtemp(join(tmpdir(), 'hagukumi-evidence-'));
    await cp(this.#profile, kept, { recursive: true });
    await cp(this.#engines, join(kept, 'engines-before'), { recursive: true, preserveTimestamps: true });
    this.found.lost += 1;
    const what = error instanceof Error ? error.message : String(error);
    this.found.failures.push(`${label}, after ${this.#label}: ${what}; the profile is kept in ${kept}`);
  }

  /** Starts once more, sends everything and compares for the last time. */
  async end(): Promise<void> {
    this.#day.reach(true);
    const life = await BrowserLife.begin(this.#profile, { browser: this.#tools.browser });
    await this.#look(life);
    const { page } = life;
    await page.goto(`${this.#day.origin}/admin`);
    const queued = page.getByTestId('state-queued');
    await queued.waitFor();
    for (let press = 0; press < 20 && (await queued.innerText()) !== '0'; press += 1) {
      await page.getByTestId('send').click();
      await sleep(500);
    }
    const rows = await tabletRows(page);
    add(this.found, await this.#check.afterKill(rows, Date.now(), 'at the end'));
    const unsent = rows.outbox.filter(({ state }) => state !== 'delivered');
    if (unsent.length > 0) {
      this.found.lost += unsent.length;
      this.found.failures.push(`at the end ${String(unsent.length)} records do not get to the hub`);
    }
    const atHub = await this.#check.atHub();
    this.found.duplicates += atHub.rows - atHub.distinct;
    this.counted.delivered += atHub.rows;
    this.counted.letGo += rows.outbox.filter(({ envelope }) => envelope.length === 0).length;
    this.counted.saves += this.#ledger.saves;
    this.counted.thanks += this.#ledger.thanks;
    await life.context.close();
    const errors = this.#day.process.output
      .split('\n')
      .filter((line) => /"status":5\d\d|hub-error/.test(line));
    this.found.failures.push(...errors.map((line) => `hub: ${line.slice(0, 200)}`));
    this.hubErrors = errors.length;
  }

  hubErrors = 0;

  async dispose(): Promise<void> {
    await this.#day.dispose();
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
    await rm(this.#engines, { recursive: true, force: true, maxRetries: 5 });
  }

  /** A backup of the hub: what it holds may be dropped on the tablet with the next receipt. */
  async backUp(): Promise<void> {
    const { eyes } = this.#day;
    const reach = await backupReach(eyes.store.db);
    await eyes.store.write((tx) => noteBackup(tx, reach));
  }

  async #look(life: BrowserLife): Promise<void> {
    const { page } = life;
    await page.goto(`${this.#day.origin}/kiosk`);
    const risk = page.getByRole('button', { name: '承知して続ける' });
    const kiosk = page.locator('[data-page="kiosk"]:not([data-step="starting"])');
    await risk.or(kiosk).first().waitFor();
    if (await risk.isVisible()) await risk.click();
    await kiosk.waitFor();
    const step = await kiosk.getAttribute('data-step');
    if (this.#isHandedOver && this.#act === 'submit' && step !== 'handed-over') {
      this.counted.handOverForgotten += 1;
    }
    this.#isHandedOver = false;
    const rows = await tabletRows(page);
    add(this.found, await this.#check.afterKill(rows, this.#killedAt, this.#label));
    const handedIn = new Set([...rows.copies, ...rows.outbox].map(({ recordId }) => recordId));
    const [family] = this.#families;
    if (family !== undefined && handedIn.has(await family.recordOf('questionnaire'))) this.#families.shift();
  }

  #next(random: Seeded): Act {
    const act = drawAct(random);
    this.#unlocksInARow = act === 'unlock' ? this.#unlocksInARow + 1 : 0;
    // From the fifth wrong PIN on there is a wait; a try that is cut off counts as wrong until a right one.
    return this.#unlocksInARow > 2 ? 'confirm' : act;
  }

  #visitor(act: Act, random: Seeded): Visitor {
    const isStaff = act === 'staff-type' || act === 'confirm';
    const visitor = isStaff ? random.pick(this.#children) : this.#families[0];
    if (visitor === undefined) throw new Error(`no visitor is left for ${act} in ${STAFF_SECTION}`);
    return visitor;
  }
}

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

const run = async (run: FaultRun): Promise<FaultFigures> => {
  const torn = TornWrites.compile();
  if (torn === undefined && run.full)
    throw new Error('a full run ends browsers within a write: no C compiler');
  try {
    const options = await optionsOf(['newborn-visit', 'child-3y']);
    return await killAll({ browser: run.browser, torn, options }, run);
  } finally {
    torn?.dispose();
  }
};

const killAll = async (tools: Tools, { note, ...run }: FaultRun): Promise<FaultFigures> => {
  const tries = [...triesOf(run)];
  const count = tries.length;
  const counted = nothingCounted();
  const found = noFindings();
  const started = performance.now();
  let hubErrors = 0;
  let killing = 0;
  while (counted.kills < count && found.failures.length < MAX_FAILURES) {
    const first = counted.kills;
    const round = await Round.begin(tools, { counted, found });
    try {
      const begun = performance.now();
      while (
        counted.kills < count &&
        counted.kills - first < KILLS_A_ROUND &&
        !round.isOver &&
        found.failures.length < MAX_FAILURES
      ) {
        const next = tries[counted.kills];
        if (next === undefined) break;
        if (next.index % 10 === 9) await round.backUp();
        await round.kill(`try ${String(next.index)}`, next.draw);
        if (counted.kills % 20 === 0) {
          const perMinute = (counted.kills - first) / ((performance.now() - begun) / 60_000);
          note(`${String(counted.kills)} of ${String(count)} kills, ${perMinute.toFixed(0)} a minute`);
        }
      }
      killing += performance.now() - begun;
      if (!round.isOver) await round.end();
      hubErrors += round.hubErrors;
    } finally {
      await round.dispose();
    }
  }
  // A tablet that never lets go was never killed while it did.
  if (counted.kills >= KILLS_TO_LET_GO && counted.letGo === 0) {
    found.failures.push('no tablet has let go of a record that a backup of the hub has');
  }
  const minutes = (performance.now() - started) / 60_000;
  return figuresOf(counted, found, { hubErrors, killing, minutes });
};

/** The browser's whole process tree killed while something is entered, saved, handed in, confirmed or sent. */
export const browserKill: FaultRow = {
  name: 'browser-kill',
  title: 'browser process tree killed at random moments of type, save, submit, confirm and delivery',
  tries: { ci: 60, full: 3000 },
  needsBrowser: true,
  run,
};
