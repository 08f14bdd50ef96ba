import { describe, expect, it } from 'vitest';
import { anId } from '../../../tests/support/a-bundle.ts';
import { aShift } from './testing/a-shift.ts';
import { VisitMemory } from './visit-memory.ts';

const aStorage = () => {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
};

const aDevice = async () => {
  const { device } = (await aShift()).tablet;
  if (device === undefined) throw new Error('no device');
  return device;
};

describe('the memory of the family at the tablet', () => {
  const visit = { ticketId: anId(), by: 'ticket' } as const;

  it.each([true, false])(
    'gives back after a reload who it is and whether Japanese stands beneath: %s',
    async (beside) => {
      const [device, storage] = [await aDevice(), aStorage()];
      await new VisitMemory(storage).remember(device, { ...visit, beside });
      expect(await new VisitMemory(storage).recall(device)).toEqual({ ...visit, beside });
    },
  );

  it('says neither in clear', async () => {
    const [device, storage] = [await aDevice(), aStorage()];
    await new VisitMemory(storage).remember(device, { ...visit, beside: true });
    const kept = [...storage.items.values()].join();
    for (const secret of [visit.ticketId, 'ticket', 'beside']) expect(kept).not.toContain(secret);
  });

  it('keeps nothing for the next family, also when the switch was turned as the last one left', async () => {
    const [device, storage] = [await aDevice(), aStorage()];
    const memory = new VisitMemory(storage);
    await memory.remember(device, { ...visit, beside: false });
    const turning = memory.remember(device, { ...visit, beside: true });
    memory.forget();
    await turning;
    expect(storage.items.size).toBe(0);
    expect(await memory.recall(device)).toBeUndefined();
  });

  it('keeps the last word of a switch that is turned to and fro', async () => {
    const [device, storage] = [await aDevice(), aStorage()];
    const memory = new VisitMemory(storage);
    await Promise.all(
      [true, false, true, false].map((beside) => memory.remember(device, { ...visit, beside })),
    );
    expect(await memory.recall(device)).toEqual({ ...visit, beside: false });
  });
});
