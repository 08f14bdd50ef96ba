import { readdirSync } from 'node:fs';
import { HubProcess } from '../support/hub-process.ts';
import { expect, test } from '../support/watched-test.ts';

const aChunk = (): string => {
  const folder = new URL('../../build/client/_app/immutable/entry/', import.meta.url);
  return `/_app/immutable/entry/${readdirSync(folder).find((name) => name.endsWith('.js')) ?? 'none'}`;
};

const pinWorker = (): string => {
  const folder = new URL('../../build/client/_app/immutable/workers/', import.meta.url);
  return `/_app/immutable/workers/${readdirSync(folder).find((name) => /^pin-worker-.*\.js$/.test(name)) ?? 'none'}`;
};

/** One of every kind of answer: what is asked, how, and what comes. */
const ANSWERS: readonly (readonly [kind: string, method: string, path: () => string, status: number])[] = [
  ['a prerendered page', 'GET', () => '/', 200],
  ['a prerendered page of a route', 'GET', () => '/kiosk', 200],
  ['the page that copies a form’s problems', 'GET', () => '/preview', 200],
  ['only the head of a page', 'HEAD', () => '/', 200],
  ['the sign-in of the console', 'GET', () => '/hub/sign-in', 200],
  ['a page of the console, unauthorised', 'GET', () => '/hub', 303],
  ['a page that is not there', 'GET', () => '/nowhere', 404],
  ['an answer of the API', 'GET', () => '/api/v1/health', 200],
  ['a refusal of the API', 'PUT', () => '/api/v1/records/x/revisions/y', 401],
  ['an API route that is not there', 'GET', () => '/api/v1/nothing', 404],
  ['a hashed chunk', 'GET', aChunk, 200],
  ['the worker that derives PINs', 'GET', pinWorker, 200],
  ['the service worker', 'GET', () => '/service-worker.js', 200],
  ['the manifest', 'GET', () => '/manifest.webmanifest', 200],
  ['an icon', 'GET', () => '/icons/icon-192.png', 200],
];

/** The whole of what a browser is told of its features: the camera, passkeys on the tablet, and nothing else. */
const permissionsOf = (path: string): string => {
  const passkeys = /^\/(hub|api)(\/|$)/.test(path) ? '()' : '(self)';
  const refused =
    'accelerometer autoplay bluetooth browsing-topics clipboard-read compute-pressure display-capture encrypted-media fullscreen gamepad geolocation gyroscope hid identity-credentials-get idle-detection keyboard-map local-fonts magnetometer microphone midi otp-credentials payment picture-in-picture screen-wake-lock serial storage-access sync-xhr usb window-management xr-spatial-tracking';
  return [
    'camera=(self)',
    ...refused.split(' ').map((feature) => `${feature}=()`),
    `clipboard-write=${path === '/preview' ? '(self)' : '()'}`,
    `publickey-credentials-create=${passkeys}`,
    `publickey-credentials-get=${passkeys}`,
  ].join(', ');
};

test.describe('every answer bears the security headers', () => {
  let hub: HubProcess;

  test.beforeAll(async () => {
    hub = await HubProcess.start();
  });

  test.afterAll(async () => {
    await hub.dispose();
  });

  for (const [kind, method, path, status] of ANSWERS) {
    test(`${kind}: ${method} gives ${status}`, async () => {
      const answer = await fetch(hub.origin + path(), { method, redirect: 'manual' });
      expect(answer.status).toBe(status);
      const header = (name: string): string => answer.headers.get(name) ?? '';
      const policy = header('content-security-policy');
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/'unsafe-inline'|'unsafe-eval'|\*/);
      // WebAssembly is the PIN worker's alone.
      expect(policy.includes("'wasm-unsafe-eval'")).toBe(path() === pinWorker());
      if (/html|javascript/.test(header('content-type'))) {
        expect(policy).toContain("require-trusted-types-for 'script'");
      }
      expect(header('x-content-type-options')).toBe('nosniff');
      expect(header('referrer-policy')).toBe('same-origin');
      expect(header('cross-origin-opener-policy')).toBe('same-origin');
      expect(header('cross-origin-resource-policy')).toBe('same-origin');
      expect(header('permissions-policy')).toBe(permissionsOf(path()));
      expect(header('x-powered-by')).toBe('');
    });
  }

  test('a page that has not changed keeps its policy when it is asked for again', async () => {
    for (const path of ['/', '/kiosk']) {
      const first = await fetch(hub.origin + path);
      const policy = first.headers.get('content-security-policy');
      const etag = first.headers.get('etag');
      expect(etag, path).not.toBeNull();
      // The headers of a 304 replace those that the browser has stored.
      const again = await fetch(hub.origin + path, { headers: { 'if-none-match': etag ?? '' } });
      expect(again.status).toBe(304);
      expect(again.headers.get('content-security-policy') ?? policy).toBe(policy);
    }
  });

  test('answers of the API and the console are never stored', async () => {
    for (const path of ['/api/v1/health', '/api/v1/nothing', '/hub/sign-in']) {
      const answer = await fetch(hub.origin + path);
      expect(answer.headers.get('cache-control'), path).toContain('no-store');
    }
  });

  test('the service worker is asked for anew every time', async () => {
    const answer = await fetch(`${hub.origin}/service-worker.js`);
    expect(answer.headers.get('cache-control') ?? '').not.toMatch(/immutable|max-age=[1-9]/);
  });

  // The watch of every test fails this one when a policy refused anything.
  test('a page runs under its policy without a violation', async ({ page, watched }) => {
    for (const path of [
      '/',
      '/kiosk',
      '/clinic',
      '/admin',
      '/preview',
      '/gallery',
      '/hub/sign-in',
      '/nowhere',
    ]) {
      await page.goto(hub.origin + path);
      // Every one of them has something to press, enrolled or not: the script of the page has run.
      await expect(page.getByRole('button').or(page.getByRole('link')).first()).toBeVisible();
    }
    expect([...watched.requests.keys()]).toEqual([hub.origin]);
  });
});
