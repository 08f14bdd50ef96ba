import { createSubscriber } from 'svelte/reactivity';
import { chooseVoice } from './choose-voice.ts';
import type { Speech, Voice } from './speech.ts';
import { spokenPieces } from './spoken-pieces.ts';

/**
 * Reads texts aloud, one at a time.
 *
 * ```
 *          start(key)                    last piece finished, a piece failed, stop
 * silent ─────────────▶ speaking key ───────────────────────────────────────────────▶ silent
 *                        │      ▲ start(other): the first falls silent
 *                        └──────┘
 * ```
 */
export class ReadAloud {
  #key = $state.raw<unknown>(undefined);
  /** Counts the runs: what an earlier run still reports is not heard. */
  #run = 0;
  readonly #speech: Speech | undefined;
  readonly #followVoices: () => void;

  /** @param speech undefined where the machine has none: then nothing can be read, and no button is there */
  constructor(speech: Speech | undefined) {
    this.#speech = speech;
    this.#followVoices = createSubscriber((update) => speech?.watchVoices(update));
  }

  /** Whether a text in this language can be read here. Reactive: voices may come late. */
  canRead(language: string): boolean {
    this.#followVoices();
    return this.#voice(language) !== undefined;
  }

  /** Whether the text that `start` was given this key with is being read. Reactive. */
  isReading(key: unknown): boolean {
    return key !== undefined && this.#key === key;
  }

  /** Reads a text from its start, after silencing what is being read. Nothing happens without a voice or a word. */
  start(key: unknown, text: string, language: string): void {
    this.stop();
    const voice = this.#voice(language);
    const pieces = spokenPieces(text);
    if (voice === undefined || pieces.length === 0) return;
    this.#key = key;
    this.#speakFrom(pieces, 0, voice, this.#run);
  }

  /** Silence, whatever is being read. With a key: only when it is that text. */
  stop(key?: unknown): void {
    if (key !== undefined && key !== this.#key) return;
    this.#run += 1;
    if (this.#key === undefined) return;
    this.#key = undefined;
    this.#speech?.silence();
  }

  #speakFrom(pieces: readonly string[], at: number, voice: Voice, run: number): void {
    const piece = pieces[at];
    if (piece === undefined) {
      this.#key = undefined;
      return;
    }
    this.#speech?.speak(piece, voice, (outcome) => {
      if (run !== this.#run) return;
      if (outcome === 'finished') this.#speakFrom(pieces, at + 1, voice, run);
      else this.stop();
    });
  }

  #voice(language: string): Voice | undefined {
    return this.#speech && chooseVoice(this.#speech.voices(), language);
  }
}
