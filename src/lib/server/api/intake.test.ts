import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IntakeResponse, RECEIPT_TYPE, ReceiptClaims } from '../../contract/receipt.ts';
import type { RevisionContent } from '../../contract/revision.ts';
import { sha256, toHex } from '../../crypto/bytes.ts';
import { verifyJws } from '../../crypto/jws.ts';
import { readHubState } from '../store/hub-state.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, type TestMunicipality } from '../testing/a-municipality.ts';
import { aRevision, aTablet, type TestTablet } from '../testing/a-tablet.ts';
import { problemOf, received } from '../testing/received.ts';
import { signerOf } from '../testing/signer-of.ts';

let test: TestHub;
let town: TestMunicipality;
let tablet: TestTablet;

beforeEach(async () => {
  test = await aHub();
  town = await aMunicipality(test.hub);
  tablet = await aTablet(test.hub, town);
});

afterEach(async () => {
  await test.dispose();
});

describe('PUT /api/v1/records/{recordId}/revisions/{revisionId}', () => {
  it('takes a revision in and answers with a receipt that proves it', async () => {
    const content = await aRevision(test.hub, town);
    const bytes = await tablet.envelope(content);
    const response = await tablet.put(content, bytes);
    expect(response.status).toBe(201);
    const { receipt, warnings } = IntakeResponse.parse(await response.json());
    expect(warnings).toEqual([]);
    const text = await verifyJws(RECEIPT_TYPE, receipt, test.hub.keys.published.receipt);
    const claims = ReceiptClaims.parse(JSON.parse(text ?? '{}'));
    expect(claims).toEqual({
      revisionId: content.revisionId,
      sha256: toHex(await sha256(bytes)),
      hubSeq: 1,
      chainHead: (await readHubState(test.hub.store.db)).auditHead,
      hubTime: '2026-11-21T01:00:00.000Z',
      backupWatermark: 0,
    });
    const { revisions } = await received(test.hub, town.code);
    expect(revisions).toHaveLength(1);
    expect(JSON.parse(revisions[0]?.content ?? '')).toEqual(content);
    expect(Uint8Array.from(revisions[0]?.envelope ?? [])).toEqual(bytes);
  });

  it('answers the same bytes again with the identical body and 200, and stores one row', async () => {
    const content = await aRevision(test.hub, town);
    const bytes = await tablet.envelope(content);
    const first = await tablet.put(content, bytes);
    const body = await first.text();
    test.clock.ms += 60_000;
    for (let again = 0; again < 3; again += 1) {
      const response = await tablet.put(content, bytes);
      expect(response.status).toBe(200);
      expect(await response.text()).toBe(body);
    }
    const { revisions, receipts, arrivals, quarantined } = await received(test.hub, town.code);
    expect([revisions.length, receipts.length, arrivals.length, quarantined.length]).toEqual([1, 1, 1, 0]);
  });

  it('stores one row when the same revision arrives many times at once', async () => {
    const content = await aRevision(test.hub, town);
    const bytes = await tablet.envelope(content);
    const responses = await Promise.all(Array.from({ length: 8 }, () => tablet.put(content, bytes)));
    expect(responses.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(responses.filter(({ status }) => status === 200)).toHaveLength(7);
    expect(new Set(await Promise.all(responses.map((response) => response.text()))).size).toBe(1);
    expect((await received(test.hub, town.code)).revisions).toHaveLength(1);
  });

  it('refuses other bytes under the same id and keeps them apart', async () => {
    const content = await aRevision(test.hub, town);
    const bytes = await tablet.envelope(content);
    await tablet.put(content, bytes);
    const other = await tablet.envelope({ ...content, status: 'confirmed' }, 2);
    const response = await tablet.put(content, other);
    expect(await problemOf(response)).toEqual({ status: 422, code: 'revision-conflict' });
    await tablet.put(content, other);
    const { revisions, quarantined } = await received(test.hub, town.code);
    expect(revisions.map(({ status }) => status)).toEqual(['saved']);
    expect(quarantined.map(({ code }) => code)).toEqual(['revision-conflict']);
    const kept = await test.hub.store.db.selectFrom('quarantine').select('bytes').executeTakeFirstOrThrow();
    expect(Uint8Array.from(kept.bytes)).toEqual(other);
  });

  it('refuses other bytes under the same id when both arrive at once', async () => {
    const content = await aRevision(test.hub, town);
    const one = await tablet.envelope(content, 1);
    const two = await tablet.envelope(content, 2);
    const responses = await Promise.all([tablet.put(content, one), tablet.put(content, two)]);
    expect(responses.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422]);
    expect((await received(test.hub, town.code)).revisions).toHaveLength(1);
  });

  it('gives nobody else the receipt of a revision', async () => {
    const content = await aRevision(test.hub, town);
    const bytes = await tablet.envelope(content);
    await tablet.put(content, bytes);
    const other = await aTablet(test.hub, town);
    expect(await problemOf(await other.put(content, bytes))).toEqual({
      status: 422,
      code: 'revision-conflict',
    });
  });

  it('takes numbers of a device in any order, and each number once', async () => {
    for (const deviceSeq of [3, 1, 2]) {
      const content = await aRevision(test.hub, town);
      const response = await tablet.put(content, await tablet.envelope(content, deviceSeq));
      expect(response.status).toBe(201);
    }
    const twice = await aRevision(test.hub, town);
    const refused = await tablet.put(twice, await tablet.envelope(twice, 2));
    expect(await problemOf(refused)).toEqual({ status: 422, code: 'revision-conflict' });
    expect((await received(test.hub, town.code)).revisions.map(({ device_seq }) => device_seq)).toEqual([
      3, 1, 2,
    ]);
  });

  it('stores what an unknown version of a form says, and flags it', async () => {
    const content = { ...(await aRevision(test.hub, town)), formVersion: '2031.9' };
    const response = await tablet.put(content, await tablet.envelope(content));
    expect(response.status).toBe(201);
    expect(IntakeResponse.parse(await response.json()).warnings).toEqual([{ code: 'form-unknown' }]);
    expect((await received(test.hub, town.code)).revisions[0]?.form_version).toBe('2031.9');
  });

  it('stores what is clinically odd, and says what is odd', async () => {
    const content = await aRevision(test.hub, town);
    const odd: RevisionContent = {
      ...content,
      response: {
        ...content.response,
        status: 'completed',
        item: [
          {
            linkId: 'body',
            item: [
              {
                linkId: 'weight',
                answer: [
                  {
                    valueQuantity: {
                      value: 999_999,
                      unit: 'g',
                      system: 'http://unitsofmeasure.org',
                      code: 'g',
                    },
                  },
                ],
              },
            ],
          },
          { linkId: 'never-heard-of' },
        ],
      },
    };
    const response = await tablet.put(odd, await tablet.envelope(odd));
    expect(response.status).toBe(201);
    const { warnings } = IntakeResponse.parse(await response.json());
    expect(warnings).toContainEqual({ code: 'above-max', linkId: 'weight' });
    expect(warnings.map(({ code }) => code)).toContain('link-id-unknown');
  });

  it.each<[string, (content: RevisionContent) => Partial<RevisionContent>, string]>([
    ['a nurse who confirms an examination', () => ({ status: 'confirmed' as const }), 'author-not-entitled'],
    [
      'an author who is not on the staff',
      () => ({
        author: { kind: 'staff', staffId: '01932d3a-0000-7000-8000-000000000000', role: 'doctor' } as const,
      }),
      'author-unknown',
    ],
    [
      'a guardian who examines',
      () => ({ author: { kind: 'guardian', identifiedBy: 'ticket' } as const }),
      'author-not-entitled',
    ],
  ])('stores and flags %s', async (_, change, code) => {
    const content = await aRevision(test.hub, town, 'examination');
    const changed = { ...content, ...change(content) };
    const signer = changed.status === 'confirmed' ? await signerOf(test.hub, town.nurseId) : undefined;
    const response = await tablet.put(changed, await tablet.envelope(changed, 1, signer));
    expect(response.status).toBe(201);
    expect(IntakeResponse.parse(await response.json()).warnings).toContainEqual({ code });
  });

  it('believes the role that the hub knows, not the one that the tablet claims', async () => {
    const content = await aRevision(test.hub, town, 'examination');
    const claimed: RevisionContent = {
      ...content,
      status: 'confirmed',
      author: { kind: 'staff', staffId: town.nurseId, role: 'doctor' },
    };
    const nurse = await signerOf(test.hub, town.nurseId);
    const response = await tablet.put(claimed, await tablet.envelope(claimed, 1, nurse));
    expect(IntakeResponse.parse(await response.json()).warnings).toContainEqual({
      code: 'author-not-entitled',
    });
  });
});
