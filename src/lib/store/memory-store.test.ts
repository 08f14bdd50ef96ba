import { emptyDisk, MemoryStore, type MemoryDisk } from './memory-store.ts';
import type { TabletStore } from './port.ts';
import { describeStore } from './store-suite.ts';

const disks = new WeakMap<TabletStore, MemoryDisk>();

const onDisk = (disk: MemoryDisk): TabletStore => {
  const store = new MemoryStore(disk);
  disks.set(store, disk);
  return store;
};

describeStore('the memory store', {
  fresh: () => Promise.resolve(onDisk(emptyDisk())),
  reopen: (store) => {
    store.close();
    return Promise.resolve(onDisk(disks.get(store) ?? emptyDisk()));
  },
});
