import { uuidV7 } from '../contract/ids.ts';
import type { Outcome } from '../contract/problem.ts';
import type { TabletStore } from '../store/port.ts';
import type { Tables } from '../store/schema.ts';
import { setAside, type Readable } from '../store/set-aside.ts';
import { instant, type World } from './world.ts';

/** Takes one row out of the way (隔離). `storage-conflict`: it has changed meanwhile, and was left alone. */
export const quarantine = <T extends Readable>(
  { store, world }: { readonly store: TabletStore; readonly world: Pick<World, 'now' | 'random'> },
  table: T,
  row: Tables[T],
): Promise<Outcome<void>> =>
  setAside(
    store,
    { table, row, reason: 'stored-data-damaged' },
    { damagedId: uuidV7(world.now(), world.random(10)), at: instant(world) },
  );
