import { expect, it } from 'vitest';
import type { RevisionContent } from '../../../src/lib/contract/revision.ts';
import { ENVELOPE_MAX_BYTES } from '../../../src/lib/contract/envelope.ts';
import { generateSigningKeyPair } from '../../../src/lib/crypto/es256.ts';
import { generateSealKeyPair } from '../../../src/lib/crypto/seal.ts';
import { sealRevision } from '../../../src/lib/crypto/revision-seal.ts';
import type { Answer } from '../../../src/lib/forms/answer-types.ts';
import { FILES_MAX_BYTES } from '../../../src/lib/forms/run/file-room.ts';
import { anItem, aQuestionnaire } from '../../../src/lib/forms/testing/questionnaire.ts';
import { Scenario } from '../../../src/lib/forms/testing/scenario.ts';

const uuid = (last: number): string => `018f3f6e-5c00-7aaa-8bbb-${String(last).padStart(12, '0')}`;

const file = (bytes: number): Answer => ({
  type: 'attachment',
  value: {
    contentType: 'image/jpeg',
    data: Buffer.alloc(bytes).toString('base64'),
    title: `${'写'.repeat(40)}.jpg`,
    size: bytes,
  },
});

/** 200 answers of 50 characters each, and five files that are as large together as the engine lets them be. */
const fullForm = (): Scenario => {
  const texts = Array.from({ length: 200 }, (_, at) => anItem('text', `text-${at}`));
  const files = Array.from({ length: 5 }, (_, at) => anItem('attachment', `file-${at}`));
  const scenario = new Scenario(aQuestionnaire([...texts, ...files]));
  for (const { linkId } of scenario.form.items.slice(0, 200)) scenario.answer(linkId, '答'.repeat(50));
  for (let at = 0; at < 5; at += 1) scenario.set(`file-${at}`, [file(FILES_MAX_BYTES / 5)]);
  return scenario;
};

it('[FM10] a response with as many bytes of files as there may be fits into a sealed and signed record, with 200 written answers', async () => {
  const scenario = fullForm();
  expect(scenario.issues).toEqual([]);
  const content: RevisionContent = {
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
    status: 'confirmed',
    author: { kind: 'staff', staffId: uuid(8), role: 'nurse' },
    authoredAt: '2026-11-21T01:02:03.004Z',
    hlc: { wallMs: Date.parse('2026-11-21T01:02:03.004Z'), counter: 0 },
    language: 'ja',
    response: scenario.response(),
  };
  const { privateKey } = await generateSigningKeyPair(false);
  const { bytes } = await sealRevision(
    content,
    {
      deviceId: uuid(9),
      hubKey: { keyId: 'hub-1', publicKey: (await generateSealKeyPair()).publicKey },
      deviceSeq: 1,
      prevHash: new Uint8Array(32),
    },
    { kid: 'k'.repeat(43), privateKey },
  );
  expect(bytes.length).toBeGreaterThan(200_000);
  expect(bytes.length).toBeLessThanOrEqual(ENVELOPE_MAX_BYTES);
});
