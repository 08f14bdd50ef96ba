const KEY = 'hagukumi.storage-risk';

/** Whether staff have accepted, in this tab, that the browser may remove what is stored here. */
export class StorageRisk {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.#storage = storage;
  }

  get isAccepted(): boolean {
    return this.#storage.getItem(KEY) === 'accepted';
  }

  accept(): void {
    this.#storage.setItem(KEY, 'accepted');
  }
}
