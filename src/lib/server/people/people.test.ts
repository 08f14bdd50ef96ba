import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, NURSE_PIN, TESTER, type TestMunicipality } from '../testing/a-municipality.ts';
import { addClinic } from './add-clinic.ts';
import { addMunicipality } from './add-municipality.ts';
import { addStaff, removeStaff, setStaffPin } from './add-staff.ts';
import { issueEnrolmentCode } from './issue-enrolment-code.ts';
import { isMunicipalityCode, municipalityCheckDigit } from './municipality-code.ts';
import { kanaText, plainText } from './plain-text.ts';
import { revokeDevice } from './revoke-device.ts';

describe('the municipality code', () => {
  it.each(['472018', '131016', '011002', '141003'])('has its check digit: %s', (code) => {
    expect(municipalityCheckDigit(code.slice(0, 5))).toBe(code.slice(5));
    expect(isMunicipalityCode(code)).toBe(true);
  });

  it.each(['472017', '47201', '4720180', '４７２０１８', 'abcdef', ''])('is not %j', (code) => {
    expect(isMunicipalityCode(code)).toBe(false);
  });
});

describe('plainText', () => {
  it.each([
    ['  山田 はな ', '山田 はな'],
    ['𠮷田 蒼', '𠮷田 蒼'],
    ['グエン・ティ・ミン・アン', 'グエン・ティ・ミン・アン'],
    ["O'Brien-Šimek", "O'Brien-Šimek"],
    ['か\u3099', 'が'],
  ])('takes %j', (text, plain) => {
    expect(plainText(text, 200)).toBe(plain);
  });

  it.each(['', '   ', 'a\nb', 'a\u0000b', 'a\u202Eb', '\uD800', '\uE000', 'x'.repeat(201)])(
    'refuses %j',
    (text) => {
      expect(plainText(text, 200)).toBeUndefined();
    },
  );
});

describe('kanaText', () => {
  it.each([
    ['やまだ はな', 'やまだ はな'],
    ['グエン　ティ・ミンー', 'グエン ティ・ミンー'],
    ['ﾔﾏﾀﾞ', 'ヤマダ'],
  ])('takes %j', (text, kana) => {
    expect(kanaText(text, 200)).toBe(kana);
  });

  it.each(['山田', 'Yamada', 'やまだ1', ''])('refuses %j', (text) => {
    expect(kanaText(text, 200)).toBeUndefined();
  });
});

describe('the hub’s organisations', () => {
  let test: TestHub;
  let town: TestMunicipality;
  let other: TestMunicipality;

  beforeEach(async () => {
    test = await aHub();
    town = await aMunicipality(test.hub);
    other = await aMunicipality(test.hub, '47291');
  });

  afterEach(async () => {
    await test.dispose();
  });

  const staff = () => ({
    municipality: town.code,
    clinicId: town.clinicId,
    name: '新人',
    kana: 'しんじん',
    role: 'nurse' as const,
    pin: NURSE_PIN,
  });

  it.each([
    ['a PIN that guessers try first', { pin: '123456' }, 'pin'],
    ['a PIN of five digits', { pin: '73018' }, 'pin'],
    ['a reading in kanji', { kana: '新人' }, 'kana'],
    ['no name', { name: '' }, 'name'],
  ])('take no member of staff with %s', async (_, change, field) => {
    expect(await addStaff(test.hub, TESTER, { ...staff(), ...change })).toMatchObject({
      ok: false,
      error: { detail: { field } },
    });
  });

  it('keep a PIN as a sealed Argon2id output, never as digits', async () => {
    const rows = await test.hub.store.db.selectFrom('staff').selectAll().execute();
    for (const row of rows) {
      expect(Buffer.from(row.pin_box).toString('latin1')).not.toContain(NURSE_PIN);
      expect(row.pin_box).toHaveLength(60);
    }
  });

  it('keep municipalities apart', async () => {
    const refused = { ok: false };
    const { hub } = test;
    const mine = { municipality: town.code };
    expect(await addStaff(hub, TESTER, { ...staff(), clinicId: other.clinicId })).toMatchObject(refused);
    expect(await setStaffPin(hub, TESTER, { ...mine, staffId: other.nurseId }, '280417')).toMatchObject(
      refused,
    );
    expect(await removeStaff(hub, TESTER, { ...mine, staffId: other.nurseId })).toMatchObject(refused);
    expect(await issueEnrolmentCode(hub, TESTER, { ...mine, clinicId: other.clinicId })).toMatchObject(
      refused,
    );
    expect(await revokeDevice(hub, TESTER, { ...mine, deviceId: 'x' })).toMatchObject(refused);
    expect(await addMunicipality(hub, TESTER, { code: other.code, name: 'again' })).toMatchObject(refused);
  });

  it('take a clinic whose code has a wrong check digit, and say so', async () => {
    const add = (institutionCode: string) =>
      addClinic(test.hub, TESTER, { municipality: town.code, name: '医院', institutionCode });
    expect(await add('0110113719')).toMatchObject({ ok: true, value: { checkDigitOk: true } });
    expect(await add('1312345670')).toMatchObject({ ok: true, value: { checkDigitOk: false } });
    expect(await add('123')).toMatchObject({ ok: false, error: { detail: { field: 'institutionCode' } } });
  });
});
