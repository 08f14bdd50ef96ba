import { describe, expect, it } from 'vitest';
import { bodyRefusal, bodyTimeMs } from './body-limit.ts';

const ask = (method: string, url: string, headers: Record<string, string>) =>
  bodyRefusal({ method, url, headers });

describe('bodyTimeMs', () => {
  const pace = {
    requestMs: 60_000,
    uploadBytesPerSecond: 16_384,
    recordBytesPerSecond: 2_000,
    stallMs: 30_000,
  };
  const time = (method: string, url: string, length?: string): number =>
    bodyTimeMs({ method, url, headers: length === undefined ? {} : { 'content-length': length } }, pace);

  it.each([
    ['POST', '/hub/quarantine?/ingest', '16384', 61_000],
    ['POST', '/hub/quarantine?/ingest', '67174400', 4_160_000],
    ['POST', '/hub/quarantine?/ingest', '99999999999', 4_160_000],
    ['POST', '/hub/quarantine?/ingest', 'x', 60_000],
    ['POST', '/hub/quarantine?/ingest', undefined, 60_000],
    ['PUT', '/hub/quarantine', '67174400', 60_000],
    ['POST', '/hub/quarantine/x', '67174400', 60_000],
    ['PUT', '/api/v1/records/a/revisions/b', '262144', 191_072],
    ['PUT', '/api/v1/records/a/revisions/b', '99999999999', 191_072],
    ['POST', '/hub/sign-in', '67174400', 60_000],
    ['POST', '/api/v1/revisions', '67174400', 60_000],
  ] as const)('%s %s with %s bytes has %s ms', (method, url, length, ms) => {
    expect(time(method, url, length)).toBe(ms);
  });
});

describe('bodyRefusal', () => {
  it.each([
    ['POST', '/hub/sign-in', '3000000', undefined],
    ['POST', '/hub/sign-in', '3000001', 413],
    ['POST', '/hub/quarantine', '67174400', undefined],
    ['POST', '/hub/quarantine?/ingest', '67174400', undefined],
    ['POST', '/hub/quarantine?/ingest', '67174401', 413],
    ['POST', '/hub/quarantine/x', '3000001', 413],
    ['GET', '/hub', '3000001', undefined],
    ['PUT', '/api/v1/records/a/revisions/b', '99000000', undefined],
  ] as const)('%s %s with %s bytes: %s', (method, url, length, refusal) => {
    expect(ask(method, url, { 'content-length': length })).toBe(refusal);
  });

  it('asks a form for its length, and the API not', () => {
    expect(ask('POST', '/hub/sign-in', { 'transfer-encoding': 'chunked' })).toBe(411);
    expect(ask('POST', '/api/v1/check-in', { 'transfer-encoding': 'chunked' })).toBeUndefined();
  });
});
