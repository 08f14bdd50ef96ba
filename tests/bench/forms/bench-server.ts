import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { floorFiles, floorPage } from './floor-page.ts';
import type { QuestionnaireJson } from './form-json.ts';

const BUILD = fileURLToPath(new URL('../../../build', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

interface Served {
  readonly type: string;
  readonly body: string | Uint8Array;
  /** Kept by the browser, as the app's hashed files are. */
  readonly kept?: boolean;
}

export interface BenchServer {
  readonly origin: string;
  /** Offers a form at `/forms/<name>.json` and its floor at `/floor/<layout>/<name>`. */
  readonly offer: (name: string, form: QuestionnaireJson) => void;
  /** Offers a script at `/scripts/<name>.js`, with an empty page for it at `/blank`. */
  readonly offerScript: (name: string, code: string) => void;
  readonly stop: () => Promise<void>;
}

const built = (path: string): Served | undefined => {
  const file = [join(BUILD, 'client', path), join(BUILD, 'prerendered', `${path}.html`)].find(
    (candidate) => existsSync(candidate) && statSync(candidate).isFile(),
  );
  if (file === undefined) return undefined;
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  return { type, body: readFileSync(file), kept: path.includes('/immutable/') };
};

/** The app of the build, the forms and their floor pages, all from one place so that nothing but the page differs. */
export const startBenchServer = async (): Promise<BenchServer> => {
  const json = new Map<string, string>();
  const scripts = new Map<string, string>();
  const floor = await floorFiles();
  const answer = (url: URL): Served | undefined => {
    const [, room = '', first = '', second = ''] = url.pathname.split('/');
    if (room === 'blank') return { type: TYPES['.html'] ?? '', body: '<!doctype html><title>blank</title>' };
    if (room === 'forms') {
      const body = json.get(first);
      return body === undefined ? undefined : { type: 'application/json', body };
    }
    if (room === 'scripts') {
      const body = scripts.get(first);
      return body === undefined ? undefined : { type: 'text/javascript', body };
    }
    if (room !== 'floor') return built(url.pathname);
    const file = floor.get(first);
    if (file !== undefined) return { ...file, kept: true };
    return {
      type: TYPES['.html'] ?? '',
      body: floorPage(BUILD, first, second, url.searchParams.has('auto')),
    };
  };
  const server = createServer((request, response) => {
    const served = answer(new URL(request.url ?? '/', 'http://localhost'));
    if (served === undefined) {
      response.writeHead(404).end();
      return;
    }
    const cache = served.kept === true ? 'public, max-age=31536000, immutable' : 'no-cache';
    response.writeHead(200, { 'content-type': served.type, 'cache-control': cache }).end(served.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    offer: (name, form) => void json.set(`${name}.json`, JSON.stringify(form)),
    offerScript: (name, code) => void scripts.set(`${name}.js`, code),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
