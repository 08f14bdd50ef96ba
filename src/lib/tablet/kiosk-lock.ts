const KEY = 'hagukumi.kiosk-locked';

/** Whether the tablet waits to be handed back to staff. Survives reloads and restarts; holds nothing personal. */
export class KioskLock {
  /** Where it is kept. */
  static readonly key = KEY;
  readonly #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {
    this.#storage = storage;
  }

  get isLocked(): boolean {
    return this.#storage.getItem(KEY) === 'yes';
  }

  lock(): void {
    this.#storage.setItem(KEY, 'yes');
  }

  unlock(): void {
    this.#storage.removeItem(KEY);
  }
}
