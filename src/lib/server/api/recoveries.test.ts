import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromBase64Url } from '../../contract/base64url.ts';
import { DayBundle } from '../../contract/bundle.ts';
import { RecoverResponse } from '../../contract/recovery.ts';
import { derivePinKey, staffKek, unwrapForStaff } from '../../crypto/pin.ts';
import { removeStaff } from '../people/add-staff.ts';
import { revokeDevice } from '../people/revoke-device.ts';
import { issueRecoveryCode } from '../recovery/issue-recovery-code.ts';
import { RECOVERY_MAX_WRONG } from '../recovery/use-recovery-code.ts';
import { auditPage } from '../store/audit-chain.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import {
  aMunicipality,
  NURSE_PIN,
  TESTER,
  valueOf,
  type TestMunicipality,
} from '../testing/a-municipality.ts';
import { aTablet, type TestTablet } from '../testing/a-tablet.ts';

let test: TestHub;
let town: TestMunicipality;
let tablet: TestTablet;

beforeEach(async () => {
  // The least memory that a bundle may name.
  test = await aHub(undefined, 8_192);
  town = await aMunicipality(test.hub);
  tablet = await aTablet(test.hub, town);
});

afterEach(async () => {
  await test.dispose();
});

const aCode = async (staffId = town.nurseId, municipality = town.code): Promise<string> =>
  valueOf(await issueRecoveryCode(test.hub, TESTER, { municipality, staffId })).code;

const codeOf = async (response: Response): Promise<unknown> =>
  ((await response.json()) as { code: unknown }).code;

const wrongCode = (code: string): string => (code.startsWith('0') ? '1' : '0') + code.slice(1);

const audit = async (): Promise<readonly string[]> =>
  (await auditPage(test.hub.store.db, 0, 500)).map(({ action }) => action);

describe('POST /api/v1/recoveries', () => {
  it('gives a new wrap that opens with the PIN, on this tablet, in this shift', async () => {
    const bundle = DayBundle.parse(await (await tablet.bundle()).json());
    const response = await tablet.recover(town.nurseId, await aCode());
    expect(response.status).toBe(201);
    const { shiftId, staff } = RecoverResponse.parse(await response.json());
    expect(shiftId).toBe(bundle.shift.shiftId);
    const before = bundle.staff.find(({ staffId }) => staffId === town.nurseId);
    expect(staff.wrappedSecret).not.toBe(before?.wrappedSecret);
    const parts = {
      pinKey: await derivePinKey(NURSE_PIN, staff.pinKdf),
      deviceSecret: tablet.secret,
      shiftPart: fromBase64Url(bundle.shift.part) ?? new Uint8Array(),
    };
    const kek = await staffKek(parts, { staffId: town.nurseId, deviceId: tablet.deviceId, shiftId });
    const box = fromBase64Url(staff.wrappedSecret) ?? new Uint8Array();
    expect(await unwrapForStaff(kek, box, town.nurseId)).toHaveLength(32);
  });

  it('takes a code once', async () => {
    const code = await aCode();
    expect((await tablet.recover(town.nurseId, code)).status).toBe(201);
    expect(await codeOf(await tablet.recover(town.nurseId, code))).toBe('recovery-code-invalid');
  });

  it('takes a code for ten minutes', async () => {
    const code = await aCode();
    test.clock.ms += 10 * 60_000 - 1;
    const other = await aCode(town.doctorId);
    expect((await tablet.recover(town.nurseId, code)).status).toBe(201);
    test.clock.ms += 10 * 60_000;
    expect(await codeOf(await tablet.recover(town.doctorId, other))).toBe('recovery-code-invalid');
  });

  it('takes the newest code only, and only for whom it is', async () => {
    const first = await aCode();
    const second = await aCode();
    expect(await codeOf(await tablet.recover(town.nurseId, first))).toBe('recovery-code-invalid');
    expect(await codeOf(await tablet.recover(town.doctorId, second))).toBe('recovery-code-invalid');
    expect((await tablet.recover(town.nurseId, second)).status).toBe(201);
  });

  it(`lets a code die of ${String(RECOVERY_MAX_WRONG)} wrong tries, counted over all tablets`, async () => {
    const code = await aCode();
    const other = await aTablet(test.hub, town);
    for (let wrong = 1; wrong <= RECOVERY_MAX_WRONG; wrong += 1) {
      const at = wrong % 2 === 0 ? tablet : other;
      expect(await codeOf(await at.recover(town.nurseId, wrongCode(code)))).toBe('recovery-code-invalid');
    }
    expect(await codeOf(await tablet.recover(town.nurseId, code))).toBe('recovery-code-invalid');
  });

  it('still takes the right code after one wrong try less', async () => {
    const code = await aCode();
    for (let wrong = 1; wrong < RECOVERY_MAX_WRONG; wrong += 1) {
      await tablet.recover(town.nurseId, wrongCode(code));
    }
    expect((await tablet.recover(town.nurseId, code)).status).toBe(201);
  });

  it('stops listening to a tablet that tries on and on', async () => {
    for (let wrong = 1; wrong <= 10; wrong += 1) {
      expect((await tablet.recover(town.nurseId, '00000000')).status).toBe(404);
    }
    const code = await aCode();
    expect((await tablet.recover(town.nurseId, code)).status).toBe(429);
    expect((await (await aTablet(test.hub, town)).recover(town.nurseId, code)).status).toBe(201);
  });

  it('knows nobody of another municipality, nobody who left, and no tablet that was revoked', async () => {
    const foreign = await aMunicipality(test.hub, '47291');
    const theirs = await aCode(foreign.nurseId, foreign.code);
    expect(await codeOf(await tablet.recover(foreign.nurseId, theirs))).toBe('recovery-code-invalid');
    expect(
      await issueRecoveryCode(test.hub, TESTER, { municipality: town.code, staffId: foreign.nurseId }),
    ).toMatchObject({ ok: false });

    const code = await aCode();
    valueOf(await removeStaff(test.hub, TESTER, { municipality: town.code, staffId: town.nurseId }));
    expect(await codeOf(await tablet.recover(town.nurseId, code))).toBe('recovery-code-invalid');

    const doctor = await aCode(town.doctorId);
    const lost = { municipality: town.code, deviceId: tablet.deviceId };
    valueOf(await revokeDevice(test.hub, TESTER, lost));
    expect(await codeOf(await tablet.recover(town.doctorId, doctor))).toBe('device-revoked');
  });

  it('is refused unsigned, and when the request is sent again', async () => {
    const code = await aCode();
    const unsigned = await tablet.recover(town.nurseId, code, { without: ['signature', 'signature-input'] });
    expect(await codeOf(unsigned)).toBe('signature-missing');
    expect((await tablet.recover(town.nurseId, code, { nonce: 'AAAAAAAAAAAAAAAAAAAAAA' })).status).toBe(201);
    const again = await tablet.recover(town.nurseId, code, { nonce: 'AAAAAAAAAAAAAAAAAAAAAA' });
    expect(await codeOf(again)).toBe('signature-replayed');
  });

  it('keeps a hash of the code only, and logs who asked, who used it and who tried', async () => {
    const code = await aCode();
    const [row] = await test.hub.store.db.selectFrom('recovery_code').selectAll().execute();
    expect(JSON.stringify(row)).not.toContain(code);
    await tablet.recover(town.nurseId, wrongCode(code));
    await tablet.recover(town.nurseId, code);
    expect((await audit()).slice(-3)).toEqual([
      'recovery-code-issued',
      'recovery-refused',
      'staff-recovered',
    ]);
    expect(JSON.stringify(test.log)).not.toContain(code);
    expect(await test.hub.store.db.selectFrom('recovery_code').selectAll().execute()).toEqual([]);
  });
});
