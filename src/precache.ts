/** What the build says about itself: paths from the root of the site. */
export interface BuiltPaths {
  /** Chunks with a content hash in their name. */
  readonly build: readonly string[];
  /** Files of `static/`. */
  readonly files: readonly string[];
  /** Pages rendered at build time. The home page's path may come as an empty string. */
  readonly prerendered: readonly string[];
  /** Changes with every build that differs. */
  readonly version: string;
}

export interface PrecacheEntry {
  readonly url: string;
  /** `null` when the URL itself changes with the content. */
  readonly revision: string | null;
}

/** Paths that only the hub answers: never cached, never replaced by a page of the tablet. */
export const HUB_PATHS = /^\/(?:api|hub|auth|fhir|q)(?:\/|$)/;

/** Pictures for installation dialogs and the README; no screen of the app shows them. */
const SCREENSHOTS = '/screenshots/';

const pagePath = (path: string): string => (path === '' ? '/' : path);

/** The pages of the tablet. */
const pagesOf = (prerendered: readonly string[]): readonly string[] =>
  prerendered.map(pagePath).filter((path) => !HUB_PATHS.test(path));

/** Everything the app needs without network. No entry has an empty URL, none comes twice. */
export const precacheList = ({
  build,
  files,
  prerendered,
  version,
}: BuiltPaths): readonly PrecacheEntry[] => [
  ...new Map<string, PrecacheEntry>([
    ...files
      .filter((url) => !url.startsWith(SCREENSHOTS))
      .map((url): [string, PrecacheEntry] => [url, { url, revision: version }]),
    ...pagesOf(prerendered).map((url): [string, PrecacheEntry] => [url, { url, revision: version }]),
    ...build.map((url): [string, PrecacheEntry] => [url, { url, revision: null }]),
  ]).values(),
];

/**
 * The prerendered page that stands for a path without network: the page of the path itself, else of its nearest
 * ancestor, else the home page.
 */
export const pageFor = (pathname: string, prerendered: readonly string[]): string => {
  const pages = new Set(pagesOf(prerendered));
  let path = pathname.replace(/\/+$/, '');
  while (path !== '') {
    if (pages.has(path)) return path;
    path = path.slice(0, path.lastIndexOf('/'));
  }
  return '/';
};

const SHELL_PREFIX = 'hagukumi-shell';

/** Every build has a cache of its own, so that a new one never takes away what a page of an old one still loads. */
export const shellCache = (build: string): string => `${SHELL_PREFIX}-${build}`;

/** The empty cache that the hub's kill switch leaves as its mark; see server/http/kill-switch.ts. */
export const KILLED = 'hagukumi-killed';

/** Held (shared) by every page for as long as it lives, by the name of its build; see tablet/build-lock.ts. */
const BUILD_LOCK = 'hagukumi-build-';

/** The builds of which a page still lives, from the names of the locks that are held. */
export const livingBuilds = (lockNames: readonly string[]): readonly string[] =>
  lockNames.filter((name) => name.startsWith(BUILD_LOCK)).map((name) => name.slice(BUILD_LOCK.length));

/** Of all caches of this origin, those of builds that nobody needs any more. Other caches are never named. */
export const staleShells = (cacheNames: readonly string[], needed: readonly string[]): readonly string[] => {
  const kept = new Set(needed.map(shellCache));
  return cacheNames.filter((name) => name.startsWith(SHELL_PREFIX) && !kept.has(name));
};

/** Where hashed chunks lie: what is behind such a path never changes. */
export const CHUNKS = /^\/_app\/immutable\//;

const TYPES: Readonly<Record<string, RegExp>> = {
  js: /^(?:text|application)\/javascript\b/,
  css: /^text\/css\b/,
  page: /^text\/html\b/,
};

/**
 * Whether an answer may stand in the shell for this path. An error, or a page of somebody else's in place of a chunk
 * (a portal, a proxy), may not: it would be kept for as long as the version.
 */
export const isAnswerFor = (
  pathname: string,
  { status, contentType }: { readonly status: number; readonly contentType: string },
): boolean => {
  if (status !== 200) return false;
  const file = pathname.slice(pathname.lastIndexOf('/') + 1);
  const type = TYPES[file.includes('.') ? file.slice(file.lastIndexOf('.') + 1) : 'page'];
  return type === undefined ? !/^text\/html\b/.test(contentType) : type.test(contentType);
};
