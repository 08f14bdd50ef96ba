import { describe, expect, it } from 'vitest';
import { bodyRefusal } from './body-limit.ts';

const ask = (method: string, url: string, headers: Record<string, string>) =>
  bodyRefusal({ method, url, headers });

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
