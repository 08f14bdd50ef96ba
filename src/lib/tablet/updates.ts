import { scriptUrl } from './script-url.ts';

/** State of the app's own version, as the device page shows it. */
export type UpdateState = 'unsupported' | 'checking' | 'current' | 'waiting' | 'activating';

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
  readonly #mayActivate: () => Promise<boolean>;
  readonly #onState: (state: UpdateState) => void;
  #registration: ServiceWorkerRegistration | undefined;
  #reloadDue = false;
  #formsOpen = 0;

  constructor(mayActivate: () => Promise<boolean>, onState: (state: UpdateState) => void) {
    this.#mayActivate = mayActivate;
    this.#onState = onState;
  }

  async start(): Promise<void> {
    if (!('serviceWorker' in navigator)) {
      this.#onState('unsupported');
      return;
    }
    this.#onState('checking');
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
      this.#onState('unsupported');
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
    if (waiting === undefined || waiting === null || !(await this.#mayActivate())) return false;
    this.#onState('activating');
    waiting.postMessage({ type: 'activate' });
    return true;
  }

  /** Notes that a form is open in this tab. The returned function says that it is closed; it may be called twice. */
  formOpened(): () => void {
    let open = true;
    this.#formsOpen += 1;
    return () => {
      if (!open) return;
      open = false;
      this.#formsOpen -= 1;
      this.#reloadIfIdle();
    };
  }

  #reloadIfIdle(): void {
    if (this.#reloadDue && this.#formsOpen === 0) location.reload();
  }

  #watch(): void {
    const worker = this.#registration?.installing;
    worker?.addEventListener('statechange', () => {
      this.#report();
    });
  }

  #report(): void {
    this.#onState(this.#registration?.waiting ? 'waiting' : 'current');
  }
}
