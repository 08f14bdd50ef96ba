import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const META = /<meta http-equiv="content-security-policy" content="([^"]*)">/i;

const unescapeHtml = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** The path a prerendered file is served under: `kiosk.html` is `/kiosk`, `index.html` is `/`. */
const pathOf = (file: string): string => {
  const path = `/${file.replace(/\.html$/, '')}`.replace(/(^|\/)index$/, '$1');
  return path.length > 1 ? path.replace(/\/$/, '') : path;
};

const htmlFiles = (folder: string, prefix = ''): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? htmlFiles(join(folder, entry.name), `${prefix}${entry.name}/`)
      : entry.name.endsWith('.html')
        ? [prefix + entry.name]
        : [],
  );

/**
 * The Content-Security-Policy of every prerendered page, by path: what SvelteKit wrote into the page as a meta tag,
 * with `frame-ancestors`, which a meta tag cannot say.
 * @throws when a page has no policy: it would run unprotected
 */
export const pagePolicies = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    htmlFiles(folder).map((file) => {
      const policy = META.exec(readFileSync(join(folder, file), 'utf8'))?.[1];
      if (policy === undefined)
        throw new Error(`the prerendered page ${file} has no Content-Security-Policy`);
      return [pathOf(file), `${unescapeHtml(policy)}; frame-ancestors 'none'`];
    }),
  );
