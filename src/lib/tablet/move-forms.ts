import { FormPackageV1, type DayBundle, type DayBundleV1, type FormEntry } from '../contract/bundle.ts';
import type { Outcome } from '../contract/problem.ts';
import { parseAs } from '../contract/parse-as.ts';
import { utf8 } from '../crypto/bytes.ts';
import type { TabletStore, WriteOp } from '../store/port.ts';
import type { BundleRow } from '../store/schema.ts';
import { partHash } from './form-part.ts';
import { loadBundle } from './stored.ts';
import { instant, type World } from './world.ts';

const DONE: Outcome<void> = { ok: true, value: undefined };

/** A bundle as it may lie there: of either version, or damaged. */
type Stored = DayBundle | Partial<DayBundleV1> | undefined;

/** The forms that lie in a bundle of schema version 1, `undefined` when it is another or not well formed. */
const formsInPlace = (bundle: Stored): readonly FormPackageV1[] | undefined => {
  if (bundle?.schemaVersion !== 1 || !Array.isArray(bundle.forms)) return undefined;
  const forms = bundle.forms.map((form) => parseAs(FormPackageV1, form));
  return forms.every((form) => form.success) ? forms.map(({ data }) => data) : undefined;
};

/**
 * Brings a bundle of schema version 1, which held its forms in place, up to the present version: the forms go among
 * the parts, in one commit with the row that names them. Asked at start; without such a bundle it does nothing. A
 * damaged one stays as it is for the check that sets it aside.
 */
export const moveForms = async ({
  store,
  world,
}: {
  readonly store: TabletStore;
  readonly world: Pick<World, 'now'>;
}): Promise<Outcome<void>> => {
  const read = await loadBundle(store);
  if (!read.ok) return read;
  const row = read.value;
  const packages = formsInPlace(row?.bundle);
  if (row === undefined || packages === undefined) return DONE;
  const moved = await Promise.all(
    packages.map(async ({ jws, ...name }): Promise<{ entry: FormEntry; op: WriteOp }> => {
      const sha256 = await partHash(jws);
      const part = { sha256, text: jws, receivedAt: instant(world) };
      return {
        entry: { ...name, sha256, size: utf8(jws).length },
        op: { do: 'put', table: 'parts', row: part },
      };
    }),
  );
  const forms = moved.map(({ entry }) => entry);
  const next: BundleRow = { ...row, bundle: { ...row.bundle, schemaVersion: 2, forms } };
  const committed = await store.commit([
    { do: 'match', table: 'meta', key: row.key, row },
    ...moved.map(({ op }) => op),
    { do: 'put', table: 'meta', row: next },
  ]);
  // Another tab that changed the row has brought it up as well.
  return committed.ok || committed.error.code === 'storage-conflict' ? DONE : committed;
};
