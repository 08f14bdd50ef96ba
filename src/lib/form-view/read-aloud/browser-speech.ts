import type { Speech, Voice } from './speech.ts';

/** A little slower than talk: the hall is loud, and not everybody's first language is the form's. */
const RATE = 0.9;

/** What of a browser's window speaks. */
export type SpeakingWindow = Partial<Pick<Window & typeof globalThis, 'speechSynthesis'>> & {
  readonly SpeechSynthesisUtterance?: typeof SpeechSynthesisUtterance;
};

/**
 * The browser's speech (Web Speech API), local voices only: others send the text to their maker. Undefined where there
 * is no such interface.
 */
export const browserSpeech = (window: SpeakingWindow): Speech | undefined => {
  const { speechSynthesis: synthesis, SpeechSynthesisUtterance: Utterance } = window;
  if (synthesis === undefined || Utterance === undefined) return undefined;
  const localVoices = (): readonly SpeechSynthesisVoice[] =>
    synthesis.getVoices().filter(({ localService }) => localService);
  /** Held so that the engine's own weak reference does not lose it, and with it its end (Chromium). */
  let current: SpeechSynthesisUtterance | undefined;

  return {
    voices: () =>
      localVoices().map((voice): Voice => ({
        id: voice.voiceURI,
        language: voice.lang,
        isDefault: voice.default,
      })),
    watchVoices: (changed) => {
      synthesis.addEventListener('voiceschanged', changed);
      return () => synthesis.removeEventListener('voiceschanged', changed);
    },
    speak: (piece, { id }, done) => {
      const voice = localVoices().find((candidate) => candidate.voiceURI === id);
      if (voice === undefined) {
        // Without a voice the browser would take one of its own choice.
        queueMicrotask(() => done('failed'));
        return;
      }
      const utterance = new Utterance(piece);
      utterance.voice = voice;
      utterance.lang = voice.lang;
      utterance.rate = RATE;
      const end = (outcome: 'finished' | 'failed'): void => {
        if (current !== utterance) return;
        current = undefined;
        done(outcome);
      };
      utterance.addEventListener('end', () => end('finished'));
      utterance.addEventListener('error', () => end('failed'));
      current = utterance;
      synthesis.speak(utterance);
      // A synthesis that was paused elsewhere keeps silent.
      synthesis.resume();
    },
    silence: () => {
      current = undefined;
      synthesis.cancel();
    },
  };
};
