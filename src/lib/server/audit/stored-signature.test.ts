import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inVersion1, type RevisionContent } from '../../contract/revision.ts';
import { generateSigningKeyPair, publicCoordinates, type Signer } from '../../crypto/es256.ts';
import { encodeRevisionText, signRevisionText } from '../../crypto/revision-text.ts';
import type { RevisionRow } from '../store/revisions.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, type TestMunicipality } from '../testing/a-municipality.ts';
import { aRevision, aTablet, type TestTablet } from '../testing/a-tablet.ts';
import { sealText } from '../testing/seal-text.ts';
import { signerOf } from '../testing/signer-of.ts';
import { storedSignature } from './stored-signature.ts';
import { verifyHub } from './verify-hub.ts';

let test: TestHub;
let town: TestMunicipality;
let tablet: TestTablet;
/** What the nurse confirmed, twice; then what nobody signed, and what an older build confirmed. */
let rows: readonly RevisionRow[];
let content: RevisionContent;

const stored = (): Promise<RevisionRow[]> =>
  test.hub.store.db.selectFrom('revision').selectAll().orderBy('hub_seq').execute();

beforeAll(async () => {
  test = await aHub();
  town = await aMunicipality(test.hub);
  tablet = await aTablet(test.hub, town);
  const nurse = await signerOf(test.hub, town.nurseId);
  content = { ...(await aRevision(test.hub, town)), status: 'confirmed' };
  const amended = {
    ...(await aRevision(test.hub, town)),
    status: 'amended',
    parents: [content.revisionId],
  } as const;
  const saved = await aRevision(test.hub, town);
  const older = inVersion1({ ...(await aRevision(test.hub, town)), status: 'confirmed' });
  await tablet.put(content, await tablet.envelope(content, 1, nurse));
  await tablet.put(amended, await tablet.envelope({ ...amended, parents: [content.revisionId] }, 2, nurse));
  await tablet.put(saved, await tablet.envelope(saved, 3));
  await tablet.put(older, await tablet.envelope(older, 4));
  rows = await stored();
});

afterAll(async () => {
  await test.dispose();
});

const first = (): RevisionRow => rows[0]!;

/** What is found when the first row lies there changed; it is put back afterwards. */
const foundWith = async (change: Partial<RevisionRow>): Promise<readonly string[]> => {
  const { db } = test.hub.store;
  const write = (row: Partial<RevisionRow>) =>
    db.updateTable('revision').set(row).where('hub_seq', '=', 1).execute();
  await write(change);
  try {
    return (await verifyHub(test.hub)).findings.map(({ code }) => code);
  } finally {
    await write(first());
  }
};

describe('the signature of a stored revision', () => {
  it('is verified anew from what the store holds', async () => {
    const { db } = test.hub.store;
    expect(await Promise.all(rows.map((row) => storedSignature(db, row)))).toEqual([
      'valid',
      'valid',
      'none',
      'missing',
    ]);
    expect((await verifyHub(test.hub)).findings).toEqual([]);
  });

  it('does not hold when any letter of the content or of the signature is another', async () => {
    const { db } = test.hub.store;
    const row = first();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('content', 'signature_jws'), fc.nat(), async (column, at) => {
        const text = row[column] ?? '';
        const place = at % text.length;
        const other = text[place] === 'A' ? 'B' : 'A';
        const edited = { ...row, [column]: text.slice(0, place) + other + text.slice(place + 1) };
        expect(await storedSignature(db, edited)).toBe('invalid');
      }),
      { numRuns: 300 },
    );
  });

  it.each<[string, () => Partial<RevisionRow>, string]>([
    [
      'an edited finding',
      () => ({ content: first().content.replace('"item":[]', '"item":[{"linkId":"x"}]') }),
      'revision-content-edited',
    ],
    [
      'the signature of another revision',
      () => ({ signature_jws: rows[1]!.signature_jws }),
      'revision-signature-edited',
    ],
    [
      'a signature that was taken away',
      () => ({ signature_jws: null, signature: 'none' }),
      'revision-signature-edited',
    ],
    ['a signature that is said to be none', () => ({ signature: 'none' }), 'revision-signature-invalid'],
    ['another author', () => ({ author_staff_id: town.doctorId }), 'revision-columns-edited'],
    ['an author who is no longer staff', () => ({ author_kind: 'guardian' }), 'revision-columns-edited'],
    ['another moment', () => ({ hlc: '000000000001-0000' }), 'revision-columns-edited'],
  ])('is found wanting with %s', async (_, change, code) => {
    expect(await foundWith(change())).toContain(code);
  });

  describe('when an intruder writes to the store and seals anew with the hub’s public key', () => {
    const forged = async (signer?: Signer): Promise<Partial<RevisionRow>> => {
      const json = JSON.stringify({ ...content, response: { ...content.response, note: '異常なし' } });
      const text = signer === undefined ? { json } : await signRevisionText(json, signer);
      const envelope = await sealText(tablet, encodeRevisionText(text), content);
      const sha256 = createHash('sha256').update(envelope).digest('hex');
      return { content: json, envelope, sha256, signature_jws: text.signature ?? null };
    };

    it('is found wanting with the old signature over the new content', async () => {
      const json = JSON.stringify({ ...content, response: { ...content.response, note: '異常なし' } });
      const signature = first().signature_jws ?? '';
      const envelope = await sealText(tablet, encodeRevisionText({ json, signature }), content);
      const sha256 = createHash('sha256').update(envelope).digest('hex');
      expect(await foundWith({ content: json, envelope, sha256 })).toEqual([
        'revision-signature-invalid',
        'receipt-edited',
        'device-chain-edited',
      ]);
    });

    it('is found wanting with a key of the intruder’s own, even one put in the person’s place', async () => {
      const { publicKey, privateKey } = await generateSigningKeyPair(false);
      const { x, y } = await publicCoordinates(publicKey);
      const { db } = test.hub.store;
      const own = await db
        .selectFrom('staff_key')
        .selectAll()
        .where('staff_id', '=', town.nurseId)
        .executeTakeFirstOrThrow();
      const change = await forged({ kid: own.kid, privateKey });
      expect(await foundWith(change)).toContain('revision-signature-invalid');
      const put = (key: { public_x: string; public_y: string }) =>
        db.updateTable('staff_key').set(key).where('kid', '=', own.kid).execute();
      await put({ public_x: x, public_y: y });
      expect(await foundWith(change)).toContain('revision-signature-invalid');
      await put({ public_x: own.public_x, public_y: own.public_y });
      expect((await verifyHub(test.hub)).findings).toEqual([]);
    });
  });
});
