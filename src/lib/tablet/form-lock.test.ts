import { describe, expect, it } from 'vitest';
import { holdFormOpen, noFormOpen } from './form-lock.ts';

const { locks } = navigator;

describe('whether a form is open', () => {
  it('is no where none is, and does not stand in the way of the next one', async () => {
    expect(await noFormOpen(locks, 50)).toBe(true);
    const release = holdFormOpen(locks);
    expect(await noFormOpen(locks, 50)).toBe(false);
    release();
    expect(await noFormOpen(locks, 5_000)).toBe(true);
  });

  it('waits for a page that is just being left', async () => {
    const release = holdFormOpen(locks);
    const asked = noFormOpen(locks, 5_000);
    setTimeout(release, 100);
    expect(await asked).toBe(true);
  });

  it('is yes as long as one of several is', async () => {
    const [one, other] = [holdFormOpen(locks), holdFormOpen(locks)];
    one();
    expect(await noFormOpen(locks, 100)).toBe(false);
    other();
    expect(await noFormOpen(locks, 5_000)).toBe(true);
  });
});
