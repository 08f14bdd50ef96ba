import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeEnvelope, encodeEnvelope, ENVELOPE_MAX_BYTES } from '../../contract/envelope.ts';
import { uuidV7 } from '../../contract/ids.ts';
import type { RevisionContent } from '../../contract/revision.ts';
import { randomBytes, type Bytes } from '../../crypto/bytes.ts';
import { generateSealKeyPair } from '../../crypto/seal.ts';
import { revokeDevice } from '../people/revoke-device.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, TESTER, valueOf, type TestMunicipality } from '../testing/a-municipality.ts';
import { aRevision, aTablet, type Deviation, type TestTablet } from '../testing/a-tablet.ts';
import { problemOf, received } from '../testing/received.ts';
import { sealText } from '../testing/seal-text.ts';
import { putRevision } from './intake.ts';

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

const expectNothingStored = async (): Promise<void> => {
  const { revisions, receipts, arrivals } = await received(test.hub, town.code);
  expect({ revisions, receipts, arrivals }).toEqual({ revisions: [], receipts: [], arrivals: [] });
};

describe('a request that is not an honest one', () => {
  it.each<[string, () => Deviation, number, string]>([
    ['no signature', () => ({ without: ['signature', 'signature-input'] }), 401, 'signature-missing'],
    ['half a signature', () => ({ without: ['signature'] }), 401, 'signature-invalid'],
    ['no digest', () => ({ without: ['content-digest'] }), 401, 'signature-invalid'],
    ['an unknown device', () => ({ keyId: '01932d3a-0000-7000-8000-000000000000' }), 401, 'device-unknown'],
    ['another hub in the signature', () => ({ authority: 'other.example' }), 401, 'signature-invalid'],
    ['a body that is not the signed one', () => ({ bodySent: new Uint8Array(300) }), 400, 'digest-mismatch'],
    ['an old request', () => ({ created: test.clock.ms / 1000 - 301 }), 401, 'signature-clock-skew'],
    [
      'no media type of ours',
      () => ({ headers: { 'content-type': 'application/json' } }),
      415,
      'request-unsupported-type',
    ],
    ['a foreign page', () => ({ headers: { 'sec-fetch-site': 'cross-site' } }), 403, 'origin-refused'],
  ])('is refused: %s', async (_, deviation, status, code) => {
    const content = await aRevision(test.hub, town);
    const response = await tablet.put(content, await tablet.envelope(content), deviation());
    expect(await problemOf(response)).toEqual({ status, code });
    await expectNothingStored();
    expect((await received(test.hub, town.code)).quarantined).toEqual([]);
  });

  it('is refused: a replay', async () => {
    const content = await aRevision(test.hub, town);
    const bytes = await tablet.envelope(content);
    const nonce = 'abcdefghijklmnopqrstuv';
    await tablet.put(content, bytes, { nonce });
    const replay = await tablet.put(content, bytes, { nonce });
    expect(await problemOf(replay)).toEqual({ status: 401, code: 'signature-replayed' });
  });

  it('is refused: a revoked device', async () => {
    valueOf(await revokeDevice(test.hub, TESTER, { municipality: town.code, deviceId: tablet.deviceId }));
    const content = await aRevision(test.hub, town);
    const response = await tablet.put(content, await tablet.envelope(content));
    expect(await problemOf(response)).toEqual({ status: 403, code: 'device-revoked' });
    await expectNothingStored();
  });

  it.each([1, 700_000, 3_000_000])('is refused: %i bytes more than the limit', async (more) => {
    const content = await aRevision(test.hub, town);
    const response = await tablet.put(content, new Uint8Array(ENVELOPE_MAX_BYTES + more));
    expect(await problemOf(response)).toEqual({ status: 413, code: 'request-too-large' });
    expect((await received(test.hub, town.code)).quarantined).toEqual([]);
  });

  it('is refused: an endless body, without reading it', async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const path = '/api/v1/records/a/revisions/b';
    const response = await putRevision(
      test.hub,
      new Request(`http://localhost:3000${path}`, {
        method: 'PUT',
        body: endless,
        duplex: 'half',
        headers: { 'content-type': 'application/cbor' },
      } as RequestInit),
      { params: {}, address: '' },
    );
    expect(response.status).toBe(413);
    expect(pulled).toBeLessThan(2_000_000);
  });

  it.each([
    ['an id that is none', 'x', uuidV7(1, randomBytes(10))],
    ['an id in capitals', 'ABCDEF00-0000-7000-8000-000000000000', uuidV7(1, randomBytes(10))],
  ])('is refused: %s', async (_, recordId, revisionId) => {
    const response = await tablet.put({ recordId, revisionId }, new Uint8Array(10));
    expect(await problemOf(response)).toEqual({ status: 400, code: 'request-malformed' });
  });

  it('is refused: an empty body', async () => {
    const content = await aRevision(test.hub, town);
    expect(await problemOf(await tablet.put(content, new Uint8Array(0)))).toMatchObject({ status: 400 });
  });
});

describe('bytes that are no revision', () => {
  const refusedAs = async (content: RevisionContent, bytes: Bytes, code: string): Promise<void> => {
    const response = await tablet.put(content, bytes);
    expect(await problemOf(response)).toEqual({ status: 422, code });
    await expectNothingStored();
    expect((await received(test.hub, town.code)).quarantined.map((row) => row.code)).toEqual([code]);
  };

  it.each([
    ['random', 'envelope-malformed', () => randomBytes(500)],
    ['half an envelope', 'envelope-malformed', (bytes: Bytes) => bytes.slice(0, bytes.length / 2)],
    [
      'an envelope with more behind it',
      'envelope-malformed',
      (bytes: Bytes) => Uint8Array.from([...bytes, 0]),
    ],
    [
      'an envelope with one bit turned in its seal',
      'envelope-unopenable',
      (bytes: Bytes) => {
        const envelope = decodeEnvelope(bytes);
        if (envelope === undefined) throw new Error('no envelope');
        const ciphertext = envelope.ciphertext.slice();
        ciphertext[20] = (ciphertext[20] ?? 0) ^ 1;
        return encodeEnvelope({ ...envelope, ciphertext });
      },
    ],
    [
      'an envelope that claims another number',
      'envelope-unopenable',
      (bytes: Bytes) => {
        const envelope = decodeEnvelope(bytes);
        if (envelope === undefined) throw new Error('no envelope');
        return encodeEnvelope({ ...envelope, deviceSeq: 9 });
      },
    ],
  ])('are set aside: %s', async (_, code, spoil) => {
    const content = await aRevision(test.hub, town);
    await refusedAs(content, spoil(await tablet.envelope(content)), code);
  });

  it('are set aside: sealed to a key the hub does not have', async () => {
    const content = await aRevision(test.hub, town);
    const { publicKey } = await generateSealKeyPair();
    const text = JSON.stringify(content);
    await refusedAs(
      content,
      await sealText(tablet, text, content, { hubKeyId: 'gone', publicKey }),
      'hub-key-unknown',
    );
  });

  it('are set aside: sealed for another revision', async () => {
    const content = await aRevision(test.hub, town);
    const other = await aRevision(test.hub, town);
    await refusedAs(content, await tablet.envelope(other), 'envelope-unopenable');
  });

  it.each<[string, (content: RevisionContent) => string | Bytes]>([
    ['no JSON', () => 'hello'],
    ['no UTF-8', () => Uint8Array.from([0xff, 0xfe, 0xfd])],
    ['JSON null', () => 'null'],
    ['an unknown field', (content) => JSON.stringify({ ...content, more: 1 })],
    ['a missing field', ({ section: _, ...content }) => JSON.stringify(content)],
    ['another schema version', (content) => JSON.stringify({ ...content, schemaVersion: 3 })],
    [
      'the version before with what it did not have',
      (content) => JSON.stringify({ ...content, schemaVersion: 1 }),
    ],
    [
      'a date that does not exist',
      (content) => JSON.stringify({ ...content, authoredAt: '2026-02-30T00:00:00.000Z' }),
    ],
    [
      '__proto__ at the top',
      (content) => `{"__proto__":{"polluted":true},${JSON.stringify(content).slice(1)}`,
    ],
    [
      '__proto__ deep in the answers',
      (content) => JSON.stringify(content).replace('"item":[]', '"item":[{"__proto__":{"polluted":true}}]'),
    ],
    [
      'constructor.prototype in the answers',
      (content) =>
        JSON.stringify({ ...content, response: { constructor: { prototype: { polluted: true } } } }),
    ],
    [
      '100,000 levels of nesting',
      (content) =>
        JSON.stringify(content).replace('"item":[]', `"item":${'['.repeat(100_000)}${']'.repeat(100_000)}`),
    ],
  ])('are set aside: %s', async (_, text) => {
    const content = await aRevision(test.hub, town);
    await refusedAs(content, await sealText(tablet, text(content), content), 'content-malformed');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  const otherId = '01932d3a-0000-7000-8000-000000000000';
  it.each<[string, (content: RevisionContent) => object]>([
    ['another revision id', () => ({ revisionId: otherId })],
    ['another record id', () => ({ recordId: otherId })],
    ['another form than the envelope', () => ({ formVersion: '0' })],
    ['itself as its parent', ({ revisionId }) => ({ parents: [revisionId] })],
    ['another municipality', ({ checkup }) => ({ checkup: { ...checkup, municipality: '131016' } })],
    ['another clinic', ({ checkup }) => ({ checkup: { ...checkup, clinicId: otherId } })],
    ['a session that does not exist', ({ checkup }) => ({ checkup: { ...checkup, sessionId: otherId } })],
    ['a day that is not the session’s', ({ checkup }) => ({ checkup: { ...checkup, date: '2026-11-20' } })],
    ['a child nobody knows', ({ checkup }) => ({ checkup: { ...checkup, subjectId: otherId } })],
    ['a checkup id that does not follow', ({ checkup }) => ({ checkup: { ...checkup, checkupId: otherId } })],
    ['a section whose record this is not', () => ({ section: 'examination' })],
  ])('are set aside: %s', async (_, change) => {
    const content = await aRevision(test.hub, town);
    const text = JSON.stringify({ ...content, ...change(content) });
    await refusedAs(content, await sealText(tablet, text, content), 'content-mismatch');
  });

  it('are set aside: about a child of another municipality', async () => {
    const elsewhere = await aMunicipality(test.hub, '47291');
    const content = await aRevision(test.hub, { ...town, child: elsewhere.child });
    await refusedAs(content, await tablet.envelope(content), 'content-mismatch');
  });

  it('[property] never store anything and never break the hub, whatever they are', async () => {
    const content = await aRevision(test.hub, town);
    const honest = await tablet.envelope(content);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ minLength: 1, maxLength: 400 }),
          fc
            .tuple(fc.nat(honest.length - 1), fc.integer({ min: 1, max: 255 }))
            .map(([place, change]) => honest.map((byte, index) => (index === place ? byte ^ change : byte))),
        ),
        async (bytes) => {
          const response = await tablet.put(content, Uint8Array.from(bytes));
          expect(response.status).toBe(422);
        },
      ),
      { numRuns: 60 },
    );
    await expectNothingStored();
    expect(test.log).toEqual([]);
  });
});
