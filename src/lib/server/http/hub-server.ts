import { createServer, type RequestListener, type Server } from 'node:http';
import { bodyRefusal } from './body-limit.ts';
import { guarded, type Guard } from './guarded.ts';

/** A sender must have said what it wants within so long. Source: reference/security.md §6.2. */
const HEADERS_TIMEOUT_MS = 15_000;

/** A whole request must be here within so long: 256 KiB over a slow line. */
const REQUEST_TIMEOUT_MS = 60_000;

const KEEP_ALIVE_TIMEOUT_MS = 10_000;

/** Header that tells the app's handler by which scheme the request came; never taken from outside. */
export const SCHEME_HEADER = 'x-hagukumi-scheme';

/** The HTTP server around the app's request handler: limits, scheme and security headers. */
export const hubServer = (handler: RequestListener, guard: Guard): Server => {
  const listener = guarded(handler, guard);
  const server = createServer((request, response) => {
    request.headers[SCHEME_HEADER] = 'http';
    const refusal = bodyRefusal(request);
    if (refusal === undefined) listener(request, response);
    else response.writeHead(refusal, { connection: 'close' }).end();
    response.on('finish', () => {
      // A refused body that the sender is still pushing would hold the connection open.
      if (!request.complete) setTimeout(() => request.destroy(), 1_000).unref();
    });
  });
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
  server.maxHeadersCount = 100;
  return server;
};
