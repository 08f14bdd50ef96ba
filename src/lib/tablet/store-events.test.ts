import { describe, expect, it } from 'vitest';
import { aShift } from './testing/a-shift.ts';

describe('what happens to the store beside the calls', () => {
  it('reaches the screen: a newer version in another tab', async () => {
    const { safekeeping } = (await aShift()).tablet;
    expect(safekeeping.storeEvent).toBeUndefined();
    safekeeping.noteStoreEvent('version-changed');
    expect(safekeeping.storeEvent).toBe('version-changed');
  });

  it('is nobody’s business where the next call puts it right', async () => {
    const { safekeeping } = (await aShift()).tablet;
    safekeeping.noteStoreEvent('connection-lost');
    expect(safekeeping.storeEvent).toBeUndefined();
  });

  it('stays what it was when records are gone, whatever comes after', async () => {
    const { safekeeping } = (await aShift()).tablet;
    for (const event of ['version-changed', 'recreated', 'blocked'] as const)
      safekeeping.noteStoreEvent(event);
    expect(safekeeping.storeEvent).toBe('recreated');
  });
});
