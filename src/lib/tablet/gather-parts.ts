import type { DayBundle, FormEntry } from '../contract/bundle.ts';
import { problem, type Outcome } from '../contract/problem.ts';
import type { TabletStore } from '../store/port.ts';
import { openPart } from './form-part.ts';
import { instant, type World } from './world.ts';

/** Signed texts that are fetched at the same time. */
const LANES = 4;

/** The signed text with this hash, as the hub gives it. */
export type FetchPart = (sha256: string) => Promise<Outcome<string>>;

interface Parts {
  readonly store: TabletStore;
  readonly world: Pick<World, 'now'>;
  /** Absent where the hub cannot be asked: then every part must be here. */
  readonly fetchPart?: FetchPart | undefined;
}

/** Whether every one of the entries is what the text holds. */
const areSound = async (
  entries: readonly FormEntry[],
  text: string,
  { hubKeys }: DayBundle,
): Promise<Outcome<void>> => {
  for (const entry of entries) {
    const opened = await openPart(entry, text, hubKeys.form);
    if (!opened.ok) return opened;
  }
  return { ok: true, value: undefined };
};

/** What a bundle says of an entry and of the keys that sign forms. */
const claimOf = (entry: FormEntry, { hubKeys }: DayBundle): string => JSON.stringify([entry, hubKeys.form]);

/**
 * Sees to it that every signed text a bundle names is here, is that text, signed and a form that compiles. What is
 * not here is fetched, a few at a time, and kept at once: a download that was cut off goes on where it was. A text
 * here that is not what it should be is fetched anew.
 *
 * @param vouched a bundle of which all this is known, as far as its texts are still here
 */
export const gatherParts = async (
  { store, world, fetchPart }: Parts,
  bundle: DayBundle,
  vouched: DayBundle | undefined,
): Promise<Outcome<void>> => {
  const kept = await store.keys('parts');
  if (!kept.ok) return kept;
  const here = new Set(kept.value);
  const known = new Set(vouched?.forms.map((entry) => claimOf(entry, vouched)));
  const open = bundle.forms.filter((entry) => !here.has(entry.sha256) || !known.has(claimOf(entry, bundle)));
  const queue = [...Map.groupBy(open, ({ sha256 }) => sha256)];

  const take = async ([sha256, entries]: (typeof queue)[number]): Promise<Outcome<void>> => {
    const read = here.has(sha256) ? await store.get('parts', sha256) : undefined;
    if (read?.ok === false) return read;
    const text = read?.value?.text;
    if (text !== undefined && (await areSound(entries, text, bundle)).ok)
      return { ok: true, value: undefined };
    if (fetchPart === undefined) return problem('form-invalid');
    const fetched = await fetchPart(sha256);
    if (!fetched.ok) return fetched;
    const sound = await areSound(entries, fetched.value, bundle);
    if (!sound.ok) return sound;
    const row = { sha256, text: fetched.value, receivedAt: instant(world) };
    return store.commit([{ do: 'put', table: 'parts', row }]);
  };

  let failed: Outcome<void> | undefined;
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const taken = await take(next);
      if (!taken.ok) failed ??= taken;
      if (failed !== undefined) return;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return failed ?? { ok: true, value: undefined };
};
