import type { TabletStore } from '../store/port.ts';

type Texts = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Local storage that also outlives a browser that is killed: browsers write local storage a while after they say so.
 * Every change is committed to the store as well, and at the start the store's texts take the place of what local
 * storage has under these keys. Other tabs see a change at once, as with local storage itself.
 */
export class DurableTexts implements Texts {
  readonly #store: TabletStore;
  readonly #storage: Texts;
  #texts: Readonly<Record<string, string>>;
  #written: Promise<unknown> = Promise.resolve();

  private constructor(store: TabletStore, storage: Texts, texts: Readonly<Record<string, string>>) {
    this.#store = store;
    this.#storage = storage;
    this.#texts = texts;
  }

  /** @param keys what is kept; a store that cannot be read leaves local storage as it is */
  static async open(store: TabletStore, storage: Texts, keys: readonly string[]): Promise<DurableTexts> {
    const read = await store.get('meta', 'texts');
    if (!read.ok) return new DurableTexts(store, storage, {});
    const kept = read.value?.key === 'texts' ? read.value.texts : undefined;
    if (kept === undefined) {
      const found = keys.flatMap((key) => {
        const text = storage.getItem(key);
        return text === null ? [] : [[key, text] as const];
      });
      return new DurableTexts(store, storage, Object.fromEntries(found));
    }
    for (const key of keys) {
      const text = kept[key];
      if (text === undefined) storage.removeItem(key);
      else storage.setItem(key, text);
    }
    return new DurableTexts(store, storage, kept);
  }

  getItem(key: string): string | null {
    return this.#storage.getItem(key);
  }

  setItem(key: string, text: string): void {
    this.#storage.setItem(key, text);
    this.#keep({ ...this.#texts, [key]: text });
  }

  removeItem(key: string): void {
    this.#storage.removeItem(key);
    const { [key]: _, ...rest } = this.#texts;
    this.#keep(rest);
  }

  /** Waits until every change so far is on disk, or could not be written. */
  async settle(): Promise<void> {
    await this.#written;
  }

  #keep(texts: Readonly<Record<string, string>>): void {
    this.#texts = texts;
    this.#written = this.#written.then(() =>
      this.#store.commit([{ do: 'put', table: 'meta', row: { key: 'texts', texts } }]),
    );
  }
}
