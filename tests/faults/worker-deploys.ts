import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import { DEMO_CHILDREN } from '../../src/lib/server/demo/demo-people.ts';
import { CHROMIUM_ARGS } from '../support/chromium-args.ts';
import { DemoHub } from '../support/demo-hub.ts';
import { DeployServer, type DeployFault } from './support/deploy-server.ts';
import { DeployTablet } from './support/deploy-tablet.ts';
import { NO_FAULT, type FaultFigures, type FaultRow, type FaultRun } from './support/fault-row.ts';
import { type Release, Releases } from './support/releases.ts';
import type { Seeded } from './support/seeded.ts';
import { triesOf } from './support/tries-of.ts';

const BUILD = fileURLToPath(new URL('../../build', import.meta.url));

/** Chunks of the running build that the open page asks for in each try. */
const CHUNKS_ASKED = 25;

/** Room left on the disk when it is nearly full: enough for records, too little for a shell. */
const LITTLE_ROOM_BYTES = 400_000;

const FAULTS: readonly DeployFault[] = ['cut', 'missing', 'portal', 'error'];

/** What goes wrong while a form is open; each is a deploy. */
const VARIANTS = [
  'online',
  'offline',
  'skip one',
  'rollback',
  'broken install',
  'full disk',
  'kill switch',
  'idle tab asks',
  'other tab activates',
] as const;

type Variant = (typeof VARIANTS)[number];

interface Counts {
  reloads: number;
  missing: number;
  lost: number;
  asked: number;
}

/** What a try may use: the tablet, what it is served by, and the number of the release that it runs. */
interface Scene {
  readonly tablet: DeployTablet;
  readonly server: DeployServer;
  readonly draw: Seeded;
  readonly running: number;
  /** The number of a release that was never there before. */
  readonly next: () => number;
  readonly wrong: (text: string) => void;
  /** The open page is still the one, holds what was entered, and can load whatever its build has. */
  readonly check: (release: number) => Promise<void>;
}

const expectLook = async ({ tablet, wrong }: Scene, expected: string, page?: Page): Promise<void> => {
  const looked = await tablet.look(page);
  if (looked !== expected) wrong(`the new version is ${looked}, not ${expected}`);
};

/** A deploy that arrives whole; taken in when the form is left. */
const deploys = async (scene: Scene, ...releases: readonly number[]): Promise<number> => {
  const { tablet, server } = scene;
  let last = scene.running;
  for (const number of releases) {
    server.deploy(number);
    await expectLook(scene, 'waiting');
    await scene.check(scene.running);
    last = number;
  }
  await tablet.takeIn(server.release(last));
  return last;
};

/** The new version fails to install: the old one is whole, without network too. Then the fault is over. */
const failsFirst = async (
  scene: Scene,
  fail: (release: Release) => Promise<void>,
  heal: () => Promise<void>,
): Promise<number> => {
  const { tablet, server, wrong } = scene;
  const number = scene.next();
  server.deploy(number);
  await fail(server.release(number));
  await expectLook(scene, 'failed');
  await scene.check(scene.running);
  server.reach(false);
  await tablet.resume();
  if (!(await tablet.holdsInput())) wrong('after a failed install the form has other answers');
  server.reach(true);
  await heal();
  await expectLook(scene, 'waiting');
  await tablet.takeIn(server.release(number));
  return number;
};

/** What is done in each variant, from the open form on. @returns the release that runs at the end */
const PLAYED: Readonly<Record<Variant, (scene: Scene) => Promise<number>>> = {
  online: (scene) => deploys(scene, scene.next()),
  'skip one': (scene) => deploys(scene, scene.next(), scene.next()),
  rollback: async (scene) => {
    const newer = await deploys(scene, scene.next());
    await scene.tablet.resume();
    await scene.tablet.answer();
    return deploys({ ...scene, running: newer }, scene.running);
  },
  offline: async (scene) => {
    const { server, tablet } = scene;
    const number = scene.next();
    server.deploy(number);
    await expectLook(scene, 'waiting');
    server.reach(false);
    await scene.check(scene.running);
    await tablet.takeIn(server.release(number));
    server.reach(true);
    return number;
  },
  'broken install': (scene) => {
    const { server, draw } = scene;
    return failsFirst(
      scene,
      async ({ chunks }) => server.fail({ kind: draw.pick(FAULTS), path: draw.pick(chunks) }),
      async () => server.fail(undefined),
    );
  },
  'full disk': (scene) =>
    failsFirst(
      scene,
      () => scene.tablet.room(LITTLE_ROOM_BYTES),
      () => scene.tablet.room(undefined),
    ),
  'kill switch': async (scene) => {
    const { server, tablet, wrong } = scene;
    const number = scene.next();
    server.killSwitch(true);
    await expectLook(scene, 'waiting');
    await scene.check(scene.running);
    server.deploy(number);
    // The form is left, and the tablet's page is opened: that is the one visit.
    await tablet.showVersion();
    await tablet.page.getByTestId('apply-update').click();
    await tablet.runs(server.release(number));
    const shells = await tablet.page.evaluate(async () =>
      (await caches.keys()).filter((name) => name.startsWith('hagukumi-shell')),
    );
    if (shells.length > 0) wrong(`after the kill switch these caches are left: ${shells.join(' ')}`);
    server.killSwitch(false);
    await tablet.showVersion();
    await tablet.hasShell(server.release(number));
    return number;
  },
  'idle tab asks': async (scene) => {
    const { server, tablet, running, wrong } = scene;
    const number = scene.next();
    const other = await tablet.otherTab();
    server.deploy(number);
    await expectLook(scene, 'waiting', other);
    await other.getByTestId('apply-update').click();
    await other.locator('.blocked').filter({ hasText: /.+/ }).waitFor();
    await scene.check(scene.running);
    if ((await other.getByTestId('app-version').first().innerText()) !== server.release(running).version) {
      wrong('a tab took the new version in while a form was open in another');
    }
    await other.close();
    await tablet.takeIn(server.release(number));
    return number;
  },
  'other tab activates': async (scene) => {
    const { server, tablet } = scene;
    const number = scene.next();
    const other = await tablet.otherTab();
    server.deploy(number);
    await expectLook(scene, 'waiting', other);
    // Against all rules: the worker is told although a form is open.
    await other.evaluate(async () => {
      (await navigator.serviceWorker.ready).waiting?.postMessage({ type: 'activate' });
    });
    await other.getByText(server.release(number).version).first().waitFor();
    await scene.check(scene.running);
    await other.close();
    await tablet.showVersion();
    await tablet.runs(server.release(number));
    return number;
  },
};

/** A hub, a tablet and a list of families; a fresh one is made when all families are through. */
class Venue {
  readonly hub: DemoHub;
  readonly tablet: DeployTablet;
  readonly #browser: Browser;
  readonly #families = DEMO_CHILDREN.map(({ name }) => name);

  private constructor(hub: DemoHub, tablet: DeployTablet, browser: Browser) {
    this.hub = hub;
    this.tablet = tablet;
    this.#browser = browser;
  }

  static async open(server: DeployServer, executablePath: string): Promise<Venue> {
    const hub = await DemoHub.start({ ORIGIN: server.origin });
    server.forwardTo(hub.origin);
    const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS] });
    const context = await browser.newContext({
      locale: 'ja-JP',
      timezoneId: 'Asia/Tokyo',
      viewport: { width: 810, height: 1080 },
    });
    context.setDefaultTimeout(20_000);
    const venue = new Venue(hub, await DeployTablet.enrolled(context, server, hub), browser);
    await venue.nextFamily();
    return venue;
  }

  /** @returns whether there was one */
  async nextFamily(): Promise<boolean> {
    const name = this.#families.shift();
    if (name === undefined) return false;
    await this.tablet.begin(this.hub.family(name).typedCode);
    return true;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.hub.dispose();
  }
}

const run = async ({ browser, note, ...asked }: FaultRun): Promise<FaultFigures> => {
  const releases = new Releases(BUILD);
  const server = await DeployServer.start(releases);
  const counts: Counts = { reloads: 0, missing: 0, lost: 0, asked: 0 };
  const played = new Map<string, number>();
  const failures: string[] = [];
  let tries = 0;
  let running = 0;
  let newest = 0;
  const next = (): number => (newest += 1);
  let venue = await Venue.open(server, browser);
  const renew = async (): Promise<void> => {
    await venue.close();
    server.fail(undefined);
    server.reach(true);
    server.killSwitch(false);
    server.deploy((running = next()));
    venue = await Venue.open(server, browser);
  };

  for (const { index, draw } of triesOf({ ...asked })) {
    const variant = VARIANTS[index % VARIANTS.length] ?? 'online';
    const wrong = (text: string): void => {
      failures.push(`try ${index} (${variant}), seed ${asked.seed}: ${text}`);
    };
    const { tablet } = venue;
    const check = async (release: number): Promise<void> => {
      const { chunks } = server.release(release);
      const paths = Array.from({ length: CHUNKS_ASKED }, () => draw.pick(chunks));
      const missing = await tablet.missing(paths);
      counts.asked += paths.length;
      counts.missing += missing.length;
      for (const path of missing) wrong(`the open page cannot load ${path}`);
      if (!(await tablet.isSamePage())) {
        counts.reloads += 1;
        wrong('the page was reloaded while a form was open');
      }
      if (!(await tablet.holdsInput())) {
        counts.lost += 1;
        wrong('what was entered is gone from the open form');
      }
    };
    try {
      await tablet.answer();
      const scene: Scene = { tablet, server, draw, running, next, wrong, check };
      running = await PLAYED[variant](scene);
      await tablet.resume();
      if (!(await tablet.holdsInput())) {
        counts.lost += 1;
        wrong('the new build opens the form without what was entered');
      }
      if (!(await tablet.goOn())) {
        const unseen = await tablet.notReviewed();
        counts.lost += unseen.length;
        if (unseen.length > 0) wrong(`not to be seen before handing in: ${unseen.join(' ')}`);
        if (!(await venue.nextFamily())) await renew();
      }
    } catch (error) {
      wrong(error instanceof Error ? error.message.split('\n').slice(0, 3).join(' ') : String(error));
      await renew();
    }
    tries += 1;
    played.set(variant, (played.get(variant) ?? 0) + 1);
    note(`${tries} deploys, ${failures.length} failures`);
  }
  await venue.close();
  await server.stop();
  return {
    ...NO_FAULT,
    tries,
    lost: counts.lost,
    counted: {
      'forced reloads': counts.reloads,
      'missing chunks': counts.missing,
      'chunks asked for': counts.asked,
      variants: [...played].map(([name, count]) => `${name} ${count}`).join(', '),
    },
    failures,
  };
};

/** New versions of the app in the middle of a form. */
export const workerDeploys: FaultRow = {
  name: 'worker-deploys',
  title: 'service-worker deploys in the middle of a form',
  tries: { ci: 10, full: 200 },
  needsBrowser: true,
  run,
};
