import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { utf8 } from '../../crypto/bytes.ts';
import { importVerifyKey, signEs256, verifyEs256 } from '../../crypto/es256.ts';
import { thumbprint } from '../../crypto/staff-signing.ts';
import { findStaffKey } from '../store/staff-keys.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, type TestMunicipality } from '../testing/a-municipality.ts';
import { signerOf } from '../testing/signer-of.ts';
import { staffSigningKeys } from './staff-signing-key.ts';

let test: TestHub;
let town: TestMunicipality;

beforeEach(async () => {
  test = await aHub();
  town = await aMunicipality(test.hub);
});

afterEach(async () => {
  await test.dispose();
});

const db = () => test.hub.store.db;
const issued = async (): Promise<readonly string[]> =>
  (await db().selectFrom('audit').select('target').where('action', '=', 'staff-key-issued').execute()).map(
    ({ target }) => target,
  );

describe('the signing keys of staff', () => {
  it('are made when a person is added, one for each, and the audit chain says so', async () => {
    const keys = await staffSigningKeys(test.hub, town.code, [town.nurseId, town.doctorId]);
    expect([...keys.keys()].toSorted()).toEqual([town.nurseId, town.doctorId].toSorted());
    expect(new Set([...keys.values()].map(({ kid }) => kid)).size).toBe(2);
    expect(await issued()).toEqual([town.nurseId, town.doctorId]);
    const lines = await db()
      .selectFrom('audit')
      .select('detail')
      .where('target', '=', town.nurseId)
      .execute();
    expect(lines.map(({ detail }) => JSON.parse(detail) as unknown)).toContainEqual({
      kid: keys.get(town.nurseId)?.kid,
    });
  });

  it('sign what their public half verifies, under an id that is the public half’s thumbprint', async () => {
    const signer = await signerOf(test.hub, town.nurseId);
    const key = await findStaffKey(db(), signer.kid);
    if (key === undefined) throw new Error('the hub knows the key');
    expect(key.staffId).toBe(town.nurseId);
    expect(await thumbprint(key)).toBe(key.kid);
    const message = utf8('確定');
    const signature = await signEs256(signer.privateKey, message);
    expect(await verifyEs256(await importVerifyKey(key), signature, message)).toBe(true);
  });

  it('lie in the store under the at-rest key only, each bound to its id', async () => {
    const [one, two] = await db().selectFrom('staff_key').selectAll().execute();
    const pkcs8 = await test.hub.atRest.open(one!.private_box, 'staff-signing-key', one!.kid);
    expect(Buffer.from(one!.private_box).includes(Buffer.from(pkcs8.subarray(36, 68)))).toBe(false);
    await expect(test.hub.atRest.open(one!.private_box, 'staff-signing-key', two!.kid)).rejects.toThrow();
    await expect(test.hub.atRest.open(one!.private_box, 'pin-key', one!.kid)).rejects.toThrow();
  });

  it('are made once for staff of an older hub, though many ask at once', async () => {
    await db().deleteFrom('staff_key').execute();
    const asked = await Promise.all(
      Array.from({ length: 5 }, () => staffSigningKeys(test.hub, town.code, [town.nurseId, town.doctorId])),
    );
    const kids = new Set(asked.map((keys) => keys.get(town.nurseId)?.kid));
    expect(kids.size).toBe(1);
    expect((await db().selectFrom('staff_key').selectAll().execute()).length).toBe(2);
    expect(await issued()).toHaveLength(4);
  });
});
