import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EnrolResponse } from '../../contract/enrolment.ts';
import { toBase64Url } from '../../contract/base64url.ts';
import { utf8 } from '../../crypto/bytes.ts';
import { generateSigningKeyPair, publicCoordinates } from '../../crypto/es256.ts';
import { issueEnrolmentCode } from '../people/issue-enrolment-code.ts';
import { findDevice, listDevices } from '../store/devices.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, TESTER, valueOf, type TestMunicipality } from '../testing/a-municipality.ts';
import { TestTablet, type Deviation } from '../testing/a-tablet.ts';
import { enrolDevice } from './enrol.ts';

let test: TestHub;
let town: TestMunicipality;

beforeEach(async () => {
  test = await aHub();
  town = await aMunicipality(test.hub);
});

afterEach(async () => {
  await test.dispose();
});

const aCode = async (): Promise<string> =>
  valueOf(await issueEnrolmentCode(test.hub, TESTER, { municipality: town.code, clinicId: town.clinicId }))
    .code;

const codeOf = async (response: Response): Promise<unknown> =>
  ((await response.json()) as { code: unknown }).code;

const devices = () => listDevices(test.hub.store.db, town.code);

describe('POST /api/v1/devices', () => {
  it('makes a tablet one of the clinic that the code is for', async () => {
    const tablet = new TestTablet(test.hub);
    const response = await tablet.enrol(await aCode());
    expect(response.status).toBe(201);
    const answer = EnrolResponse.parse(await response.json());
    expect(answer.municipality.code).toBe(town.code);
    expect(answer.clinic.clinicId).toBe(town.clinicId);
    expect(answer.hubKeys).toEqual(test.hub.keys.published);
    const row = await findDevice(test.hub.store.db, answer.deviceId);
    const secret = await test.hub.atRest.open(
      row?.secret_box ?? new Uint8Array(),
      'device-secret',
      answer.deviceId,
    );
    expect(secret).toEqual(tablet.secret);
  });

  it('keeps neither the code nor the device secret readable in the store', async () => {
    const code = await aCode();
    const tablet = new TestTablet(test.hub);
    await tablet.enrol(code);
    const stored = ['', '-wal']
      .map((suffix) => readFileSync(test.env.databaseFile + suffix).toString('latin1'))
      .join('');
    expect(stored).not.toContain(code);
    expect(stored).not.toContain(Buffer.from(tablet.secret).toString('latin1'));
  });

  it('takes a code once', async () => {
    const code = await aCode();
    await new TestTablet(test.hub).enrol(code);
    const second = await new TestTablet(test.hub).enrol(code);
    expect(second.status).toBe(409);
    expect(await codeOf(second)).toBe('enrolment-code-used');
    expect(await devices()).toHaveLength(1);
  });

  it('lets one of two tablets in that use a code at the same moment', async () => {
    const code = await aCode();
    const answers = await Promise.all([
      new TestTablet(test.hub).enrol(code),
      new TestTablet(test.hub).enrol(code),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
    expect(await devices()).toHaveLength(1);
  });

  it.each([
    { afterMs: 10 * 60_000 - 1, status: 201 },
    { afterMs: 10 * 60_000, status: 410 },
  ])('answers $status to a code $afterMs ms old', async ({ afterMs, status }) => {
    const code = await aCode();
    test.clock.ms += afterMs;
    expect((await new TestTablet(test.hub).enrol(code)).status).toBe(status);
  });

  it('does not know a code it never issued, and stops a guesser after ten tries', async () => {
    for (let guess = 0; guess < 10; guess += 1) {
      const response = await new TestTablet(test.hub).enrol('ZZZZZZZ' + String(guess));
      expect(response.status).toBe(404);
    }
    const good = await aCode();
    const stopped = await new TestTablet(test.hub).enrol(good);
    expect(stopped.status).toBe(429);
    expect(stopped.headers.get('retry-after')).toBe('60');
    test.clock.ms += 10 * 60_000;
    expect((await new TestTablet(test.hub).enrol(await aCode())).status).toBe(201);
  });

  const withKeyOf = async (pair: CryptoKeyPair): Promise<Deviation & { json: unknown }> => ({
    json: {
      code: await aCode(),
      publicKey: await publicCoordinates(pair.publicKey),
      deviceSecret: toBase64Url(new Uint8Array(32).fill(7)),
      label: 'tablet',
    },
  });

  it('refuses a key whose private part the sender does not hold', async () => {
    const strangers = await generateSigningKeyPair(false);
    const response = await new TestTablet(test.hub).enrol('', await withKeyOf(strangers));
    expect(response.status).toBe(401);
    expect(await codeOf(response)).toBe('signature-invalid');
    expect(await devices()).toEqual([]);
  });

  it.each<[string, Deviation, string]>([
    ['no signature', { without: ['signature', 'signature-input'] }, 'signature-missing'],
    ['another body than the signed one', { bodySent: utf8('{}') }, 'request-malformed'],
    ['a key id of somebody else', { keyId: 'someone' }, 'signature-invalid'],
    ['a clock that is off', { created: 1 }, 'signature-clock-skew'],
    ['another media type', { headers: { 'content-type': 'text/plain' } }, 'request-unsupported-type'],
    ['a page of another site', { headers: { origin: 'https://evil.example' } }, 'origin-refused'],
    ['a page of a sibling site', { headers: { 'sec-fetch-site': 'same-site' } }, 'origin-refused'],
  ])('refuses %s', async (_, deviation, code) => {
    const response = await new TestTablet(test.hub).enrol(await aCode(), deviation);
    expect(await codeOf(response)).toBe(code);
    expect(await devices()).toEqual([]);
  });

  it.each([
    ['a code with a letter that is not in the alphabet', { code: 'UUUUUUUU' }],
    ['a short device secret', { deviceSecret: 'AAAA' }],
    ['a label with a line break', { label: 'a\nb' }],
    ['a label that turns the text around', { label: 'a\u202Eb' }],
    ['an unknown field', { more: 1 }],
    ['a point that is not on the curve', { publicKey: { x: 'A'.repeat(43), y: 'A'.repeat(43) } }],
  ])('refuses %s', async (_, change) => {
    const pair = await generateSigningKeyPair(false);
    const honest = await withKeyOf(pair);
    const response = await new TestTablet(test.hub).enrol('', {
      json: { ...(honest.json as object), ...change },
      privateKey: pair.privateKey,
    });
    expect([400, 401]).toContain(response.status);
    expect(await devices()).toEqual([]);
  });

  it('refuses keys that reach for the prototype', async () => {
    const tablet = new TestTablet(test.hub);
    tablet.keys = await generateSigningKeyPair(false);
    const response = await tablet.call({
      endpoint: enrolDevice,
      method: 'POST',
      path: '/api/v1/devices',
      body: utf8('{"__proto__":{"code":"AAAAAAAA"}}'),
      mediaType: 'application/json',
    });
    expect(response.status).toBe(400);
  });
});
