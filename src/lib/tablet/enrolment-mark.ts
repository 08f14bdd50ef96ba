const KEY = 'hagukumi.device';

/**
 * Remembers outside of the database that this tablet was enrolled. When the database then comes up without its
 * device, its data was lost: an incident, never a fresh start. Holds the device's id and nothing else.
 */
export class EnrolmentMark {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.#storage = storage;
  }

  get deviceId(): string | undefined {
    return this.#storage.getItem(KEY) ?? undefined;
  }

  set(deviceId: string): void {
    this.#storage.setItem(KEY, deviceId);
  }
}
