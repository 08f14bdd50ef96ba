import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { TestWorld } from '../../../tests/support/a-tablet.ts';
import { DayBundle, type DayBundleV1 } from '../contract/bundle.ts';
import { sha256, toHex, utf8 } from '../crypto/bytes.ts';
import { emptyDisk, MemoryStore, type MemoryDisk } from '../store/memory-store.ts';
import type { BundleRow } from '../store/schema.ts';
import { FormShelf } from './form-shelf.ts';
import { identifyAgain } from './identify.ts';
import { moveForms } from './move-forms.ts';

interface Frozen {
  readonly known: { readonly ticketId: string; readonly name: string };
  readonly row: Omit<BundleRow, 'bundle'> & { readonly bundle: DayBundleV1 };
}

/** A bundle's row as the build before schema version 2 left it. */
const frozen = JSON.parse(
  readFileSync(new URL('../../../tests/fixtures/bundle-row-schema-1.json', import.meta.url), 'utf8'),
  (_key, value: unknown) => {
    const bytes: unknown =
      typeof value === 'object' && value !== null ? Reflect.get(value, '$bytes') : undefined;
    return typeof bytes === 'string' ? Uint8Array.from(Buffer.from(bytes, 'base64')) : value;
  },
) as Frozen;

const world = new TestWorld();
let disk: MemoryDisk;
let store: MemoryStore;

const put = (row: object): void => {
  disk.meta.set('bundle', row as BundleRow);
};

const row = (): BundleRow => disk.meta.get('bundle') as BundleRow;

beforeEach(() => {
  disk = emptyDisk();
  store = new MemoryStore(disk);
  put(frozen.row);
});

describe('a bundle of schema version 1', () => {
  it('is brought up offline: its forms lie among the parts, and all else is as it was', async () => {
    expect((await moveForms({ store, world })).ok).toBe(true);
    const { bundle, ...rest } = row();
    const { bundle: before, ...same } = frozen.row;
    expect(rest).toEqual(same);
    expect({ ...bundle, schemaVersion: 1, forms: [] }).toEqual({ ...before, forms: [] });
    const part = 'A'.repeat(43);
    expect(DayBundle.safeParse({ ...bundle, shift: { ...bundle.shift, part } }).success).toBe(true);
    expect(bundle.forms).toHaveLength(2);
    for (const [index, { jws, ...name }] of before.forms.entries()) {
      const hash = toHex(await sha256(utf8(jws)));
      expect(bundle.forms[index]).toEqual({ ...name, sha256: hash, size: jws.length });
      expect(disk.parts.get(hash)?.text).toBe(jws);
    }
  });

  it('goes on serving families: the ticket opens the child, the form opens', async () => {
    await moveForms({ store, world });
    const { ticketId, name } = frozen.known;
    const found = await identifyAgain(row(), ticketId, 'ticket');
    expect(found).toMatchObject({ ok: true, value: { entry: { name } } });
    const form = await new FormShelf(store).get(row().bundle, 'infant-3-4m', 'questionnaire');
    expect(form).toMatchObject({ ok: true, value: { version: '1' } });
  });

  it('is brought up once, and two tabs at once bring it up the same', async () => {
    await Promise.all([moveForms({ store, world }), moveForms({ store, world })]);
    const after = row();
    expect(after.bundle.schemaVersion).toBe(2);
    await moveForms({ store, world });
    expect(row()).toBe(after);
    expect(disk.parts.size).toBe(2);
  });

  it('is brought up after its shift has ended as well', async () => {
    put({ ...frozen.row, endedAt: '2026-11-21T10:00:00.000Z', wrappedShiftPart: new Uint8Array(0) });
    await moveForms({ store, world });
    expect(row()).toMatchObject({ endedAt: '2026-11-21T10:00:00.000Z', bundle: { schemaVersion: 2 } });
  });

  it.each<[string, unknown]>([
    ['no list', 'x'],
    ['a list of something else', [{ program: 'infant-3-4m' }]],
  ])('with %s of forms stays as it is, to be set aside', async (_what, forms) => {
    const damaged = { ...frozen.row, bundle: { ...frozen.row.bundle, forms } };
    put(damaged);
    expect((await moveForms({ store, world })).ok).toBe(true);
    expect(row()).toEqual(damaged);
    expect(disk.parts.size).toBe(0);
  });
});

it('where there is no bundle there is nothing to bring up', async () => {
  disk.meta.clear();
  expect(await moveForms({ store, world })).toEqual({ ok: true, value: undefined });
});
