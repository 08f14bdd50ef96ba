import { browserSpeech } from '../read-aloud/browser-speech.ts';
import { ReadAloud } from '../read-aloud/ReadAloud.svelte.ts';

/** One reader for all questions of a layout: it reads one text at a time. */
export const windowReader = (): ReadAloud => new ReadAloud(browserSpeech(window));
