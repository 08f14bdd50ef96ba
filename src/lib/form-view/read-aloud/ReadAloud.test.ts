import { describe, expect, it } from 'vitest';
import { browserSpeech, type SpeakingWindow } from './browser-speech.ts';
import { chooseVoice } from './choose-voice.ts';
import { ReadAloud } from './ReadAloud.svelte.ts';
import type { Speech, Voice } from './speech.ts';
import { spokenPieces } from './spoken-pieces.ts';

const voice = (language: string, isDefault = false): Voice => ({ id: language, language, isDefault });

/** A speech that writes down what is asked of it and ends a piece when the test says so. */
const aSpeech = (voices: readonly Voice[]) => {
  const log: string[] = [];
  let done: ((outcome: 'finished' | 'failed') => void) | undefined;
  const speech: Speech = {
    voices: () => voices,
    watchVoices: () => () => undefined,
    speak: (piece, { id }, whenDone) => {
      if (done) log.push('OVERLAP');
      log.push(`${id}: ${piece}`);
      done = whenDone;
    },
    silence: () => {
      log.push('silence');
      done = undefined;
    },
  };
  const end = (outcome: 'finished' | 'failed' = 'finished'): void => {
    const whenDone = done;
    done = undefined;
    whenDone?.(outcome);
  };
  return { speech, log, end, pending: () => done };
};

describe('reading aloud', () => {
  it('speaks sentence after sentence and then is silent', () => {
    const { speech, log, end } = aSpeech([voice('ja-JP')]);
    const reader = new ReadAloud(speech);
    reader.start('q1', 'こんにちは。体重を教えてください。', 'ja');
    expect(reader.isReading('q1')).toBe(true);
    end();
    expect(reader.isReading('q1')).toBe(true);
    end();
    expect(reader.isReading('q1')).toBe(false);
    expect(log).toEqual(['ja-JP: こんにちは。', 'ja-JP: 体重を教えてください。']);
  });

  it('never reads two texts at once: the second silences the first', () => {
    const { speech, log, end, pending } = aSpeech([voice('ja-JP')]);
    const reader = new ReadAloud(speech);
    reader.start('q1', 'いち。に。', 'ja');
    const late = pending();
    reader.start('q2', 'さん。', 'ja');
    late?.('finished');
    expect(reader.isReading('q1')).toBe(false);
    expect(reader.isReading('q2')).toBe(true);
    end();
    expect(log).toEqual(['ja-JP: いち。', 'silence', 'ja-JP: さん。']);
  });

  it('stops, and only the text it is asked to stop', () => {
    const { speech, log } = aSpeech([voice('ja-JP')]);
    const reader = new ReadAloud(speech);
    reader.start('q1', 'いち。', 'ja');
    reader.stop('q2');
    expect(reader.isReading('q1')).toBe(true);
    reader.stop('q1');
    expect(reader.isReading('q1')).toBe(false);
    reader.stop();
    expect(log).toEqual(['ja-JP: いち。', 'silence']);
  });

  it('a piece that fails ends the reading', () => {
    const { speech, end } = aSpeech([voice('ja-JP')]);
    const reader = new ReadAloud(speech);
    reader.start('q1', 'いち。に。', 'ja');
    end('failed');
    expect(reader.isReading('q1')).toBe(false);
  });

  it('reads nothing without speech, without a voice and without a word', () => {
    const none = new ReadAloud(undefined);
    expect(none.canRead('ja')).toBe(false);
    none.start('q1', 'いち', 'ja');
    expect(none.isReading('q1')).toBe(false);

    const { speech, log } = aSpeech([voice('en-US')]);
    const reader = new ReadAloud(speech);
    expect(reader.canRead('ja')).toBe(false);
    expect(reader.canRead('en')).toBe(true);
    reader.start('q1', 'いち', 'ja');
    reader.start('q2', ' … 。', 'en');
    expect(reader.isReading('q1') || reader.isReading('q2')).toBe(false);
    expect(log).toEqual([]);
  });
});

describe('the voice', () => {
  const voices = ['en-US', 'zh-CN', 'zh-TW', 'ja_JP', 'pt-PT', 'pt-BR', 'not a tag'].map((tag) => voice(tag));
  it.each([
    ['ja', 'ja_JP'],
    ['ja-JP', 'ja_JP'],
    ['zh-Hans', 'zh-CN'],
    ['zh-Hant', 'zh-TW'],
    ['zh-HK', 'zh-TW'],
    ['pt-BR', 'pt-BR'],
    ['en-GB', 'en-US'],
    ['vi', undefined],
    ['not a tag', undefined],
    ['', undefined],
  ])('for %s is %s', (language, id) => {
    expect(chooseVoice(voices, language)?.id).toBe(id);
  });

  it("is the person's own choice among equals", () => {
    expect(chooseVoice([voice('ja-JP'), { ...voice('ja-JP', true), id: 'own' }], 'ja')?.id).toBe('own');
  });
});

describe('the pieces', () => {
  it('are sentences, each short enough, none lost', () => {
    expect(spokenPieces('一つ目。二つ目！\n三つ目')).toEqual(['一つ目。', '二つ目！', '三つ目']);
    expect(spokenPieces('……。・\n')).toEqual([]);
    const long = `${'あ'.repeat(100)}、${'い'.repeat(100)}。`;
    expect(spokenPieces(long)).toEqual([`${'あ'.repeat(100)}、`, `${'い'.repeat(100)}。`]);
    const whole = '𠮷'.repeat(1_000);
    expect(spokenPieces(whole).join('')).toBe(whole);
    expect(spokenPieces(whole).every((piece) => [...piece].length <= 160)).toBe(true);
  });
});

class FakeUtterance extends EventTarget {
  voice: SpeechSynthesisVoice | null = null;
  lang = '';
  rate = 1;
  readonly text: string;
  constructor(text: string) {
    super();
    this.text = text;
  }
}

describe("the browser's speech", () => {
  const aWindow = (voices: readonly { voiceURI: string; localService: boolean }[]) => {
    const spoken: FakeUtterance[] = [];
    const synthesis = Object.assign(new EventTarget(), {
      getVoices: () => voices.map((each) => ({ lang: 'ja-JP', default: false, name: '', ...each })),
      speak: (utterance: FakeUtterance) => spoken.push(utterance),
      resume: () => undefined,
      cancel: () => spoken.at(-1)?.dispatchEvent(new Event('error')),
    });
    const window = { speechSynthesis: synthesis, SpeechSynthesisUtterance: FakeUtterance };
    return { window: window as unknown as SpeakingWindow, spoken, synthesis };
  };

  it('is not there without the interface', () => {
    expect(browserSpeech({})).toBeUndefined();
  });

  it('has voices of the machine only, and never leaves the choice to the browser', async () => {
    const { window, spoken } = aWindow([
      { voiceURI: 'cloud', localService: false },
      { voiceURI: 'here', localService: true },
    ]);
    const speech = browserSpeech(window);
    expect(speech?.voices().map(({ id }) => id)).toEqual(['here']);
    speech?.speak('あ', voice('here'), () => undefined);
    expect(spoken.map((utterance) => utterance.voice?.voiceURI)).toEqual(['here']);
    const outcome = await new Promise((resolve) => speech?.speak('い', voice('cloud'), resolve));
    expect(outcome).toBe('failed');
    expect(spoken).toHaveLength(1);
  });

  it('reports the end once, and nothing after silence', () => {
    const { window, spoken } = aWindow([{ voiceURI: 'here', localService: true }]);
    const speech = browserSpeech(window);
    const outcomes: string[] = [];
    speech?.speak('あ', voice('here'), (outcome) => outcomes.push(outcome));
    spoken[0]?.dispatchEvent(new Event('end'));
    spoken[0]?.dispatchEvent(new Event('end'));
    speech?.speak('い', voice('here'), (outcome) => outcomes.push(outcome));
    speech?.silence();
    expect(outcomes).toEqual(['finished']);
  });

  it('tells when voices come late', () => {
    const { window, synthesis } = aWindow([]);
    let changes = 0;
    const stop = browserSpeech(window)?.watchVoices(() => (changes += 1));
    synthesis.dispatchEvent(new Event('voiceschanged'));
    stop?.();
    synthesis.dispatchEvent(new Event('voiceschanged'));
    expect(changes).toBe(1);
  });
});
