import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ENVELOPE_MEDIA_TYPE } from '../../contract/envelope.ts';
import {
  KeptDraft,
  QUARANTINE_RECEIPT_TYPE,
  QuarantineReceiptClaims,
} from '../../contract/quarantine-receipt.ts';
import {
  encodeSealedDraft,
  SEALED_DRAFT_MAX_BYTES,
  type StoredSealedDraft,
} from '../../contract/sealed-draft.ts';
import { sha256, toHex, utf8, type Bytes } from '../../crypto/bytes.ts';
import { verifyJws } from '../../crypto/jws.ts';
import { verifyHub } from '../audit/verify-hub.ts';
import { revokeDevice } from '../people/revoke-device.ts';
import { releaseQuarantined } from '../rescue/release.ts';
import { countKeptApart, quarantineItems } from '../store/quarantine.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, TESTER, valueOf, type TestMunicipality } from '../testing/a-municipality.ts';
import { aTablet, type TestTablet } from '../testing/a-tablet.ts';
import { problemOf } from '../testing/received.ts';
import { postDraft } from './drafts.ts';

const DRAFT_ID = '01920000-0000-8000-8000-000000000001';

const aDraft = (over: Partial<StoredSealedDraft> = {}): Bytes =>
  encodeSealedDraft({
    kind: 'stored',
    ...{ draftId: DRAFT_ID, hubKeyId: 's1', checkupId: 'c', section: 'examination', shiftId: 's' },
    ...{ formId: 'f', formVersion: '1', saves: 1, updatedAt: '2026-11-21T01:00:00.000Z' },
    box: new Uint8Array(60).fill(1),
    hubWrap: new Uint8Array(113).fill(2),
    ...over,
  });

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

const post = (body: Bytes, deviation: Parameters<TestTablet['call']>[1] = {}): Promise<Response> =>
  tablet.call(
    { endpoint: postDraft, method: 'POST', path: '/api/v1/drafts', body, mediaType: ENVELOPE_MEDIA_TYPE },
    deviation,
  );

const kept = async (body: Bytes): Promise<QuarantineReceiptClaims> => {
  const response = await post(body);
  expect(response.status).toBe(200);
  const { quarantineReceipt } = KeptDraft.parse(await response.json());
  const { receipt } = test.hub.keys.published;
  const payload = await verifyJws(QUARANTINE_RECEIPT_TYPE, quarantineReceipt, receipt);
  return QuarantineReceiptClaims.parse(JSON.parse(payload ?? ''));
};

const waiting = () => quarantineItems(test.hub.store.db, town.code, 100);

describe('POST /api/v1/drafts', () => {
  it('keeps a draft in quarantine and signs for exactly its bytes', async () => {
    const body = aDraft();
    const claims = await kept(body);
    const sum = toHex(await sha256(body));
    expect(claims).toMatchObject({ revisionId: DRAFT_ID, sha256: sum, code: 'draft-rescued' });
    const items = await waiting();
    expect(items.map(({ quarantineId, code }) => [quarantineId, code])).toEqual([
      [claims.quarantineId, 'draft-rescued'],
    ]);
    expect((await verifyHub(test.hub)).findings).toEqual([]);
  });

  it('keeps the same bytes once, and what was entered since as well', async () => {
    const first = await kept(aDraft());
    expect((await kept(aDraft())).quarantineId).toBe(first.quarantineId);
    await kept(aDraft({ saves: 2 }));
    expect(await waiting()).toHaveLength(2);
  });

  it('takes it from a tablet that is no longer trusted, and tells it nothing else', async () => {
    valueOf(await revokeDevice(test.hub, TESTER, { municipality: town.code, deviceId: tablet.deviceId }));
    const response = await post(aDraft());
    expect(Object.keys((await response.json()) as object)).toEqual(['quarantineReceipt']);
    expect(await waiting()).toHaveLength(1);
  });

  it('never lets it become a record, and does not count it as a record that is kept apart', async () => {
    const { quarantineId } = await kept(aDraft());
    const released = await releaseQuarantined(test.hub, TESTER, { municipality: town.code, quarantineId });
    expect(released.ok).toBe(false);
    expect(await countKeptApart(test.hub.store.db, tablet.deviceId)).toBe(0);
  });

  it.each([
    ['nothing', new Uint8Array(0), 'request-malformed'],
    ['no draft', utf8('draft'), 'request-malformed'],
    ['too much', new Uint8Array(SEALED_DRAFT_MAX_BYTES + 1), 'request-too-large'],
  ])('refuses %s, and keeps nothing', async (_, body, code) => {
    expect((await problemOf(await post(body))).code).toBe(code);
    expect(await waiting()).toEqual([]);
  });

  it('refuses who does not sign, signs as another or says it twice', async () => {
    const unsigned = await post(aDraft(), { without: ['signature', 'signature-input'] });
    expect((await problemOf(unsigned)).code).toBe('signature-missing');
    const stranger = await post(aDraft(), { keyId: DRAFT_ID });
    expect((await problemOf(stranger)).code).toBe('device-unknown');
    const other = await aTablet(test.hub, town);
    const forged = await post(aDraft(), { privateKey: other.keys.privateKey });
    expect((await problemOf(forged)).code).toBe('signature-invalid');
    const changed = await post(aDraft(), { bodySent: aDraft({ saves: 7 }) });
    expect((await problemOf(changed)).code).toBe('digest-mismatch');
    expect((await post(aDraft(), { nonce: 'nonce-nonce-nonce-nonce' })).status).toBe(200);
    const again = await post(aDraft(), { nonce: 'nonce-nonce-nonce-nonce' });
    expect((await problemOf(again)).code).toBe('signature-replayed');
    expect(await waiting()).toHaveLength(1);
  });
});
