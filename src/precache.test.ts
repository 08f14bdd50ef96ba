import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  HUB_PATHS,
  isAnswerFor,
  livingBuilds,
  pageFor,
  precacheList,
  shellCache,
  staleShells,
} from './precache.ts';

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

describe('the caches of builds', () => {
  it('keeps what is needed, and never names a cache that is no shell', () => {
    const names = ['hagukumi-shell', shellCache('1'), shellCache('2'), shellCache('3'), 'other'];
    expect(staleShells(names, ['3', '1'])).toEqual(['hagukumi-shell', shellCache('2')]);
  });

  it('never names one that is needed, whatever builds are called', () => {
    const build = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(fc.array(build), fc.array(build), (there, needed) => {
        const stale = staleShells([...new Set([...there, ...needed])].map(shellCache), needed);
        expect(stale.filter((name) => needed.map(shellCache).includes(name))).toEqual([]);
        expect(stale).toHaveLength(new Set(there.filter((name) => !needed.includes(name))).size);
      }),
    );
  });

  it('knows the builds that live from the locks their pages hold', () => {
    expect(livingBuilds(['hagukumi-build-1', 'hagukumi-form-open', 'hagukumi-build-0.1.0-abc', 'x'])).toEqual(
      ['1', '0.1.0-abc'],
    );
  });
});

describe('isAnswerFor', () => {
  it.each([
    ['/_app/immutable/entry/start.abc.js', 200, 'text/javascript', true],
    ['/_app/immutable/entry/start.abc.js', 200, 'application/javascript; charset=utf-8', true],
    ['/_app/immutable/assets/0.abc.css', 200, 'text/css', true],
    ['/', 200, 'text/html; charset=utf-8', true],
    ['/kiosk', 200, 'text/html', true],
    ['/icons/icon-192.png', 200, 'image/png', true],
    ['/manifest.webmanifest', 200, '', true],
    ['/_app/immutable/entry/start.abc.js', 404, 'text/javascript', false],
    ['/_app/immutable/entry/start.abc.js', 206, 'text/javascript', false],
    ['/_app/immutable/entry/start.abc.js', 200, 'text/html', false],
    ['/_app/immutable/assets/0.abc.css', 200, 'text/html', false],
    ['/icons/icon-192.png', 200, 'text/html; charset=utf-8', false],
    ['/kiosk', 200, 'application/json', false],
    ['/kiosk', 503, 'text/html', false],
  ])('%s, answered with %d %s: %s', (path, status, contentType, fits) => {
    expect(isAnswerFor(path, { status, contentType })).toBe(fits);
  });
});
