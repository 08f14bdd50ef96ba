import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HUB_PATHS, pageFor, precacheList } from './precache.ts';

const built = {
  build: ['/_app/immutable/entry/start.abc.js'],
  files: ['/icons/icon-192.png', '/screenshots/wide.png', '/manifest.webmanifest'],
  prerendered: ['', '/kiosk', '/clinic'],
  version: '0.1.0-abc',
};

describe('precacheList', () => {
  it('gives the home page the path / where the build names it with an empty string', () => {
    const urls = precacheList(built).map(({ url }) => url);
    expect(urls).toContain('/');
    expect(urls).not.toContain('');
  });

  it('gives hashed chunks no revision and everything else the version', () => {
    const revisions = new Map(precacheList(built).map(({ url, revision }) => [url, revision]));
    expect(revisions.get('/_app/immutable/entry/start.abc.js')).toBeNull();
    expect(revisions.get('/kiosk')).toBe('0.1.0-abc');
    expect(revisions.get('/manifest.webmanifest')).toBe('0.1.0-abc');
  });

  it('leaves the installation screenshots out', () => {
    expect(precacheList(built).map(({ url }) => url)).not.toContain('/screenshots/wide.png');
  });

  it('takes no page of the hub, even if one was prerendered', () => {
    expect(
      precacheList({ ...built, prerendered: ['/', '/hub', '/q/x'] }).map(({ url }) => url),
    ).not.toContain('/hub');
    expect(pageFor('/hub', ['/', '/hub'])).toBe('/');
  });

  it('lists no URL twice', () => {
    const list = precacheList({ ...built, prerendered: ['', '/', '/kiosk', '/kiosk'] });
    expect(new Set(list.map(({ url }) => url)).size).toBe(list.length);
  });
});

describe('pageFor', () => {
  it.each([
    ['/kiosk', '/kiosk'],
    ['/kiosk/', '/kiosk'],
    ['/clinic/board/today', '/clinic'],
    ['/kiosks', '/'],
    ['/unknown', '/'],
    ['/', '/'],
    ['', '/'],
  ])('answers %s with the page %s', (path, page) => {
    expect(pageFor(path, built.prerendered)).toBe(page);
  });

  it('always names a page that was prerendered', () => {
    fc.assert(
      fc.property(fc.webPath(), (path) => {
        expect(['/', '/kiosk', '/clinic']).toContain(pageFor(path, built.prerendered));
      }),
    );
  });
});

describe('HUB_PATHS', () => {
  it.each([
    '/api/v1/health',
    '/api',
    '/hub',
    '/hub/roster',
    '/auth/callback',
    '/fhir/metadata',
    '/q',
    '/q/abc',
  ])('leaves %s to the hub', (path) => {
    expect(HUB_PATHS.test(path)).toBe(true);
  });

  it.each(['/', '/kiosk', '/clinic', '/admin', '/queue', '/apiary', '/hubs'])(
    'keeps %s on the tablet',
    (path) => {
      expect(HUB_PATHS.test(path)).toBe(false);
    },
  );
});
