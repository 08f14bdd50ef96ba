/** One installed voice. */
export interface Voice {
  readonly id: string;
  /** BCP 47. */
  readonly language: string;
  /** The person's own choice for this language. */
  readonly isDefault: boolean;
}

/**
 * The speech of the machine. Guarantees an adapter gives: every voice speaks on the machine itself, so that no text is
 * sent anywhere; `done` of a piece is called at most once, and never after {@link Speech.silence}.
 */
export interface Speech {
  /** Voices known now; they may come late. */
  voices(): readonly Voice[];
  /** Calls when `voices` may have changed. Returns how to stop that. */
  watchVoices(changed: () => void): () => void;
  /** Speaks one short piece; nothing is being spoken at that moment. */
  speak(piece: string, voice: Voice, done: (outcome: 'finished' | 'failed') => void): void;
  /** Ends what is being spoken, if anything. */
  silence(): void;
}
