import { ENROLMENT_PREFIX } from '../contract/enrolment.ts';
import { TICKET_MAX_LENGTH, TICKET_PREFIX } from '../contract/ticket.ts';

/** The part of a `keydown` event that is looked at. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  /** Milliseconds of a clock that never runs backwards. */
  readonly timeStamp: number;
}

/**
 * What a key press was.
 *
 * - `other` not a reader's: let it act as usual
 * - `taken` inside a reader's text: keep it from the page
 * - `text` the reader's text is whole: keep the key from the page, use the text
 */
export type WedgeResult =
  { readonly kind: 'other' } | { readonly kind: 'taken' } | { readonly kind: 'text'; readonly text: string };

export interface WedgeOptions {
  /** Longest time between two keys of one text, milliseconds. Bluetooth readers need more than cabled ones. */
  readonly maxGapMs: number;
  /** What a text must begin with. */
  readonly prefixes: readonly string[];
}

const DEFAULTS: WedgeOptions = { maxGapMs: 60, prefixes: [TICKET_PREFIX, ENROLMENT_PREFIX] };

const OTHER: WedgeResult = { kind: 'other' };
const TAKEN: WedgeResult = { kind: 'taken' };

/** Keys that only change others. */
const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'CapsLock', 'Control', 'Alt', 'AltGraph', 'Meta']);
const TERMINATORS: ReadonlySet<string> = new Set(['Enter', 'NumpadEnter', 'Tab']);

/** Base45's signs on a US keyboard: position, and with shift. */
const PLAIN: Readonly<Record<string, string>> = {
  Space: ' ',
  Minus: '-',
  Period: '.',
  Slash: '/',
  NumpadAdd: '+',
  NumpadSubtract: '-',
  NumpadMultiply: '*',
  NumpadDivide: '/',
  NumpadDecimal: '.',
};
const SHIFTED: Readonly<Record<string, string>> = {
  Space: ' ',
  Digit4: '$',
  Digit5: '%',
  Digit8: '*',
  Equal: '+',
  Semicolon: ':',
};

/** The character by position on a US keyboard, letters as capitals: what a reader set to that layout means. */
const byPosition = ({ code, shiftKey }: KeyPress): string | undefined => {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return letter;
  if (shiftKey) return SHIFTED[code];
  return /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? PLAIN[code];
};

/** The character that the system's keyboard layout gives. */
const byLayout = ({ key }: KeyPress): string | undefined =>
  /^[0-9A-Za-z $%*+\-./:]$/.test(key) ? key.toUpperCase() : undefined;

/** The same presses read in two ways; a reading that cannot be a reader's text is `undefined`. */
interface Readings {
  readonly layout: string | undefined;
  readonly position: string | undefined;
}

const NOTHING: Readings = { layout: '', position: '' };

/**
 * Tells the text of a barcode reader that types like a keyboard (USB or Bluetooth "wedge") from a person's typing:
 * it begins with a known prefix, comes faster than anybody types, and ends with Enter or Tab.
 *
 * Each text is followed in two readings. Readers leave the factory set to the US layout; on a tablet set to Japanese
 * the same positions give other signs (`:` arrives as `+`), and with an input method on, no signs at all. The reading
 * that breaks off is dropped.
 */
export class KeyboardWedge {
  readonly #options: WedgeOptions;
  #readings: Readings = NOTHING;
  #lastAt = Number.NEGATIVE_INFINITY;

  constructor(options: Partial<WedgeOptions> = {}) {
    this.#options = { ...DEFAULTS, ...options };
  }

  /** Takes the next key press. */
  press(press: KeyPress): WedgeResult {
    if (MODIFIERS.has(press.key)) return OTHER;
    if (press.timeStamp - this.#lastAt > this.#options.maxGapMs) this.#readings = NOTHING;
    this.#lastAt = press.timeStamp;
    if (TERMINATORS.has(press.key) || TERMINATORS.has(press.code)) return this.#finish();
    const isShortcut = press.ctrlKey || press.altKey || press.metaKey;
    this.#readings = isShortcut
      ? NOTHING
      : (this.#after(this.#readings, press) ?? this.#after(NOTHING, press) ?? NOTHING);
    return this.#whole() === undefined ? OTHER : TAKEN;
  }

  /**
   * The text of a reader that sends no Enter: call it when no key has come for a while.
   * @param now on the clock of the presses' time stamps
   */
  idle(now: number): WedgeResult {
    return now - this.#lastAt > this.#options.maxGapMs ? this.#finish() : OTHER;
  }

  /** Both readings with one press more, or `undefined` when neither goes on. */
  #after({ layout, position }: Readings, press: KeyPress): Readings | undefined {
    const next = {
      layout: this.#extend(layout, byLayout(press)),
      position: this.#extend(position, byPosition(press)),
    };
    return next.layout === undefined && next.position === undefined ? undefined : next;
  }

  #extend(reading: string | undefined, character: string | undefined): string | undefined {
    if (reading === undefined || character === undefined || reading.length >= TICKET_MAX_LENGTH)
      return undefined;
    const next = reading + character;
    const { prefixes } = this.#options;
    return prefixes.some((prefix) => prefix.startsWith(next) || next.startsWith(prefix)) ? next : undefined;
  }

  /** The reading that has its whole prefix, the layout's first. */
  #whole(): string | undefined {
    const { prefixes } = this.#options;
    return [this.#readings.layout, this.#readings.position].find((reading) =>
      prefixes.some((prefix) => reading?.startsWith(prefix) === true),
    );
  }

  #finish(): WedgeResult {
    const text = this.#whole();
    this.#readings = NOTHING;
    return text === undefined ? OTHER : { kind: 'text', text };
  }
}
