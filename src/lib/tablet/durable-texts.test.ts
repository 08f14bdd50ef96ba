import { expect, it } from 'vitest';
import { emptyDisk, MemoryStore } from '../store/memory-store.ts';
import { CodeBrake } from './code-brake.ts';
import { DurableTexts } from './durable-texts.ts';
import { KioskLock } from './kiosk-lock.ts';

const aStorage = (): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> => {
  const texts = new Map<string, string>();
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
  };
};

const KEYS = [KioskLock.key, CodeBrake.key];

it('a lock outlives a browser that is killed before local storage is written', async () => {
  const disk = emptyDisk();
  const before = await DurableTexts.open(new MemoryStore(disk), aStorage(), KEYS);
  new KioskLock(before).lock();
  await before.settle();
  const lost = aStorage();
  expect(new KioskLock(await DurableTexts.open(new MemoryStore(disk), lost, KEYS)).isLocked).toBe(true);
  expect(new KioskLock(lost).isLocked).toBe(true);
});

it('so does its end, and wrong codes are counted on', async () => {
  const disk = emptyDisk();
  const storage = aStorage();
  const texts = await DurableTexts.open(new MemoryStore(disk), storage, KEYS);
  const lock = new KioskLock(texts);
  lock.lock();
  await texts.settle();
  const late = new Map(KEYS.map((key) => [key, storage.getItem(key)]));
  lock.unlock();
  const brake = new CodeBrake(texts, () => 1_000_000);
  for (let wrong = 0; wrong < 4; wrong += 1) brake.noteWrong();
  await texts.settle();
  const stale = aStorage();
  for (const [key, text] of late) if (text !== null) stale.setItem(key, text);
  const after = await DurableTexts.open(new MemoryStore(disk), stale, KEYS);
  expect(new KioskLock(after).isLocked).toBe(false);
  const counted = new CodeBrake(after, () => 1_000_000);
  expect(counted.secondsToWait).toBe(0);
  counted.noteWrong();
  expect(counted.secondsToWait).toBe(60);
});

it('a store that fails leaves local storage to do what it can', async () => {
  const store = new MemoryStore();
  const texts = await DurableTexts.open(store, aStorage(), KEYS);
  store.close();
  new KioskLock(texts).lock();
  await texts.settle();
  expect(new KioskLock(texts).isLocked).toBe(true);
});
