const KEY = 'hagukumi.restored';

/** That the hub was restored from an old backup, as far as staff have not dealt with it yet. Numbers only. */
export interface Restored {
  /** Revisions that were offered again. */
  readonly reoffered: number;
  /** Lost numbers (deviceSeq) that staff have taken note of, as text. */
  readonly seen: string;
}

const NONE: Restored = { reoffered: 0, seen: '' };

/** Remembers over reloads what staff must be told about a restored hub. */
export class RestoredMark {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.#storage = storage;
  }

  get value(): Restored {
    try {
      const stored: unknown = JSON.parse(this.#storage.getItem(KEY) ?? '');
      if (typeof stored !== 'object' || stored === null) return NONE;
      const { reoffered, seen } = stored as Partial<Record<keyof Restored, unknown>>;
      return Number.isSafeInteger(reoffered) && typeof seen === 'string'
        ? { reoffered: reoffered as number, seen }
        : NONE;
    } catch {
      return NONE;
    }
  }

  set(value: Restored): void {
    try {
      this.#storage.setItem(KEY, JSON.stringify(value));
    } catch {
      // A full disk: the note is then there until the next reload.
    }
  }
}
