import { describe, expect, it } from 'vitest';
import { emptyDisk, MemoryStore } from '../store/memory-store.ts';
import type { OutboxState } from '../store/schema.ts';
import { unsentRecords } from './unsent-records.ts';

describe('unsent records', () => {
  it('are those that wait and those set aside, however many, and none that has its receipt', async () => {
    const disk = emptyDisk();
    const states: readonly OutboxState[] = ['queued', 'parked', 'delivered'];
    for (let seq = 1; seq <= 900; seq += 1) {
      const state = states[seq % 3] ?? 'queued';
      disk.outbox.set(`v${seq}`, {
        revisionId: `v${seq}`,
        recordId: `r${seq}`,
        deviceSeq: seq,
        envelope: new Uint8Array(0),
        sha256: '',
        sealedAt: '',
        state,
        attempts: 0,
        nextAttemptAt: 0,
      });
    }
    const unsent = await unsentRecords(new MemoryStore(disk));
    if (!unsent.ok) throw new Error(unsent.error.code);
    expect(unsent.value.size).toBe(600);
    expect(unsent.value.has('r3')).toBe(true);
    expect(unsent.value.has('r2')).toBe(false);
  });
});
