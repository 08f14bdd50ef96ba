import { scriptUrl } from './script-url.ts';

/** State of the app's own version, as the device page shows it. */
export type UpdateState = 'unsupported' | 'checking' | 'current' | 'waiting' | 'activating';

/** The tab that a new version would change. */
interface UpdatingTab {
  /** Whether no tab has a form open. */
  readonly mayActivate: () => Promise<boolean>;
  readonly isFormOpen: () => boolean;
  readonly onState: (state: UpdateState) => void;
}

/** How often a new version is looked for while the app stays open, milliseconds. */
const CHECK_EVERY_MS = 60 * 60 * 1000;

/**
 * Registers the service worker and takes a new version in only when nothing is open.
 *
 *     register ─▶ current ──new worker installed──▶ waiting ──idle and nothing unsaved──▶ activating ─▶ reload
 *
 * A worker that was already waiting at start counts too. `mayActivate` is asked every time, and again by every
 * other open tab through the shared lock that an open form holds. Should the worker change all the same while a form is
 * open here (another tab was quicker), the reload waits until that form is closed: its build stays in the cache.
 */
export class Updates {
  readonly #tab: UpdatingTab;
  #registration: ServiceWorkerRegistration | undefined;
  #reloadDue = false;

  constructor(tab: UpdatingTab) {
    this.#tab = tab;
  }

  async start(): Promise<void> {
    if (!('serviceWorker' in navigator)) {
      this.#tab.onState('unsupported');
      return;
    }
    this.#tab.onState('checking');
    const hadController = navigator.serviceWorker.controller !== null;
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      if (!hadController || this.#reloadDue) return;
      this.#reloadDue = true;
      this.#reloadIfIdle();
    });
    try {
      this.#registration = await navigator.serviceWorker.register(scriptUrl('/service-worker.js'), {
        type: 'module',
        updateViaCache: 'none',
      });
    } catch {
      this.#tab.onState('unsupported');
      return;
    }
    this.#registration.addEventListener('updatefound', () => {
      this.#watch();
    });
    this.#report();
    setInterval(() => void this.check(), CHECK_EVERY_MS);
  }

  /** Looks for a new version now; without network nothing changes. */
  async check(): Promise<void> {
    try {
      await this.#registration?.update();
    } catch {
      // Offline: the next check will tell.
    }
    this.#report();
  }

  /** Takes a waiting version in, if nothing is open anywhere. */
  async activateIfIdle(): Promise<boolean> {
    const waiting = this.#registration?.waiting;
    if (waiting === undefined || waiting === null) return false;
    this.#tab.onState('activating');
    if (!(await this.#tab.mayActivate())) {
      this.#report();
      return false;
    }
    waiting.postMessage({ type: 'activate' });
    return true;
  }

  /** A form that was open in this tab is closed. */
  formClosed(): void {
    this.#reloadIfIdle();
  }

  #reloadIfIdle(): void {
    if (this.#reloadDue && !this.#tab.isFormOpen()) location.reload();
  }

  #watch(): void {
    const worker = this.#registration?.installing;
    worker?.addEventListener('statechange', () => {
      this.#report();
    });
  }

  #report(): void {
    this.#tab.onState(this.#registration?.waiting ? 'waiting' : 'current');
  }
}
