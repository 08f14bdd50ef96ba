import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromBase64Url } from '../../contract/base64url.ts';
import { DayBundle } from '../../contract/bundle.ts';
import type { RevisionContent } from '../../contract/revision.ts';
import type { Bytes } from '../../crypto/bytes.ts';
import { derivePinKey, staffKek } from '../../crypto/pin.ts';
import { importSigner, unwrapSigningKey } from '../../crypto/staff-signing.ts';
import { setStaffPin } from '../people/add-staff.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import {
  aMunicipality,
  NURSE_PIN,
  TESTER,
  valueOf,
  type TestMunicipality,
} from '../testing/a-municipality.ts';
import { aRevision, aTablet, type TestTablet } from '../testing/a-tablet.ts';

const NEW_PIN = '805316';

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

const bundle = async (from = tablet): Promise<DayBundle> =>
  DayBundle.parse(await (await from.bundle()).json());

const bytesOf = (text: string): Bytes => fromBase64Url(text) ?? new Uint8Array();

/** The private key of one person's entry, opened with a PIN as the tablet does it. */
const opened = async (
  day: DayBundle,
  staffId: string,
  pin: string,
  on = tablet,
): Promise<{ readonly kid: string; readonly pkcs8: Bytes | undefined }> => {
  const entry = day.staff.find((each) => each.staffId === staffId);
  if (entry?.signing === undefined) throw new Error('the person has a key in the bundle');
  const kek = await staffKek(
    {
      pinKey: await derivePinKey(pin, entry.pinKdf),
      deviceSecret: on.secret,
      shiftPart: bytesOf(day.shift.part),
    },
    { staffId, deviceId: on.deviceId, shiftId: day.shift.shiftId },
  );
  const { kid, box } = entry.signing;
  return { kid, pkcs8: await unwrapSigningKey(kek, bytesOf(box), { staffId, kid }) };
};

describe('the signing keys in a bundle', () => {
  it('open with the person’s PIN, and the hub takes in what they sign', async () => {
    const { kid, pkcs8 } = await opened(await bundle(), town.nurseId, NURSE_PIN);
    const signer = await importSigner(kid, pkcs8 ?? new Uint8Array());
    if (signer === undefined) throw new Error('the PIN opens it');
    const content: RevisionContent = { ...(await aRevision(test.hub, town)), status: 'confirmed' };
    expect((await tablet.put(content, await tablet.envelope(content, 1, signer))).status).toBe(201);
  });

  it('open neither with another PIN, nor on another tablet, nor in another person’s name', async () => {
    const day = await bundle();
    expect((await opened(day, town.nurseId, NEW_PIN)).pkcs8).toBeUndefined();
    const other = await aTablet(test.hub, town);
    expect((await opened(day, town.nurseId, NURSE_PIN, other)).pkcs8).toBeUndefined();
    const swapped = day.staff.map((each, index, all) => ({
      ...each,
      signing: all[(index + 1) % 2]!.signing,
    }));
    expect((await opened({ ...day, staff: swapped }, town.nurseId, NURSE_PIN)).pkcs8).toBeUndefined();
  });

  it('are the same on every tablet and day, and after a new PIN', async () => {
    const before = await opened(await bundle(), town.nurseId, NURSE_PIN);
    const other = await aTablet(test.hub, town);
    valueOf(await setStaffPin(test.hub, TESTER, { municipality: town.code, staffId: town.nurseId }, NEW_PIN));
    test.clock.ms += 86_400_000;
    const after = await opened(await bundle(other), town.nurseId, NEW_PIN, other);
    expect(before.pkcs8).toBeDefined();
    expect(after).toEqual(before);
  });

  it('are made by the first bundle for staff of an older hub', async () => {
    await test.hub.store.db.deleteFrom('staff_key').execute();
    const day = await bundle();
    expect(day.staff.map(({ signing }) => signing?.kid.length)).toEqual([43, 43]);
    const again = await bundle();
    expect(again.staff.map(({ signing }) => signing?.kid)).toEqual(
      day.staff.map(({ signing }) => signing?.kid),
    );
  });

  it('lie in the bundle under the PIN’s key only', async () => {
    const day = await bundle();
    const { pkcs8 } = await opened(day, town.nurseId, NURSE_PIN);
    const secret = Buffer.from((pkcs8 ?? new Uint8Array(99)).subarray(36, 68));
    for (const encoding of ['base64', 'base64url', 'hex', 'latin1'] as const) {
      expect(JSON.stringify(day)).not.toContain(secret.toString(encoding).slice(0, 40));
    }
  });
});
