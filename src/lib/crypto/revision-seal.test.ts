import { beforeAll, describe, expect, it } from 'vitest';
import { decodeEnvelope, encodeEnvelope, ENVELOPE_MAX_BYTES, type Envelope } from '../contract/envelope.ts';
import type { Outcome } from '../contract/problem.ts';
import type { RevisionContent } from '../contract/revision.ts';
import { fromUtf8, sha256, type Bytes } from './bytes.ts';
import { openRevision, sealRevision, type OpenedRevision } from './revision-seal.ts';
import { generateSealKeyPair, type SealKeyPair } from './seal.ts';

const uuid = (last: number): string => `018f3f6e-5c00-7aaa-8bbb-${String(last).padStart(12, '0')}`;

const aRevision = (): RevisionContent => ({
  schemaVersion: 2,
  recordId: uuid(1),
  revisionId: uuid(2),
  parents: [],
  checkup: {
    checkupId: uuid(3),
    municipality: '131130',
    clinicId: uuid(4),
    sessionId: uuid(5),
    subjectId: uuid(6),
    program: 'infant-3-4m',
    date: '2026-11-21',
  },
  section: 'questionnaire',
  formId: 'infant-3-4m/questionnaire',
  formVersion: '1.0.0',
  status: 'submitted',
  author: { kind: 'guardian', identifiedBy: 'ticket' },
  authoredAt: '2026-11-21T01:02:03.004Z',
  hlc: { wallMs: 1_795_223_323_004, counter: 0 },
  language: 'ja',
  response: {
    resourceType: 'QuestionnaireResponse',
    item: [{ linkId: '1', answer: [{ valueString: 'はい' }] }],
  },
});

const CONTEXT = { municipality: '131130', deviceId: uuid(9), recordId: uuid(1), revisionId: uuid(2) };

let pair: SealKeyPair;
let pairs: ReadonlyMap<string, SealKeyPair>;
let bytes: Bytes;
let hash: Bytes;

beforeAll(async () => {
  pair = await generateSealKeyPair();
  const earlier = await generateSealKeyPair();
  pairs = new Map([
    ['hub-1', earlier],
    ['hub-2', pair],
  ]);
  ({ bytes, hash } = await seal(aRevision()));
});

const seal = (content: RevisionContent): ReturnType<typeof sealRevision> =>
  sealRevision(content, {
    deviceId: CONTEXT.deviceId,
    hubKey: { keyId: 'hub-2', publicKey: pair.publicKey },
    deviceSeq: 7,
    prevHash: new Uint8Array(32).fill(5),
  });

const codeOf = (outcome: Outcome<OpenedRevision>): string => (outcome.ok ? 'opened' : outcome.error.code);

const envelope = (): Envelope => {
  const decoded = decodeEnvelope(bytes);
  if (decoded === undefined) throw new Error('not an envelope');
  return decoded;
};

describe('a sealed revision', () => {
  it('opens at the hub with its content and its outer fields', async () => {
    const outcome = await openRevision(bytes, CONTEXT, pairs);
    if (!outcome.ok) throw new Error(outcome.error.code);
    expect(JSON.parse(fromUtf8(outcome.value.plaintext) ?? '')).toEqual(aRevision());
    expect(outcome.value.envelope).toMatchObject({
      suite: 1,
      hubKeyId: 'hub-2',
      deviceSeq: 7,
      prevHash: new Uint8Array(32).fill(5),
      formId: 'infant-3-4m/questionnaire',
      formVersion: '1.0.0',
    });
  });

  it('comes with the SHA-256 of its bytes', async () => {
    expect(hash).toEqual(await sha256(bytes));
  });

  it('shows no answer, name of subject or id of checkup in clear', () => {
    const clear = Buffer.from(bytes).toString('latin1');
    for (const hidden of ['linkId', uuid(6), uuid(3), Buffer.from('はい').toString('latin1')]) {
      expect(clear).not.toContain(hidden);
    }
  });

  it.each<[string, Partial<Envelope>]>([
    ['sequence number', { deviceSeq: 8 }],
    ['hash of the one before', { prevHash: new Uint8Array(32) }],
    ['form', { formId: 'infant-3-4m/measurement' }],
    ['form version', { formVersion: '1.0.1' }],
    ['key id', { hubKeyId: 'hub-1' }],
  ])('does not open with another %s outside', async (_what, change) => {
    const changed = encodeEnvelope({ ...envelope(), ...change });
    expect(codeOf(await openRevision(changed, CONTEXT, pairs))).toBe('envelope-unopenable');
  });

  it('does not open under another key id even when it names the same key', async () => {
    const changed = encodeEnvelope({ ...envelope(), hubKeyId: 'alias' });
    expect(codeOf(await openRevision(changed, CONTEXT, new Map([['alias', pair]])))).toBe(
      'envelope-unopenable',
    );
  });

  it.each(['municipality', 'deviceId', 'recordId', 'revisionId'])(
    'does not open with another %s',
    async (field) => {
      const elsewhere = { ...CONTEXT, [field]: uuid(99) };
      expect(codeOf(await openRevision(bytes, elsewhere, pairs))).toBe('envelope-unopenable');
    },
  );

  it('does not open with the key or the ciphertext of another revision', async () => {
    const other = decodeEnvelope((await seal({ ...aRevision(), language: 'en' })).bytes);
    if (other === undefined) throw new Error('not an envelope');
    for (const part of [{ enc: other.enc }, { ciphertext: other.ciphertext }]) {
      const changed = encodeEnvelope({ ...envelope(), ...part });
      expect(codeOf(await openRevision(changed, CONTEXT, pairs))).toBe('envelope-unopenable');
    }
  });

  it('is refused by name when the hub does not have its key', async () => {
    expect(codeOf(await openRevision(bytes, CONTEXT, new Map([['hub-1', pair]])))).toBe('hub-key-unknown');
  });

  it('never opens when any byte is changed, and never throws', async () => {
    const seen = new Set<string>();
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = bytes.slice();
      changed[index] = (changed[index] ?? 0) ^ (1 << (index % 8));
      seen.add(codeOf(await openRevision(changed, CONTEXT, pairs)));
    }
    expect([...seen].sort()).toEqual(['envelope-malformed', 'envelope-unopenable', 'hub-key-unknown']);
  });

  it('is malformed when cut', async () => {
    for (const length of [0, 1, 100, bytes.length - 1]) {
      expect(codeOf(await openRevision(bytes.slice(0, length), CONTEXT, pairs))).toBe('envelope-malformed');
    }
  });

  it('is not made larger than the hub takes', async () => {
    const huge = { ...aRevision(), response: { text: 'x'.repeat(ENVELOPE_MAX_BYTES) } };
    await expect(seal(huge)).rejects.toThrow(RangeError);
  });
});
