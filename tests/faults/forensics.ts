import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { programTitle } from '../../src/lib/tablet/program-title.ts';
import { ClinicPages } from '../support/clinic-pages.ts';
import { KioskPages } from '../support/kiosk-pages.ts';
import { GUARDIAN_ITEM, readTicket, STAFF_ITEM, STAFF_SECTION, walkOn } from './support/browser-acts.ts';
import { BrowserDay, type Guests, type Visitor } from './support/browser-day.ts';
import { BrowserLife } from './support/browser-life.ts';
import { NO_FAULT, type FaultFigures, type FaultRow, type FaultRun } from './support/fault-row.ts';
import { Canaries } from './support/profile-canaries.ts';
import { layersIn, layersOf } from './support/profile-layers.ts';
import { NeedleSearch, type Canary } from './support/profile-needles.ts';
import { seeded } from './support/seeded.ts';

const FAMILIES = 56;
const CHILDREN = 6;
const SUBMITTED_ONLINE = 4;
const SUBMITTED_OFFLINE = 3;

/** Places where the planted control has to turn up, by a part of the file's path. */
const CONTROL_PLACES = ['Local Storage', 'Session Storage', 'IndexedDB', 'CacheStorage', 'History'] as const;

/** Least number of canaries that makes the search worth its name. */
const MIN_CANARIES = 500;

/** What lies in clear on a tablet by design, and in which part of the profile alone (SECURITY.md, deviations). */
const IN_CLEAR_BY_DESIGN: ReadonlyMap<string, string> = new Map([
  ['staff name', 'IndexedDB'],
  ['staff kana', 'IndexedDB'],
]);

/** One tablet through a whole day of canaries. */
class CanaryDay {
  readonly #day: BrowserDay;
  readonly #canaries: Canaries;
  readonly #page: Page;
  readonly #life: BrowserLife;
  readonly #staff: { readonly name: string; readonly pin: string };
  readonly #families: Visitor[];
  readonly #children: Visitor[];

  constructor(
    day: BrowserDay,
    canaries: Canaries,
    life: BrowserLife,
    staff: { readonly name: string; readonly pin: string },
  ) {
    this.#day = day;
    this.#canaries = canaries;
    this.#life = life;
    this.#page = life.page;
    this.#staff = staff;
    const known = new Set(canaries.all.map(({ text }) => text));
    const planted = day.visitors.filter(({ name }) => known.has(name.split(' ')[0] ?? ''));
    this.#families = planted.filter(({ program }) => program === 'newborn-visit');
    this.#children = planted.filter(({ program }) => program === 'child-3y');
    for (const { ticketId, subjectId, typedCode } of planted) {
      canaries.take('ticket', ticketId);
      canaries.take('subject', subjectId);
      canaries.take('typed code', typedCode);
    }
  }

  async live(): Promise<void> {
    const { origin } = this.#day;
    const kiosk = new KioskPages(this.#page, origin);
    await kiosk.enrol(this.#day.demo.enrolment.code, '待合1');
    await kiosk.installed();
    await kiosk.open();
    await this.#handIn('typed');
    for (let family = 1; family < SUBMITTED_ONLINE; family += 1) await this.#handIn('ticket');
    await this.#unlock();
    for (let child = 0; child < 2; child += 1) await this.#complete();
    await this.#lock();
    // From here on everything stays on the tablet.
    this.#day.reach(false);
    await this.#life.context.setOffline(true);
    for (let family = 0; family < SUBMITTED_OFFLINE; family += 1) await this.#handIn('ticket');
    await this.#unlock();
    await this.#complete();
    await this.#lock();
    await this.#openForm('ticket');
    await this.#answer();
    await this.#wrongPin();
    await this.#unlock();
    await this.#openGuidance();
    await this.#type();
    await this.#lock();
  }

  async #openForm(by: 'typed' | 'ticket'): Promise<void> {
    const family = this.#families.shift();
    if (family === undefined) throw new Error('a family is left');
    const page = this.#page;
    if (!page.url().endsWith('/kiosk')) await page.goto(`${this.#day.origin}/kiosk`);
    await page.locator('[data-page="kiosk"]:not([data-step="starting"])').waitFor();
    if ((await page.locator('[data-step="handed-over"]').count()) > 0) {
      await this.#unlock();
      await this.#lock();
      await page.goto(`${this.#day.origin}/kiosk`);
      await page.locator('[data-step="welcome"]').waitFor();
    }
    if (by === 'typed') await new KioskPages(page, this.#day.origin).typeCode(family.typedCode);
    else await readTicket(page, family);
    await page.getByTestId('confirm-child').click();
    await page.locator('[data-form-ready]').waitFor();
  }

  /** Fills the last text of the form with answers that stand nowhere else, typed and pasted. */
  async #answer(): Promise<void> {
    const page = this.#page;
    const field = page.locator(`[data-link-id="${GUARDIAN_ITEM}"] textarea`);
    for (let screen = 0; screen < 10 && !(await field.isVisible()); screen += 1) {
      await walkOn(page, { screens: 40, atText: true, turns: [1, 0, 2] });
      if (await field.isVisible()) break;
      const text = page.locator('[data-form-ready] textarea').first();
      await text.fill(this.#canaries.answer('answer'));
      await walkOn(page, { screens: 1, atText: false, turns: [0] });
    }
    await field.fill([1, 2, 3].map(() => this.#canaries.answer('answer')).join(''));
    await field.focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(this.#canaries.answer('answer'));
    await new KioskPages(page, this.#day.origin).saved();
  }

  async #handIn(by: 'typed' | 'ticket'): Promise<void> {
    await this.#openForm(by);
    await this.#answer();
    const page = this.#page;
    await walkOn(page, { screens: 60, atText: false, turns: [1] });
    await page.getByTestId('next').click();
    const sure = page.getByRole('dialog').getByRole('button', { name: '出す', exact: true });
    const over = page.locator('[data-step="handed-over"]');
    await sure.or(over).first().waitFor();
    if (await sure.isVisible()) await sure.click();
    await over.waitFor();
  }

  async #choose(): Promise<void> {
    await this.#page.goto(`${this.#day.origin}/clinic`);
    await this.#page.getByRole('button', { name: this.#staff.name }).first().click();
  }

  async #wrongPin(): Promise<void> {
    await this.#choose();
    await this.#page.getByLabel('暗証番号').fill(this.#canaries.pin());
    await this.#page.getByRole('button', { name: 'ロックを解除する' }).click();
    await this.#page.getByTestId('pin-left').waitFor();
  }

  async #unlock(): Promise<void> {
    await this.#choose();
    await this.#page.getByLabel('暗証番号').fill(this.#staff.pin);
    await this.#page.getByRole('button', { name: 'ロックを解除する' }).click();
    await this.#page.getByTestId('board').waitFor();
  }

  async #lock(): Promise<void> {
    await new ClinicPages(this.#page, this.#day.origin).lock();
  }

  async #openGuidance(): Promise<void> {
    const child = this.#children.shift();
    if (child === undefined) throw new Error('a child is left');
    const clinic = new ClinicPages(this.#page, this.#day.origin);
    await clinic.chooseProgram(programTitle(child.program, 'ja'));
    await clinic.openChild(child.name);
    await clinic.openSection(STAFF_SECTION);
  }

  async #type(): Promise<void> {
    const page = this.#page;
    const field = page.locator(`[data-form-ready] [data-link-id="${STAFF_ITEM}"] textarea`);
    await field.fill([1, 2, 3].map(() => this.#canaries.answer('finding')).join(''));
    await field.focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(this.#canaries.answer('finding'));
    await page.getByText('この端末に保存しました', { exact: true }).waitFor();
  }

  async #complete(): Promise<void> {
    await this.#openGuidance();
    await this.#type();
    const clinic = new ClinicPages(this.#page, this.#day.origin);
    await clinic.complete();
    await clinic.backToBoard();
  }
}

/** Writes the control everywhere where a browser keeps things, so that a search that finds nothing is believed. */
const plantControl = async (page: Page, origin: string, control: Canary, packed: Canary): Promise<void> => {
  await page.goto(`${origin}/admin?control=${encodeURIComponent(control.text)}`);
  await page.evaluate(
    async ([text, inPacked]) => {
      // Written to disk when the browser has time for it or quits, unlike what follows.
      localStorage.setItem('control', text);
      sessionStorage.setItem('control', text);
      const cache = await caches.open('control');
      await cache.put('/control', new Response(text));
      await new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('control', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('rows');
        opening.onerror = () => reject(new Error('the control is not written'));
        opening.onsuccess = () => {
          const writing = opening.result.transaction('rows', 'readwrite', { durability: 'strict' });
          const rows = writing.objectStore('rows');
          rows.put({ text }, 'plain');
          // Long and repetitive: Chromium compresses such a value.
          rows.put({ text: `${'0123456789 '.repeat(8000)}${inPacked}` }, 'packed');
          // More than a log takes, so that rows move to a table; a longer value would go to a file of its own.
          for (let row = 0; row < 320; row += 1) {
            const noise = crypto.getRandomValues(new Uint8Array(30_000));
            rows.put({ noise, text }, row);
          }
          writing.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      });
    },
    [control.text, packed.text] as const,
  );
};

interface SearchResult {
  files: number;
  layers: number;
  bytes: number;
  readonly control: Set<string>;
  controlInTable: boolean;
  readonly packed: Set<string>;
  /** Kinds that lie in clear by design, and do. */
  readonly inClear: Set<string>;
  readonly failures: string[];
}

const searchProfile = (folder: string, search: NeedleSearch, when: string, result: SearchResult): void => {
  for (const { file, layers } of layersIn(folder)) {
    result.files += 1;
    for (const { how, bytes } of layers) {
      result.layers += 1;
      result.bytes += bytes.length;
      for (const { canary, encoding } of search.in(bytes)) {
        if (canary.kind === 'control') {
          result.control.add(file);
          result.controlInTable ||= file.endsWith('.ldb') && how.startsWith('table');
        } else if (canary.kind === 'packed control') result.packed.add(`${file} (${how})`);
        else if (file.includes(IN_CLEAR_BY_DESIGN.get(canary.kind) ?? '\0')) result.inClear.add(canary.kind);
        else result.failures.push(`${when}: a ${canary.kind} as ${encoding} in ${file} (${how})`);
      }
    }
  }
};

const guestsOf = (canaries: Canaries, program: Guests['program'], days: number, count: number): Guests => ({
  program,
  days,
  names: Array.from({ length: count }, () => ({ name: canaries.name(), kana: canaries.kana() })),
});

const run = async ({ seed, browser, note }: FaultRun): Promise<FaultFigures> => {
  const started = performance.now();
  const canaries = new Canaries(seeded(seed));
  const guests = [
    guestsOf(canaries, 'newborn-visit', 20, FAMILIES),
    guestsOf(canaries, 'child-3y', 1290, CHILDREN),
  ];
  const pin = canaries.pin();
  const staffNames = new Canaries(seeded(seed ^ 0x5af));
  const nurse = { name: staffNames.name(), kana: staffNames.kana(), role: 'nurse', pin } as const;
  const inClear = staffNames.all.map(({ kind, text }): Canary => ({ kind: `staff ${kind}`, text }));
  const staff = [nurse];
  const day = await BrowserDay.open(guests, { codeIterations: 10_000, staff });
  const profile = await mkdtemp(join(tmpdir(), 'hagukumi-searched-'));
  const kept = await mkdtemp(join(tmpdir(), 'hagukumi-kept-by-hub-'));
  const result: SearchResult = {
    files: 0,
    layers: 0,
    bytes: 0,
    control: new Set(),
    controlInTable: false,
    packed: new Set(),
    inClear: new Set(),
    failures: [],
  };
  const control: Canary = { kind: 'control', text: '対照試料-kx83mq0wzt5' };
  const packed: Canary = { kind: 'packed control', text: '圧縮対照-p7c2vy9ne4d' };
  try {
    const life = await BrowserLife.begin(profile, { browser });
    await new CanaryDay(day, canaries, life, nurse).live();
    note(`${String(canaries.all.length)} canaries lived through a day`);
    await plantControl(life.page, day.origin, control, packed);
    const search = new NeedleSearch([...canaries.all, ...inClear, control, packed]);
    // As a thief finds it who pulls the plug of a locked tablet.
    life.kill();
    await life.gone();
    searchProfile(profile, search, 'killed', result);
    note('searched after a kill');
    const again = await BrowserLife.begin(profile, { browser, isToldOffline: true });
    await again.page.goto(`${day.origin}/clinic`);
    await again.page.getByRole('button').first().waitFor();
    await plantControl(again.page, day.origin, control, packed);
    await again.context.close();
    searchProfile(profile, search, 'quit', result);
    // The hub's log and everything else it prints or writes beside its database.
    const output = layersOf('output of the hub', Buffer.from(day.process.output));
    for (const { bytes } of output) {
      for (const { canary, encoding } of search.in(bytes)) {
        result.failures.push(`a ${canary.kind} as ${encoding} in the output of the hub`);
      }
    }
    // The hub sees everything but PINs; those stand neither in its database nor in a backup.
    const planted = canaries.all.filter(({ kind }) => kind === 'pin');
    const pins = new NeedleSearch(planted);
    await day.eyes.store.backup(join(kept, 'backup.sqlite'));
    await cp(day.dataDir, join(kept, 'data'), { recursive: true });
    for (const { file, layers } of layersIn(kept)) {
      for (const { how, bytes } of layers) {
        for (const { encoding } of pins.in(bytes)) {
          result.failures.push(`a pin as ${encoding} in the hub's ${file} (${how})`);
        }
      }
    }
    const hits = result.failures.length;
    const missing = CONTROL_PLACES.filter(
      (place) => ![...result.control].some((file) => file.includes(place)),
    );
    if (missing.length > 0) result.failures.push(`the control was not found in ${missing.join(', ')}`);
    for (const kind of IN_CLEAR_BY_DESIGN.keys()) {
      if (!result.inClear.has(kind))
        result.failures.push(`no ${kind} was found in clear: SECURITY.md says so`);
    }
    if (result.packed.size === 0) result.failures.push('the compressed control was not found');
    if (!result.controlInTable) result.failures.push('the control was not found in a table');
    if (canaries.all.length < MIN_CANARIES) {
      result.failures.push(`only ${String(canaries.all.length)} canaries were planted`);
    }
    return {
      ...NO_FAULT,
      tries: canaries.all.length,
      canariesFound: hits,
      counted: {
        'needles (encodings of canaries)': search.count,
        'files searched': result.files,
        'layers searched': result.layers,
        'MB searched': (result.bytes / 1e6).toFixed(0),
        'control found in': [
          ...new Set([...result.control].map((file) => file.split('/').slice(0, 2).join('/'))),
        ].join(', '),
        'compressed control found in': [...result.packed]
          .filter((where) => /table|snappy/.test(where))
          .slice(0, 3)
          .join(', '),
        'in clear by design, in the app’s database alone': [...result.inClear].toSorted().join(', '),
        'searched for in the hub’s database and backup': `${String(planted.length)} PINs; the rest lies there by design`,
        seconds: ((performance.now() - started) / 1000).toFixed(0),
      },
      failures: result.failures.slice(0, 50),
    };
  } finally {
    await day.dispose();
    for (const folder of [profile, kept]) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};

/** Everything a locked tablet leaves on disk, searched for what was entered and shown that day. */
export const forensics: FaultRow = {
  name: 'forensics',
  title: 'canaries searched in the whole profile of a locked tablet, in hub logs and backups',
  tries: { ci: MIN_CANARIES, full: MIN_CANARIES },
  needsBrowser: true,
  run,
};
