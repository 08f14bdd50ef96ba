import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One build as it is served: every file by its path, other in every name and every byte that differs by build. */
export interface Release {
  readonly version: string;
  readonly files: ReadonlyMap<string, Buffer>;
  /** Content-Security-Policy of each page, as the hub sends it. */
  readonly policies: ReadonlyMap<string, string>;
  /** Paths of hashed chunks and styles. */
  readonly chunks: readonly string[];
}

const TEXT = /\.(?:js|css|html|json)$/;
const HASHED = /^\/_app\/immutable\/.*\.(?:js|css)$/;
const NAME = /[\w.-]+\.(?:js|css)\b/g;
const META = /<meta http-equiv="content-security-policy" content="([^"]*)">/;
const INLINE = /<script>([\s\S]*?)<\/script>/g;

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(?:br|gz)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length));

/** `kiosk.html` is served as `/kiosk`, `index.html` as `/`. */
const pagePath = (file: string): string => file.replace(/(?:\/index)?\.html$/, '') || '/';

const basename = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const renamed = (name: string, release: number): string =>
  name.replace(/\.(js|css)$/, (_, type: string) => `-r${release}.${type}`);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');

/**
 * Makes other builds out of one: as after a change that touches everything, each chunk has another name, each file
 * names the others by their new names, and the version and the policies of the pages follow.
 */
export class Releases {
  readonly #files: ReadonlyMap<string, Buffer>;
  readonly #version: string;
  readonly #hashed: ReadonlySet<string>;

  /** @param build folder of a finished build */
  constructor(build: string) {
    const client = join(build, 'client');
    const pages = join(build, 'prerendered');
    this.#files = new Map([
      ...filesUnder(client).map((file): [string, Buffer] => [file, readFileSync(client + file)]),
      ...filesUnder(pages)
        .filter((file) => file.endsWith('.html'))
        .map((file): [string, Buffer] => [file, readFileSync(pages + file)]),
    ]);
    const said = JSON.parse(String(this.#files.get('/_app/version.json'))) as { version: string };
    this.#version = said.version;
    this.#hashed = new Set([...this.#files.keys()].filter((path) => HASHED.test(path)).map(basename));
  }

  /** The release of this number; the same number gives the same bytes. */
  release(number: number): Release {
    const version = `${this.#version}-r${number}`;
    const files = new Map<string, Buffer>();
    const policies = new Map<string, string>();
    for (const [path, bytes] of this.#files) {
      if (!TEXT.test(path)) {
        files.set(path, bytes);
        continue;
      }
      const text = bytes
        .toString()
        .replaceAll(NAME, (name) => (this.#hashed.has(name) ? renamed(name, number) : name))
        .replaceAll(this.#version, version);
      if (path.endsWith('.html')) {
        const page = this.#withPolicy(text, String(bytes));
        files.set(pagePath(path), Buffer.from(page));
        const [, policy = ''] = META.exec(page) ?? [];
        policies.set(pagePath(path), `${policy}; frame-ancestors 'none'`);
      } else {
        const own = HASHED.test(path)
          ? `${path.slice(0, -basename(path).length)}${renamed(basename(path), number)}`
          : path;
        files.set(own, Buffer.from(text));
      }
    }
    return { version, files, policies, chunks: [...files.keys()].filter((path) => HASHED.test(path)) };
  }

  /** The hashes of inline scripts in a page's policy, made anew. */
  #withPolicy(page: string, before: string): string {
    const was = [...before.matchAll(INLINE)].map(([, script = '']) => sha256(script));
    const is = [...page.matchAll(INLINE)].map(([, script = '']) => sha256(script));
    return was.reduce((text, hash, index) => text.replace(hash, is[index] ?? hash), page);
  }
}
