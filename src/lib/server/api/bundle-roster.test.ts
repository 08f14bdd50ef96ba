import { afterEach, beforeEach, expect, it } from 'vitest';
import { fromBase64Url } from '../../contract/base64url.ts';
import {
  DayBundle,
  FIRST_ROSTER_AAD,
  READS_BOUND_ROSTER,
  READS_HEADER,
  rosterAad,
} from '../../contract/bundle.ts';
import { openBox } from '../../crypto/box.ts';
import type { Bytes } from '../../crypto/bytes.ts';
import { sessionKeys } from '../../crypto/session.ts';
import { dateInJapan } from '../../domain/civil-date.ts';
import { openShift } from '../day/open-shift.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, type TestMunicipality } from '../testing/a-municipality.ts';
import { aTablet, type TestTablet } from '../testing/a-tablet.ts';

let test: TestHub;
let town: TestMunicipality;
let tablet: TestTablet;

beforeEach(async () => {
  test = await aHub(undefined, 8_192);
  town = await aMunicipality(test.hub);
  tablet = await aTablet(test.hub, town);
});

afterEach(async () => {
  await test.dispose();
});

/** A bundle, and its list opened beside what is given. */
const listOf = async (headers: Readonly<Record<string, string>>) => {
  const day = DayBundle.parse(await (await tablet.bundle({ headers })).json());
  const of = { municipality: town.code, clinicId: town.clinicId };
  const { cacheKey } = await sessionKeys((await openShift(test.hub, of, dateInJapan(test.clock.ms))).secret);
  const box = fromBase64Url(day.rosterBox) ?? new Uint8Array();
  return { day, open: (aad: string): Promise<Bytes | undefined> => openBox(cacheKey, box, aad) };
};

it('the list is bound to municipality, clinic, day, bundle and shift for a tablet that reads such a one', async () => {
  const { day, open } = await listOf({ [READS_HEADER]: READS_BOUND_ROSTER });
  expect(await open(rosterAad(day))).toBeDefined();
  expect(await open(FIRST_ROSTER_AAD)).toBeUndefined();
  const others: readonly DayBundle[] = [
    { ...day, municipality: { ...day.municipality, code: '131016' } },
    { ...day, clinic: { ...day.clinic, clinicId: day.bundleId } },
    { ...day, date: '2026-11-22' },
    { ...day, bundleId: day.clinic.clinicId },
    { ...day, shift: { ...day.shift, shiftId: day.bundleId } },
  ];
  for (const other of others) expect(await open(rosterAad(other))).toBeUndefined();
});

it.each([{}, { [READS_HEADER]: 'roster-3' }])(
  'opens on tablets of earlier builds, which say %o',
  async (headers) => {
    const { day, open } = await listOf(headers);
    expect(await open(FIRST_ROSTER_AAD)).toBeDefined();
    expect(await open(rosterAad(day))).toBeUndefined();
  },
);
