import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Health } from '../contract/health.ts';
import { PROBLEMS, type ProblemCode } from '../contract/problem.ts';
import { health } from './api/health.ts';
import { anyone, endpoint, unknownRoute } from './endpoint.ts';
import { problemResponse } from './problem-response.ts';
import { noBody } from './read-body.ts';
import { aHub, type TestHub } from './testing/a-hub.ts';

let test: TestHub;

beforeEach(async () => {
  test = await aHub();
});

afterEach(async () => {
  await test.dispose();
});

const call = (path: string, init?: RequestInit) =>
  [
    test.hub,
    new Request(`http://localhost:3000${path}`, init),
    { params: {}, address: '192.0.2.1' },
  ] as const;

describe('endpoint', () => {
  it('turns a bug into hub-error, without a word about it in the answer, and logs its class only', async () => {
    const broken = endpoint({
      name: 'broken',
      read: noBody,
      authenticate: anyone,
      handle: () => Promise.reject(new TypeError('山田はな 2026-08-10 is undefined')),
    });
    const response = await broken(...call('/api/v1/x'));
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({
      type: 'https://hagukumi.dev/problems/hub-error',
      title: 'hub-error',
      status: 500,
      code: 'hub-error',
    });
    expect(test.log).toHaveLength(1);
    expect(test.log[0]).toMatchObject({ level: 'error', code: 'hub-error', where: 'broken' });
    expect(test.log[0]?.error).toMatch(/^TypeError < /);
    expect(JSON.stringify(test.log)).not.toMatch(/山田|2026-08-10/);
  });

  it('says the time and forbids keeping on every answer, good or bad', async () => {
    const answers = [
      await health(...call('/api/v1/health')),
      await health(...call('/api/v1/health?x=1')),
      unknownRoute(test.hub),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 404]);
    for (const answer of answers) {
      expect(answer.headers.get('hagukumi-time')).toBe('2026-11-21T01:00:00.000Z');
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  it.each([
    ['gzip, deflate, br', 40_000, 'gzip'],
    ['gzip', 100, null],
    [undefined, 40_000, null],
  ])('with accept-encoding %s answers %d characters in %s', async (accepted, length, encoding) => {
    const text = 'あ'.repeat(length);
    const large = endpoint({
      name: 'large',
      read: noBody,
      authenticate: anyone,
      handle: () => Promise.resolve({ ok: true, value: { status: 200, json: { text } } }),
    });
    const headers = accepted === undefined ? {} : { 'accept-encoding': accepted };
    const response = await large(...call('/api/v1/x', { headers }));
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('vary')).toBe('accept-encoding');
    const body =
      encoding === null || response.body === null
        ? response.body
        : response.body.pipeThrough(new DecompressionStream('gzip'));
    expect(await new Response(body).json()).toEqual({ text });
  });

  it('has a status for every problem that crosses the wire', async () => {
    for (const code of Object.keys(PROBLEMS) as ProblemCode[]) {
      const response = problemResponse({ code });
      expect(response.status).toBe(PROBLEMS[code].status || 500);
      expect(await response.json()).toMatchObject({ code, title: code });
    }
  });
});

describe('GET /api/v1/health', () => {
  it('is ok while the store reads and writes', async () => {
    const response = await health(...call('/api/v1/health'));
    expect(response.status).toBe(200);
    expect(Health.parse(await response.json())).toEqual({ status: 'ok', version: 'test', store: 'sqlite' });
  });

  it('is failing when it does not', async () => {
    await test.hub.store.db.schema.dropTable('hub_state').execute();
    const response = await health(...call('/api/v1/health'));
    expect(response.status).toBe(503);
    expect(Health.parse(await response.json()).status).toBe('failing');
    expect(test.log.map(({ code }) => code)).toEqual(['hub-unavailable']);
  });
});
