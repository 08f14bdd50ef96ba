import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import type { RequestListener, Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { BodyPace } from './body-limit.ts';
import { hubServer, SCHEME_HEADER } from './hub-server.ts';
import { pagePolicies } from './page-policies.ts';
import { starting } from './starting.ts';

const PAGE_POLICY = "default-src 'none'; script-src 'self' 'sha256-abc='; frame-ancestors 'none'";

/** Answers in every way that Node, a file server and the framework have. */
const app: RequestListener = (request, response) => {
  if (request.headers['if-none-match'] !== undefined) {
    response.writeHead(304).end();
    return;
  }
  switch (request.url) {
    case '/kiosk':
      response.writeHead(200, { 'Content-Type': 'text/html;charset=utf-8', 'Cache-Control': 'max-age=600' });
      response.end('<p>prerendered</p>');
      return;
    case '/rendered':
      response.setHeader('content-type', 'text/html');
      response.setHeader('content-security-policy', "default-src 'none'; script-src 'nonce-1'");
      response.end('<p>rendered</p>');
      return;
    case '/service-worker.js':
    case '/_app/immutable/chunk.js':
    case '/_app/immutable/workers/pin-worker-Ab_1-x.js':
      response.writeHead(200, 'OK', { 'content-type': 'text/javascript', 'cache-control': 'immutable' });
      response.end('1');
      return;
    case '/raw':
      response.writeHead(200, ['content-type', 'image/png', 'x-powered-by', 'me']);
      response.end();
      return;
    case '/api/v1/health':
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'public' });
      response.end('{}');
      return;
    case '/hub/roster':
      response.writeHead(303, { location: '/hub/sign-in' });
      response.end();
      return;
    case '/scheme':
      response.end(String(request.headers[SCHEME_HEADER]));
      return;
    default:
      response.statusCode = 404;
      response.end('Not found');
  }
};

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const serve = async (listener: RequestListener = app, secure = false): Promise<string> => {
  server = hubServer(listener, { policies: new Map([['/kiosk', PAGE_POLICY]]), secure });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
};

const PATHS = [
  '/kiosk',
  '/rendered',
  '/service-worker.js',
  '/raw',
  '/api/v1/health',
  '/hub/roster',
  '/nowhere',
];

describe('every answer', () => {
  it.each(PATHS)('bears the security headers: %s', async (path) => {
    const base = await serve();
    const { headers } = await fetch(base + path, { redirect: 'manual' });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toMatch(/^camera=\(self\), accelerometer=\(\), /);
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  it('keeps to https when the hub is reached by https', async () => {
    const { headers } = await fetch((await serve(app, true)) + '/raw');
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
  });

  it.each([
    ['/kiosk', PAGE_POLICY],
    ['/kiosk/', "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"],
    ['/rendered', "default-src 'none'; script-src 'nonce-1'"],
    ['/raw', "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"],
  ])('has the policy that belongs to it: %s', async (path, policy) => {
    const { headers } = await fetch((await serve()) + path);
    expect(headers.get('content-security-policy')).toBe(policy);
  });

  it.each([
    ['/service-worker.js', "script-src 'self';"],
    ['/_app/immutable/chunk.js', "script-src 'self';"],
    ['/_app/immutable/workers/pin-worker-Ab_1-x.js', "script-src 'self' 'wasm-unsafe-eval';"],
  ])('lets a script that runs as a worker load its parts and call the hub: %s', async (path, scripts) => {
    const { headers } = await fetch((await serve()) + path);
    const policy = headers.get('content-security-policy');
    expect(policy).toContain(scripts);
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'");
  });

  it.each([
    ['/kiosk', '(self)'],
    ['/rendered', '(self)'],
    ['/hub/roster', '()'],
    ['/api/v1/health', '()'],
  ])('may ask for passkeys on the tablet only: %s %s', async (path, allowed) => {
    const { headers } = await fetch((await serve()) + path, { redirect: 'manual' });
    const policy = headers.get('permissions-policy')?.split(', ');
    expect(policy).toContain(`publickey-credentials-create=${allowed}`);
    expect(policy).toContain(`publickey-credentials-get=${allowed}`);
  });

  it.each([
    ['/api/v1/health', 'no-store'],
    ['/hub/roster', 'no-store'],
    ['/kiosk', 'no-cache'],
    ['/service-worker.js', 'no-cache'],
    ['/_app/immutable/chunk.js', 'immutable'],
  ])('is kept as it may be: %s is %s', async (path, cache) => {
    const { headers } = await fetch((await serve()) + path, { redirect: 'manual' });
    expect(headers.get('cache-control')).toBe(cache);
  });

  it('keeps a policy in force that an answer without a body would displace', async () => {
    const base = await serve();
    const again = { headers: { 'if-none-match': '"1"' } };
    const page = await fetch(`${base}/kiosk`, again);
    expect([page.status, page.headers.get('content-security-policy')]).toEqual([304, PAGE_POLICY]);
    const script = await fetch(`${base}/_app/immutable/chunk.js`, again);
    expect([script.status, script.headers.get('content-security-policy')]).toEqual([304, null]);
    expect(script.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('keeps what the app says: status, own headers, body', async () => {
    const base = await serve();
    const redirect = await fetch(`${base}/hub/roster`, { redirect: 'manual' });
    expect([redirect.status, redirect.headers.get('location')]).toEqual([303, '/hub/sign-in']);
    expect(await (await fetch(`${base}/kiosk`)).text()).toBe('<p>prerendered</p>');
    expect((await fetch(`${base}/nowhere`)).status).toBe(404);
  });
});

describe('hubServer', () => {
  it('does not believe a scheme from outside', async () => {
    const base = await serve();
    const response = await fetch(`${base}/scheme`, { headers: { [SCHEME_HEADER]: 'https' } });
    expect(await response.text()).toBe('http');
  });

  it('gives up on senders that do not say what they want', async () => {
    await serve();
    expect(server?.headersTimeout).toBe(15_000);
  });

  describe('with senders in slow motion', () => {
    /** Much less time than in life, and far fewer bytes. */
    const PACE = {
      requestMs: 300,
      uploadBytesPerSecond: 1_000,
      recordBytesPerSecond: 1_000,
      stallMs: 10_000,
    };
    /** Reads a whole body and says how long it was. */
    const reader: RequestListener = (request, response) => {
      let length = 0;
      request.on('data', (chunk: Buffer) => (length += chunk.length));
      request.on('end', () => {
        response.writeHead(200, { 'content-type': 'text/plain' });
        response.end(String(length));
      });
      request.on('error', () => undefined);
    };

    /** Sends `bytes` of a body of `length` one by one, `everyMs` apart. @returns all that was answered */
    const send = async (
      path: string,
      { length, bytes, everyMs }: { length: number; bytes: number; everyMs: number },
      pace: Partial<BodyPace> = {},
    ): Promise<string> => {
      server = hubServer(reader, { policies: new Map(), secure: false }, { ...PACE, ...pace });
      await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
      const head = ['POST ' + path + ' HTTP/1.1', 'host: x', 'connection: close'];
      socket.write([...head, `content-length: ${String(length)}`, '', ''].join('\r\n'));
      let left = bytes;
      const dripping = setInterval(() => {
        if (left > 0) socket.write('x');
        left -= 1;
      }, everyMs);
      return new Promise((resolve) => {
        let text = '';
        socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
        socket.on('error', () => undefined);
        socket.on('close', () => {
          clearInterval(dripping);
          resolve(text);
        });
      });
    };

    it('takes a file as long as it takes on a slow line', async () => {
      const file = { length: 40, bytes: 40, everyMs: 15 };
      const answer = await send('/hub/quarantine?/ingest', file, { uploadBytesPerSecond: 4 });
      expect(answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*\b40\b/);
    });

    it('gives up on a file that comes too slowly for its length', async () => {
      const file = { length: 500, bytes: 500, everyMs: 50 };
      expect(await send('/hub/quarantine?/ingest', file)).toMatch(/^HTTP\/1\.1 408 /);
    });

    it('gives up on a file that has stopped coming', async () => {
      const file = { length: 60_000, bytes: 5, everyMs: 1 };
      const began = performance.now();
      expect(await send('/hub/quarantine?/ingest', file, { stallMs: 200 })).toMatch(/^HTTP\/1\.1 408 /);
      expect(performance.now() - began).toBeLessThan(30_000);
    });

    it.each(['/hub/roster', '/hub/quarantine/x', '/api/v1/check-in'])(
      'gives every other body one time, whatever length it names: %s',
      async (path) => {
        const body = { length: 50_000, bytes: 50_000, everyMs: 10 };
        expect(await send(path, body, { uploadBytesPerSecond: 1 })).toMatch(/^HTTP\/1\.1 408 /);
      },
    );
  });

  it('answers before a body has come, and then lets go of the connection', async () => {
    const base = new URL(await serve());
    const socket = connect(Number(base.port), base.hostname);
    const ended = new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
      socket.on('close', () => {
        resolve(text);
      });
      socket.on('error', () => {
        resolve(text);
      });
    });
    socket.write('POST /nowhere HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000\r\n\r\nabc');
    expect(await ended).toMatch(/^HTTP\/1\.1 404 /);
  });

  it('says that it is starting until the app is there', async () => {
    const gate = starting();
    const base = await serve(gate.listener);
    const early = await fetch(`${base}/kiosk`);
    expect(early.status).toBe(503);
    expect(early.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await early.json()).toMatchObject({ code: 'hub-unavailable' });
    gate.open(app);
    expect((await fetch(`${base}/kiosk`)).status).toBe(200);
  });
});

describe('pagePolicies', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hagukumi-pages-'));
  const page = (policy: string) =>
    `<!doctype html><head><meta http-equiv="content-security-policy" content="${policy}"></head>`;

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('reads the policy of every prerendered page and adds what a meta tag cannot say', () => {
    mkdirSync(join(folder, 'admin'), { recursive: true });
    writeFileSync(join(folder, 'index.html'), page('default-src &#39;none&#39;; img-src &quot;x&quot;'));
    writeFileSync(join(folder, 'kiosk.html'), page("default-src 'self'"));
    writeFileSync(join(folder, 'admin', 'index.html'), page("script-src 'sha256-a+b/c='"));
    writeFileSync(join(folder, 'data.json'), '{}');
    expect(Object.fromEntries(pagePolicies(folder))).toEqual({
      '/': `default-src 'none'; img-src "x"; frame-ancestors 'none'`,
      '/kiosk': `default-src 'self'; frame-ancestors 'none'`,
      '/admin': `script-src 'sha256-a+b/c='; frame-ancestors 'none'`,
    });
  });

  it('refuses a page without a policy', () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'bare.html'), '<!doctype html><p>bare</p>');
    expect(() => pagePolicies(folder)).toThrow('bare.html has no Content-Security-Policy');
  });
});
