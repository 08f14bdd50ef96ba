import { describe, expect, it } from 'vitest';
import { anId, aHub, MUNICIPALITY } from '../../../tests/support/a-bundle.ts';
import { TestWorld } from '../../../tests/support/a-tablet.ts';
import { emptyDisk, MemoryStore } from '../store/memory-store.ts';
import { enrol } from './enrolment.ts';
import type { HubApi } from './hub-api.ts';

const enrolled = async (pinKeyMs: number | undefined) => {
  const hub = await aHub();
  const disk = emptyDisk();
  const api = {
    enrol: () =>
      Promise.resolve({
        ok: true,
        value: {
          deviceId: anId(),
          municipality: { code: MUNICIPALITY, name: 'はぐくみ市' },
          clinic: { clinicId: hub.clinicId, name: '保健センター' },
          hubKeys: hub.keys,
          hubTime: '2026-11-21T00:00:00.000Z',
        },
      }),
  } as unknown as HubApi;
  const parts = { store: new MemoryStore(disk), api, world: new TestWorld() };
  const done = await enrol(parts, { code: 'ABCD-EFGH', label: '待合1', pinKeyMs });
  if (!done.ok) throw new Error(done.error.code);
  const stored = disk.meta.get('device');
  expect(stored).toEqual(done.value);
  return done.value;
};

describe('enrolment', () => {
  it('keeps how long this tablet needs for the key of a PIN', async () => {
    expect(await enrolled(412)).toMatchObject({ pinKeyMs: 412 });
  });

  it('goes on where that could not be measured', async () => {
    expect(await enrolled(undefined)).not.toHaveProperty('pinKeyMs');
  });

  it('keeps keys that cannot be taken out again', async () => {
    const { signingKey, wrapKey } = await enrolled(412);
    expect([signingKey.extractable, wrapKey.extractable]).toEqual([false, false]);
  });
});
