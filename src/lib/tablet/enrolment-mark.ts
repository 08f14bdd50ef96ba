import { isRange, type NumberRange } from './number-ranges.ts';

const KEY = 'hagukumi.device';
const NUMBERS_KEY = 'hagukumi.sealed';
const INCIDENT_KEY = 'hagukumi.incident';
const PERSISTED_KEY = 'hagukumi.persisted';

/** Most ranges that are kept; what lies beyond is taken for unsent. */
const MOST_RANGES = 64;

/** What this tablet has sealed, in numbers of its own count (deviceSeq). */
export interface SealedNumbers {
  /** The last one, 0 when there is none. */
  readonly last: number;
  /** Those without a receipt, ascending. Noted after each commit: what is delivered may still be named. */
  readonly unsent: readonly NumberRange[];
}

const readNumbers = (text: string | null): SealedNumbers | undefined => {
  try {
    const stored: unknown = JSON.parse(text ?? '');
    if (typeof stored !== 'object' || stored === null) return undefined;
    const last: unknown = Reflect.get(stored, 'last');
    const unsent: unknown = Reflect.get(stored, 'unsent');
    if (!Number.isSafeInteger(last) || !Array.isArray(unsent) || !unsent.every(isRange)) return undefined;
    return { last: last as number, unsent };
  } catch {
    return undefined;
  }
};

/** At most {@link MOST_RANGES}: the last one then reaches to the end. */
const capped = (ranges: readonly NumberRange[]): readonly NumberRange[] => {
  const [from] = ranges[MOST_RANGES - 1] ?? [];
  const [, to] = ranges.at(-1) ?? [];
  if (ranges.length <= MOST_RANGES || from === undefined || to === undefined) return ranges;
  return [...ranges.slice(0, MOST_RANGES - 1), [from, to]];
};

/**
 * Remembers outside of the database that this tablet was enrolled, and which records it had not sent. When the
 * database then comes up without its device, its data was lost: an incident, never a fresh start. Holds the device's
 * id and numbers, no secret and nothing about anybody.
 */
export class EnrolmentMark {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.#storage = storage;
  }

  get deviceId(): string | undefined {
    return this.#storage.getItem(KEY) ?? undefined;
  }

  /** What was sealed when it was last noted; `undefined` when it never was, or cannot be read. */
  get numbers(): SealedNumbers | undefined {
    return readNumbers(this.#storage.getItem(NUMBERS_KEY));
  }

  /** Whether the browser has ever promised to keep what is stored here. */
  get wasPersisted(): boolean {
    return this.#storage.getItem(PERSISTED_KEY) === 'yes';
  }

  notePersisted(): void {
    if (!this.wasPersisted) this.#write(PERSISTED_KEY, 'yes');
  }

  /** The text of an incident that staff have not dealt with yet. */
  get incident(): string | undefined {
    const text = this.#storage.getItem(INCIDENT_KEY) ?? '';
    return text === '' ? undefined : text;
  }

  /** Keeps an incident over restarts and a new enrolment, until staff have dealt with it. */
  noteIncident(text: string): void {
    this.#write(INCIDENT_KEY, text);
  }

  clearIncident(): void {
    this.#write(INCIDENT_KEY, '');
  }

  /** A device that is new here has sealed nothing yet. */
  set(deviceId: string): void {
    if (this.deviceId === deviceId) return;
    this.#write(KEY, deviceId);
    this.note({ last: 0, unsent: [] });
  }

  note({ last, unsent }: SealedNumbers): void {
    this.#write(NUMBERS_KEY, JSON.stringify({ last, unsent: capped(unsent) }));
  }

  /** A browser that takes nothing more must not stop the work: what was noted before is then what is known. */
  #write(key: string, text: string): void {
    try {
      this.#storage.setItem(key, text);
    } catch {
      // full, or forbidden
    }
  }
}
