import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { BrowserProfile } from '../../support/browser-profile.ts';
import { cameraArgs, writeCameraFilm } from '../../support/camera.ts';
import { ConsolePages } from '../../support/console-pages.ts';
import { demoFacts } from '../../support/demo-facts.ts';
import { HubProcess } from '../../support/hub-process.ts';
import { KioskPages } from '../../support/kiosk-pages.ts';

const CHILD = '田中 陽翔';

/** A hub and a tablet that is enrolled, installed and has a ticket before its camera, as in the tests. */
export class BenchTablet {
  readonly hub: HubProcess;
  readonly profile: BrowserProfile;
  readonly #folder: string;

  private constructor(hub: HubProcess, profile: BrowserProfile, folder: string) {
    this.hub = hub;
    this.profile = profile;
    this.#folder = folder;
  }

  static async prepare(): Promise<BenchTablet> {
    const hub = await HubProcess.start();
    const folder = await mkdtemp(join(tmpdir(), 'hagukumi-film-'));
    const film = join(folder, 'ticket.y4m');
    const profile = await BrowserProfile.create({
      viewport: { width: 810, height: 1080 },
      args: cameraArgs(film),
    });
    const tablet = new BenchTablet(hub, profile, folder);
    try {
      await tablet.#setUp(film);
    } catch (error) {
      await tablet.dispose();
      throw error;
    }
    return tablet;
  }

  async #setUp(film: string): Promise<void> {
    const page = await this.newPage();
    const console = new ConsolePages(page, this.hub.origin);
    await console.signIn(await demoFacts(this.hub));
    const code = await console.enrolmentCode();
    await writeCameraFilm(film, await console.ticketOf(CHILD));
    const kiosk = new KioskPages(page, this.hub.origin);
    await kiosk.enrol(code, 'bench');
    await kiosk.installed();
  }

  /** A page of the browser as it is open now. */
  async newPage(): Promise<Page> {
    return (await this.profile.opened()).newPage();
  }

  kiosk(page: Page): KioskPages {
    return new KioskPages(page, this.hub.origin);
  }

  /** The browser closed and opened again. Staff's answer about storage, which a new tab asks for, is given. */
  async reopen(): Promise<void> {
    const context = await this.profile.open();
    await context.addInitScript(() => {
      sessionStorage.setItem('hagukumi.storage-risk', 'accepted');
    });
  }

  async dispose(): Promise<void> {
    await this.profile.dispose();
    await this.hub.dispose();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
