import { beforeEach, describe, expect, it } from 'vitest';
import { aHub, type TestHub } from '../../../tests/support/a-bundle.ts';
import { anEnrolledDevice, TestWorld } from '../../../tests/support/a-tablet.ts';
import { questionnaireOf } from '../catalog/questionnaire-of.ts';
import type { DayBundle } from '../contract/bundle.ts';
import { emptyDisk, MemoryStore, type MemoryDisk } from '../store/memory-store.ts';
import { receiveBundle } from './day.ts';
import { FormShelf } from './form-shelf.ts';

const SECTIONS = ['questionnaire', 'measurement'] as const;

let disk: MemoryDisk;
let hub: TestHub;
let bundle: DayBundle;
/** Hashes of the parts that were read, in order. */
let read: string[];
let shelf: FormShelf;

beforeEach(async () => {
  hub = await aHub();
  disk = emptyDisk();
  const store = new MemoryStore(disk);
  const { device, known } = await anEnrolledDevice(store, hub);
  const forms = await Promise.all(
    SECTIONS.map(async (section) => ({
      program: 'infant-3-4m' as const,
      section,
      questionnaire: await questionnaireOf('infant-3-4m', section),
    })),
  );
  const made = await hub.bundle(known, { children: [], staff: [], forms });
  const parts = { store, world: new TestWorld(), fetchPart: hub.fetchPart };
  const received = await receiveBundle(parts, device, { bundle: made, clockOffsetMs: 0 });
  if (!received.ok) throw new Error(received.error.code);
  bundle = received.value.bundle;
  read = [];
  const reading = {
    get: (table: 'parts', key: string) => {
      read.push(key);
      return store.get(table, key);
    },
    all: (table: 'parts') => store.all(table),
  };
  shelf = new FormShelf(reading as never);
});

const hashOf = (section: (typeof SECTIONS)[number]): string =>
  bundle.forms.find((form) => form.section === section)?.sha256 ?? '';

describe('the forms of a day', () => {
  it('are read one by one, when they are asked for, and once', async () => {
    const [one, two] = await Promise.all([
      shelf.get(bundle, 'infant-3-4m', 'measurement'),
      shelf.get(bundle, 'infant-3-4m', 'measurement'),
    ]);
    expect(read).toEqual([hashOf('measurement')]);
    expect(one.ok && two.ok && one.value === two.value).toBe(true);
  });

  it('are not read again for another bundle that names the same', async () => {
    await shelf.get(bundle, 'infant-3-4m', 'questionnaire');
    await shelf.get(
      { ...bundle, bundleId: '01999999-0000-7000-8000-00000000000f' },
      'infant-3-4m',
      'questionnaire',
    );
    expect(read).toEqual([hashOf('questionnaire')]);
  });

  it('are verified anew when the hub signs forms with other keys', async () => {
    await shelf.get(bundle, 'infant-3-4m', 'questionnaire');
    const { keys } = await aHub();
    const other = { ...bundle, hubKeys: { ...bundle.hubKeys, form: keys.form } };
    const refused = await shelf.get(other, 'infant-3-4m', 'questionnaire');
    expect(refused).toEqual({ ok: false, error: { code: 'form-invalid' } });
  });

  it('that could not be read are read again', async () => {
    const hash = hashOf('measurement');
    const part = disk.parts.get(hash);
    if (part === undefined) throw new Error('the part is there');
    disk.parts.set(hash, { ...part, text: `${part.text.slice(0, -1)}_` });
    expect((await shelf.get(bundle, 'infant-3-4m', 'measurement')).ok).toBe(false);
    disk.parts.set(hash, part);
    expect((await shelf.get(bundle, 'infant-3-4m', 'measurement')).ok).toBe(true);
  });

  it('do not hold a section that the bundle does not name', async () => {
    const refused = await shelf.get(bundle, 'infant-3-4m', 'examination');
    expect(refused).toEqual({ ok: false, error: { code: 'form-invalid' } });
  });
});

describe('a form that answers were made with', () => {
  it('is today’s when its version is today’s', async () => {
    const today = await shelf.get(bundle, 'infant-3-4m', 'measurement');
    const [made] = bundle.forms.filter(({ section }) => section === 'measurement');
    if (made === undefined) throw new Error('the section is there');
    expect(await shelf.madeWith(bundle, 'infant-3-4m', 'measurement', made)).toEqual(today);
    expect(read).toHaveLength(1);
  });

  it('is today’s when its version is not here any more', async () => {
    const made = { formId: 'https://hagukumi.example/gone', formVersion: '0' };
    const today = await shelf.get(bundle, 'infant-3-4m', 'measurement');
    expect(await shelf.madeWith(bundle, 'infant-3-4m', 'measurement', made)).toEqual(today);
  });
});
