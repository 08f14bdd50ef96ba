import { describe, expect, it } from 'vitest';
import type { FrameReader } from './frame-reader.ts';
import { withFallback } from './load-frame-reader.ts';

const video = {} as HTMLVideoElement;

/** A reader that gives these answers in turn, and fails where one is `undefined`. */
const answering = (...answers: (string | undefined)[]): FrameReader => ({
  read: () => {
    const answer = answers.shift();
    return answer === undefined ? Promise.reject(new Error('engine')) : Promise.resolve(answer);
  },
});

const readAll = async (reader: FrameReader, times: number): Promise<(string | undefined)[]> => {
  const texts: (string | undefined)[] = [];
  for (let count = 0; count < times; count += 1) texts.push(await reader.read(video));
  return texts;
};

describe('a reader with a fallback', () => {
  it('stays with the first while it works', async () => {
    const reader = withFallback(answering('a', 'b'), () => Promise.reject(new Error('not to be loaded')));
    expect(await readAll(reader, 2)).toEqual(['a', 'b']);
  });

  it('changes to the second for good after three failures in a row', async () => {
    const first = answering(undefined, undefined, undefined, 'too late');
    const reader = withFallback(first, () => Promise.resolve(answering('x', 'y')));
    expect(await readAll(reader, 5)).toEqual([undefined, undefined, undefined, 'x', 'y']);
  });

  it('forgives failures between successes', async () => {
    const first = answering(undefined, undefined, 'a', undefined, undefined, 'b');
    const reader = withFallback(first, () => Promise.resolve(answering('x')));
    expect(await readAll(reader, 6)).toEqual([undefined, undefined, 'a', undefined, undefined, 'b']);
  });

  it('tries again to load the second when that failed', async () => {
    let loads = 0;
    const reader = withFallback(answering(), () => {
      loads += 1;
      return loads === 1 ? Promise.reject(new Error('offline')) : Promise.resolve(answering('x'));
    });
    await readAll(reader, 2);
    await expect(reader.read(video)).rejects.toThrow('offline');
    expect(await readAll(reader, 2)).toEqual([undefined, 'x']);
  });
});
