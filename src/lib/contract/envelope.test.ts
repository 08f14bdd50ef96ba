import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCbor, type Cbor } from './cbor.ts';
import {
  decodeEnvelope,
  encodeEnvelope,
  ENVELOPE_MAX_BYTES,
  envelopeAad,
  type Envelope,
} from './envelope.ts';

const anEnvelope = (): Envelope => ({
  suite: 1,
  hubKeyId: 'hub-2026',
  enc: new Uint8Array(65).fill(4),
  ciphertext: new Uint8Array(100).fill(7),
  deviceSeq: 1,
  prevHash: new Uint8Array(32),
  formId: 'infant-3-4m/questionnaire',
  formVersion: '1.0.0',
});

const fieldsOf = (envelope: Envelope): Cbor[] => [
  1,
  envelope.suite,
  envelope.hubKeyId,
  envelope.enc,
  envelope.ciphertext,
  envelope.deviceSeq,
  envelope.prevHash,
  envelope.formId,
  envelope.formVersion,
];

describe('an envelope', () => {
  it('comes back from its bytes', () => {
    const bytes = (length: number): fc.Arbitrary<Uint8Array<ArrayBuffer>> =>
      fc.uint8Array({ minLength: length, maxLength: length });
    const envelope = fc.record({
      suite: fc.constant(1),
      hubKeyId: fc.string({ minLength: 1, maxLength: 64 }),
      enc: bytes(65),
      ciphertext: bytes(64),
      deviceSeq: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      prevHash: bytes(32),
      formId: fc.string({ minLength: 1, maxLength: 200 }),
      formVersion: fc.string({ minLength: 1, maxLength: 40 }),
    });
    fc.assert(
      fc.property(envelope, (value) => {
        expect(decodeEnvelope(encodeEnvelope(value))).toEqual(value);
      }),
    );
  });

  it('is the array that this test writes out', () => {
    expect(encodeEnvelope(anEnvelope())).toEqual(toCbor(fieldsOf(anEnvelope())));
  });

  it.each<[string, number, Cbor]>([
    ['another version', 0, 2],
    ['another suite', 1, 2],
    ['an empty key id', 2, ''],
    ['a long key id', 2, 'k'.repeat(65)],
    ['a compressed point', 3, new Uint8Array(33)],
    ['an encapsulated key as text', 3, 'A'.repeat(65)],
    ['a ciphertext without content', 4, new Uint8Array(16)],
    ['sequence number 0', 5, 0],
    ['a negative sequence number', 5, -1],
    ['a fraction as sequence number', 5, 1.5],
    ['a sequence number as text', 5, '1'],
    ['a short hash', 6, new Uint8Array(31)],
    ['no form', 7, ''],
    ['a long form id', 7, 'f'.repeat(201)],
    ['a form version that is a number', 8, 1],
    ['a long form version', 8, 'v'.repeat(41)],
  ])('is none with %s', (_what, place, value) => {
    expect(decodeEnvelope(toCbor(fieldsOf(anEnvelope()).with(place, value)))).toBeUndefined();
  });

  it('is none with a field more or fewer, or as a map', () => {
    expect(decodeEnvelope(toCbor([...fieldsOf(anEnvelope()), null]))).toBeUndefined();
    expect(decodeEnvelope(toCbor(fieldsOf(anEnvelope()).slice(0, -1)))).toBeUndefined();
    expect(decodeEnvelope(toCbor(new Map(fieldsOf(anEnvelope()).entries())))).toBeUndefined();
  });

  it('is none when truncated or followed by more', () => {
    const bytes = encodeEnvelope(anEnvelope());
    for (let length = 0; length < bytes.length; length += 1) {
      expect(decodeEnvelope(bytes.slice(0, length))).toBeUndefined();
    }
    expect(decodeEnvelope(Uint8Array.of(...bytes, 0))).toBeUndefined();
  });

  it('may be as large as the limit and no larger', () => {
    const overhead = encodeEnvelope({ ...anEnvelope(), ciphertext: new Uint8Array(70_000) }).length - 70_000;
    const of = (length: number): Uint8Array =>
      encodeEnvelope({ ...anEnvelope(), ciphertext: new Uint8Array(length - overhead) });
    expect(of(ENVELOPE_MAX_BYTES).length).toBe(ENVELOPE_MAX_BYTES);
    expect(decodeEnvelope(of(ENVELOPE_MAX_BYTES))).toBeDefined();
    expect(decodeEnvelope(of(ENVELOPE_MAX_BYTES + 1))).toBeUndefined();
  });

  it('never makes the reader throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(decodeEnvelope(bytes)).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the additional data of an envelope', () => {
  const context = { municipality: '131130', deviceId: 'device', recordId: 'record', revisionId: 'revision' };

  it('differs when any field of context or envelope differs', () => {
    const { enc: _enc, ciphertext: _ciphertext, ...outer } = anEnvelope();
    const variants = [
      envelopeAad(context, outer),
      ...Object.keys(context).map((key) => envelopeAad({ ...context, [key]: 'other' }, outer)),
      envelopeAad(context, { ...outer, suite: 2 }),
      envelopeAad(context, { ...outer, hubKeyId: 'other' }),
      envelopeAad(context, { ...outer, deviceSeq: 2 }),
      envelopeAad(context, { ...outer, prevHash: new Uint8Array(32).fill(1) }),
      envelopeAad(context, { ...outer, formId: 'other' }),
      envelopeAad(context, { ...outer, formVersion: 'other' }),
    ];
    expect(new Set(variants.map((bytes) => Buffer.from(bytes).toString('hex'))).size).toBe(variants.length);
  });

  it('cannot be moved from one field to the next', () => {
    const { enc: _enc, ciphertext: _ciphertext, ...outer } = anEnvelope();
    const one = envelopeAad({ ...context, recordId: 'ab', revisionId: 'c' }, outer);
    const other = envelopeAad({ ...context, recordId: 'a', revisionId: 'bc' }, outer);
    expect(one).not.toEqual(other);
  });
});
