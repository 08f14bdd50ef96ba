import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';

const BUILD = fileURLToPath(new URL('../../build', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/**
 * Serves the files of the build, an empty page at `/blank`, and a service worker that can be made to differ: another
 * release, without another build.
 */
export class BuildServer {
  readonly origin: string;
  readonly #server: Server;
  #release = 1;

  private constructor(port: number, server: Server) {
    this.origin = `http://127.0.0.1:${port}`;
    this.#server = server;
  }

  static async start(): Promise<BuildServer> {
    const port = await freePort();
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const { status, type, body } = served.#answer(pathname);
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-cache' }).end(body);
    });
    const served = new BuildServer(port, server);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return served;
  }

  /** From now on the worker differs from the one before. */
  release(): void {
    this.#release += 1;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(path: string): { status: number; type: string; body: string | Buffer } {
    if (path === '/blank') return { status: 200, type: 'text/html', body: '<!doctype html><h1>blank</h1>' };
    const file = [
      join(BUILD, 'client', path),
      join(BUILD, 'prerendered', path === '/' ? 'index.html' : `${path}.html`),
    ].find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
    if (file === undefined) return { status: 404, type: 'text/plain', body: 'not found' };
    const body = readFileSync(file);
    const isWorker = path === '/service-worker.js';
    return {
      status: 200,
      type: TYPES[extname(file)] ?? 'application/octet-stream',
      body: isWorker ? Buffer.concat([body, Buffer.from(`\n// release ${this.#release}\n`)]) : body,
    };
  }
}
