import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IntakeResponse } from '../../contract/receipt.ts';
import { inVersion1, type RevisionContent } from '../../contract/revision.ts';
import { generateSigningKeyPair, type Signer } from '../../crypto/es256.ts';
import { encodeRevisionText, signRevisionText } from '../../crypto/revision-text.ts';
import { removeStaff } from '../people/add-staff.ts';
import { FROZEN_REVISIONS, aFrozenTown, frozenContent } from '../testing/a-frozen-town.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, TESTER, valueOf, type TestMunicipality } from '../testing/a-municipality.ts';
import { aRevision, aTablet, type TestTablet } from '../testing/a-tablet.ts';
import { problemOf, received } from '../testing/received.ts';
import { sealText } from '../testing/seal-text.ts';
import { signerOf } from '../testing/signer-of.ts';

let test: TestHub;
let town: TestMunicipality;
let tablet: TestTablet;
let nurse: Signer;
let doctor: Signer;

beforeEach(async () => {
  test = await aHub();
  town = await aMunicipality(test.hub);
  tablet = await aTablet(test.hub, town);
  nurse = await signerOf(test.hub, town.nurseId);
  doctor = await signerOf(test.hub, town.doctorId);
});

afterEach(async () => {
  await test.dispose();
});

const confirmed = async (): Promise<RevisionContent> => ({
  ...(await aRevision(test.hub, town)),
  status: 'confirmed',
});

const warningsOf = async (response: Response): Promise<readonly string[]> =>
  IntakeResponse.parse(await response.json()).warnings.map(({ code }) => code);

/** The request was refused, the bytes are kept apart under the reason, and nothing was taken in. */
const expectSetAside = async (response: Response): Promise<void> => {
  expect(await problemOf(response)).toEqual({ status: 422, code: 'staff-signature-invalid' });
  const { revisions, receipts, quarantined } = await received(test.hub, town.code);
  expect([revisions, receipts]).toEqual([[], []]);
  expect(quarantined.map(({ code }) => code)).toEqual(['staff-signature-invalid']);
};

describe('what a member of staff confirms', () => {
  it.each(['confirmed', 'amended', 'saved'] as const)(
    'is taken in with its signature: %s',
    async (status) => {
      const content = { ...(await aRevision(test.hub, town)), status };
      const response = await tablet.put(content, await tablet.envelope(content, 1, nurse));
      expect(response.status).toBe(201);
      expect(await warningsOf(response)).not.toContain('staff-signature-missing');
      const { revisions } = await received(test.hub, town.code);
      expect(revisions[0]).toMatchObject({ signature: 'valid', content: JSON.stringify(content) });
      expect(revisions[0]?.signature_jws).toMatch(/^[\w-]+\.\.[\w-]{86}$/);
    },
  );

  it('is stored with the stamp of its clock', async () => {
    const content = { ...(await confirmed()), hlc: { wallMs: 0x19_9e6f_2a38, counter: 255 } };
    await tablet.put(content, await tablet.envelope(content, 1, nurse));
    expect((await received(test.hub, town.code)).revisions[0]?.hlc).toBe('00199e6f2a38-00ff');
  });

  it('is verified though the person has left since', async () => {
    valueOf(await removeStaff(test.hub, TESTER, { municipality: town.code, staffId: town.nurseId }));
    const content = await confirmed();
    expect((await tablet.put(content, await tablet.envelope(content, 1, nurse))).status).toBe(201);
  });

  it.each(['confirmed', 'amended'] as const)('is set aside without a signature: %s', async (status) => {
    const content = { ...(await confirmed()), status };
    await expectSetAside(await tablet.put(content, await tablet.envelope(content)));
  });

  it('is set aside when another person signed it', async () => {
    const content = await confirmed();
    await expectSetAside(await tablet.put(content, await tablet.envelope(content, 1, doctor)));
  });

  it('is set aside when a stranger’s key signed it under the person’s key id', async () => {
    const { privateKey } = await generateSigningKeyPair(false);
    const content = await confirmed();
    const bytes = await tablet.envelope(content, 1, { kid: nurse.kid, privateKey });
    await expectSetAside(await tablet.put(content, bytes));
  });

  it('is set aside when the hub has not given the key', async () => {
    const { privateKey } = await generateSigningKeyPair(false);
    const content = await confirmed();
    const bytes = await tablet.envelope(content, 1, { kid: 'k'.repeat(43), privateKey });
    await expectSetAside(await tablet.put(content, bytes));
  });

  it('is set aside when what is signed is not what is sealed', async () => {
    const content = await confirmed();
    const { signature } = await signRevisionText(JSON.stringify(content), nurse);
    const json = JSON.stringify({ ...content, response: { ...content.response, note: '別の所見' } });
    const plaintext = encodeRevisionText({ json, signature: signature ?? '' });
    await expectSetAside(await tablet.put(content, await sealText(tablet, plaintext, content)));
  });

  it('is set aside when it means the same and is written otherwise than it was signed', async () => {
    const content = await confirmed();
    const { signature } = await signRevisionText(JSON.stringify(content, null, 1), nurse);
    const plaintext = encodeRevisionText({ json: JSON.stringify(content), signature: signature ?? '' });
    await expectSetAside(await tablet.put(content, await sealText(tablet, plaintext, content)));
  });
});

describe('what nobody has to sign', () => {
  it('is taken in from guardians and of staff who only save', async () => {
    const submitted: RevisionContent = {
      ...(await aRevision(test.hub, town, 'questionnaire')),
      status: 'submitted',
      author: { kind: 'guardian', identifiedBy: 'ticket' },
    };
    const saved = await aRevision(test.hub, town);
    expect((await tablet.put(submitted, await tablet.envelope(submitted, 1))).status).toBe(201);
    expect((await tablet.put(saved, await tablet.envelope(saved, 2))).status).toBe(201);
    const { revisions } = await received(test.hub, town.code);
    expect(revisions.map(({ signature, signature_jws }) => [signature, signature_jws])).toEqual([
      ['none', null],
      ['none', null],
    ]);
  });

  it('is set aside with a wrong signature all the same, and with one in a guardian’s name', async () => {
    const saved = await aRevision(test.hub, town);
    await expectSetAside(await tablet.put(saved, await tablet.envelope(saved, 1, doctor)));
    const guardian: RevisionContent = {
      ...(await aRevision(test.hub, town, 'questionnaire')),
      status: 'submitted',
      author: { kind: 'guardian', identifiedBy: 'ticket' },
    };
    const response = await tablet.put(guardian, await tablet.envelope(guardian, 2, nurse));
    expect(await problemOf(response)).toEqual({ status: 422, code: 'staff-signature-invalid' });
  });
});

describe('revisions of version 1', () => {
  it('are taken in though they are confirmed unsigned, and flagged', async () => {
    const content = inVersion1(await confirmed());
    const response = await tablet.put(content, await tablet.envelope(content));
    expect(response.status).toBe(201);
    expect(await warningsOf(response)).toContain('staff-signature-missing');
    const [row] = (await received(test.hub, town.code)).revisions;
    expect(row).toMatchObject({ signature: 'none', content: JSON.stringify(content) });
  });

  it('are taken in letter by letter as an older build wrote them', async () => {
    const old = await aTablet(test.hub, { ...town, ...(await aFrozenTown(test.hub)) });
    const statuses = ['submitted', 'saved', 'confirmed', 'amended'] as const;
    for (const [index, status] of statuses.entries()) {
      const content = frozenContent(status);
      const bytes = await sealText(old, FROZEN_REVISIONS[status], content, { deviceSeq: index + 1 });
      const response = await old.put(content, bytes);
      expect(response.status).toBe(201);
      const warnings = await warningsOf(response);
      expect(warnings.includes('staff-signature-missing')).toBe(index > 1);
      expect(warnings).not.toContain('form-unknown');
    }
    const { revisions } = await received(test.hub, old.municipality);
    expect(revisions.map(({ content }) => content)).toEqual(
      statuses.map((status) => FROZEN_REVISIONS[status]),
    );
    expect(revisions.map(({ hlc }) => hlc)).toEqual(revisions.map(({ hlc }) => hlc).toSorted());
  });

  it('are set aside in a version that is still to come', async () => {
    const content = await aRevision(test.hub, town);
    const later = JSON.stringify({ ...content, schemaVersion: 3 });
    const response = await tablet.put(content, await sealText(tablet, later, content));
    expect(await problemOf(response)).toEqual({ status: 422, code: 'content-malformed' });
  });
});
