import { beforeEach, expect, it, vi } from 'vitest';
import { aChild } from '../../../tests/support/a-bundle.ts';
import { CURSOR_HEADER, type DayBundle } from '../contract/bundle.ts';
import type { RosterEntry } from '../contract/people.ts';
import { derivePinKey } from '../crypto/pin.ts';
import type { BundleRow, DeviceRow } from '../store/schema.ts';
import { HubClock } from '../sync/hub-clock.ts';
import { checkBundle } from './check-bundle.ts';
import { HubApi, type HubDay } from './hub-api.ts';
import { identifyByTicket } from './identify.ts';
import { aShift, NURSE, type Shift } from './testing/a-shift.ts';
import { openRoster, unlock } from './vault.ts';

const CURSOR = 'c'.repeat(43);
const child = aChild();
/** What a build after this one might say of a child. */
const newerChild: RosterEntry = Object.assign({}, child, { interpreter: { language: 'ne' } });

let shift: Shift;
let device: DeviceRow;
let day: BundleRow;

beforeEach(async () => {
  shift = await aShift([newerChild]);
  const { tablet } = shift;
  if (tablet.day === undefined || tablet.device === undefined) throw new Error('enrolled, with a list');
  ({ device, day } = { device: tablet.device, day: tablet.day });
});

const asked = async (bundle: object): Promise<HubDay> => {
  const { world } = shift;
  vi.spyOn(world, 'fetch').mockImplementation(() =>
    Promise.resolve(new Response(JSON.stringify(bundle), { headers: { [CURSOR_HEADER]: CURSOR } })),
  );
  const identity = { keyId: device.deviceId, signingKey: device.signingKey };
  const answer = await new HubApi(world, new HubClock(world)).bundle(identity);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
};

/** As the hub sends it: the stored one has its shift part elsewhere. */
const sent = (): DayBundle => ({
  ...day.bundle,
  shift: { ...day.bundle.shift, part: 'A'.repeat(43) },
});

it('a day of a newer hub is taken without what this build does not know, and asked for again', async () => {
  const bundle = sent();
  const same = await asked(bundle);
  expect(same).toMatchObject({ bundle, isNewer: false, cursor: CURSOR });
  const newer = await asked({ ...bundle, stations: { order: [] }, clinic: { ...bundle.clinic, floor: 2 } });
  expect(newer).toMatchObject({ bundle, isNewer: true, cursor: undefined });
  expect(newer.bundle).toEqual(bundle);
});

it('a day of another schema version is refused, whatever else it says', async () => {
  await expect(asked({ ...sent(), schemaVersion: 3, stations: {} })).rejects.toThrow('bundle-invalid');
});

it('a day that a newer build stored still serves the build that was rolled back to', async () => {
  const row: BundleRow = { ...day, bundle: Object.assign({}, day.bundle, { stations: { order: [] } }) };
  shift.disk.meta.set('bundle', row);
  const { store, world } = shift;
  expect(await checkBundle({ store, world }, device, row)).toEqual({ ok: true, value: false });
  expect(shift.disk.damaged.size).toBe(0);
});

it('a child of whom a newer hub says more is found by its ticket and stands on the staff’s list', async () => {
  const { store, world, hub } = shift;
  const byTicket = await identifyByTicket(day, await hub.ticketFor(child), world.now());
  expect(byTicket).toEqual({ ok: true, value: { entry: child, by: 'ticket' } });
  const session = await unlock({ store, world, derivePin: derivePinKey }, device, day, NURSE);
  if (!session.ok) throw new Error(session.error.code);
  expect(await openRoster(session.value, day)).toEqual({ ok: true, value: [child] });
});
