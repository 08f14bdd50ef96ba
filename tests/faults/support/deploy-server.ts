import {
  createServer,
  request as ask,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { extname } from 'node:path';
import { guarded } from '../../../src/lib/server/http/guarded.ts';
import { KILL_WORKER } from '../../../src/lib/server/http/kill-switch.ts';
import { freePort } from '../../support/free-port.ts';
import type { Release, Releases } from './releases.ts';

const TYPES: Readonly<Record<string, string>> = {
  '': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

/** What goes wrong with files while a new worker installs itself. */
export type DeployFault = 'cut' | 'missing' | 'portal' | 'error';

/**
 * What stands between tablets and the hub on the day of a deploy: files of one release, which can be exchanged for
 * another at any moment; everything else goes on to a real hub.
 */
export class DeployServer {
  readonly origin: string;
  readonly #server: Server;
  readonly #releases: Releases;
  readonly #latest = new Map<number, Release>();
  #current: Release;
  #fault: { readonly kind: DeployFault; readonly path: string } | undefined;
  #hub: URL | undefined;
  #killed = false;
  #reachable = true;
  /** Hashed files that were asked for and are not of the release that is served. */
  readonly missing: string[] = [];

  private constructor(port: number, releases: Releases, server: Server) {
    this.origin = `http://127.0.0.1:${port}`;
    this.#server = server;
    this.#releases = releases;
    this.#current = this.release(0);
  }

  static async start(releases: Releases): Promise<DeployServer> {
    const port = await freePort();
    const server = createServer((request, response) => {
      served.#answer(request, response);
    });
    const served = new DeployServer(port, releases, server);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return served;
  }

  /** Where all that is no file of the release is asked. */
  forwardTo(hub: string): void {
    this.#hub = new URL(hub);
  }

  /** A release by its number; the last few are kept. */
  release(number: number): Release {
    const known = this.#latest.get(number) ?? this.#releases.release(number);
    this.#latest.delete(number);
    this.#latest.set(number, known);
    for (const old of [...this.#latest.keys()].slice(0, -4)) this.#latest.delete(old);
    return known;
  }

  /** From now on the files are those of this release. */
  deploy(number: number): Release {
    this.#current = this.release(number);
    return this.#current;
  }

  /** From now on this file of the release does not come as it should. `undefined`: all is well again. */
  fail(fault: { readonly kind: DeployFault; readonly path: string } | undefined): void {
    this.#fault = fault;
  }

  /** `KILL_SWITCH=1` and back. */
  killSwitch(on: boolean): void {
    this.#killed = on;
  }

  /** Whether anything of it, files or hub, can be reached; what is under way is cut. */
  reach(reachable: boolean): void {
    this.#reachable = reachable;
    if (!reachable) this.#server.closeAllConnections();
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    if (!this.#reachable) {
      request.socket.destroy();
      return;
    }
    const [path = '/'] = (request.url ?? '/').split('?', 1);
    const file = this.#current.files.get(path);
    if (file === undefined && !path.startsWith('/_app/') && this.#hub !== undefined) {
      this.#forward(request, response, this.#hub);
      return;
    }
    guarded(
      (_, answer) => {
        if (this.#fault?.path === path) this.#misbehave(this.#fault.kind, answer);
        else if (this.#killed && path === '/service-worker.js') {
          answer.writeHead(200, { 'content-type': 'text/javascript' }).end(KILL_WORKER);
        } else if (file === undefined) {
          this.missing.push(path);
          answer.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
        } else {
          const hashed = path.startsWith('/_app/immutable/');
          answer
            .writeHead(200, {
              'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
              'cache-control': hashed ? 'public,max-age=31536000,immutable' : 'no-cache',
            })
            .end(file);
        }
      },
      { policies: this.#current.policies, secure: false },
    )(request, response);
  }

  #misbehave(kind: DeployFault, answer: ServerResponse): void {
    if (kind === 'cut') answer.socket?.destroy();
    else if (kind === 'missing') answer.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
    else if (kind === 'error') answer.writeHead(503, { 'content-type': 'text/plain' }).end('maintenance');
    else answer.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Wi-Fi</title>');
  }

  #forward(request: IncomingMessage, response: ServerResponse, hub: URL): void {
    const onward = ask(
      {
        host: hub.hostname,
        port: hub.port,
        path: request.url,
        method: request.method,
        headers: request.headers,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  }
}
