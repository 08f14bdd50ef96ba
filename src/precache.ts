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
