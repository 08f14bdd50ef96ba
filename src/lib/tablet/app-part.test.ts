import { describe, expect, it } from 'vitest';
import { appPart } from './app-part.ts';

describe('a part of the app that is fetched when it is needed', () => {
  it('is given as it comes', async () => {
    expect(await appPart(() => Promise.resolve({ seal: 1 }), 'storage-failed')).toEqual({
      ok: true,
      value: { seal: 1 },
    });
  });

  it('is a problem when it cannot be had, and is fetched again the next time', async () => {
    let online = false;
    const load = (): Promise<string> =>
      online ? Promise.resolve('part') : Promise.reject(new TypeError('Failed to fetch'));
    expect(await appPart(load, 'network-unreachable')).toEqual({
      ok: false,
      error: { code: 'network-unreachable' },
    });
    online = true;
    expect(await appPart(load, 'network-unreachable')).toEqual({ ok: true, value: 'part' });
  });
});
