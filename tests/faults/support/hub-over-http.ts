import type { IncomingMessage, RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { Hub } from '../../../src/lib/server/hub.ts';
import { hubServer } from '../../../src/lib/server/http/hub-server.ts';
import { apiRoutes } from './api-routes.ts';

const requestOf = (incoming: IncomingMessage): Request => {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  const method = incoming.method ?? 'GET';
  const url = `http://${incoming.headers.host ?? 'localhost'}${incoming.url ?? '/'}`;
  const hasBody = method !== 'GET' && method !== 'HEAD' && incoming.headers['content-length'] !== '0';
  if (!hasBody) return new Request(url, { method, headers });
  const body = Readable.toWeb(incoming) as ReadableStream<Uint8Array>;
  // a body that streams must say so; the types of the browser do not know the member
  const init = { method, headers, body, duplex: 'half' };
  return new Request(url, init);
};

/** The hub's endpoints behind the hub's own HTTP server, with its limits and headers. */
export const hubOverHttp = async (hub: () => Hub): Promise<Server> => {
  const answer = await apiRoutes();
  const listener: RequestListener = (incoming, outgoing) => {
    void (async () => {
      const response = await answer(hub(), requestOf(incoming));
      const body = Buffer.from(await response.arrayBuffer());
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(body);
    })().catch(() => {
      outgoing.destroy();
    });
  };
  return hubServer(listener, { policies: new Map(), secure: false });
};

/** Takes a port of this machine. */
export const listenLocally = async (server: Server, port = 0): Promise<number> => {
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
};
