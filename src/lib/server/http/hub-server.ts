import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { bodyRefusal, bodyTimeMs, type BodyPace } from './body-limit.ts';
import { guarded, type Guard } from './guarded.ts';

/** A sender must have said what it wants within so long. Source: reference/security.md §6.2. */
const HEADERS_TIMEOUT_MS = 15_000;

/**
 * A whole request must be here within a minute: 256 KiB over a slow line. A rescue file of 64 MiB may take more than an
 * hour, at 128 kbit/s.
 */
const PACE: BodyPace = {
  requestMs: 60_000,
  uploadBytesPerSecond: 16_384,
  recordBytesPerSecond: 2_000,
  stallMs: 30_000,
};

const KEEP_ALIVE_TIMEOUT_MS = 10_000;

/** Header that tells the app's handler by which scheme the request came; never taken from outside. */
export const SCHEME_HEADER = 'x-hagukumi-scheme';

/** What Node itself answers to a sender who is too slow; no header of it says anything of the hub. */
const TOO_SLOW = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n';

/** Lets go of a request whose body does not come in time, or has stopped coming. */
const giveUpLate = (request: IncomingMessage, response: ServerResponse, pace: BodyPace): void => {
  const { socket } = request;
  const late = (): void => {
    if (request.complete) return;
    if (!response.headersSent && socket.writable) socket.write(TOO_SLOW);
    request.destroy();
  };
  let heard = socket.bytesRead;
  const listening = setInterval(() => {
    if (socket.bytesRead === heard) late();
    heard = socket.bytesRead;
  }, pace.stallMs).unref();
  const deadline = setTimeout(late, bodyTimeMs(request, pace)).unref();
  response.once('close', () => {
    clearTimeout(deadline);
    clearInterval(listening);
  });
};

/**
 * The HTTP server around the app's request handler: limits, scheme and security headers.
 * @param pace how long senders may take; tests are in a hurry
 */
export const hubServer = (handler: RequestListener, guard: Guard, pace = PACE): Server => {
  const listener = guarded(handler, guard);
  const server = createServer((request, response) => {
    request.headers[SCHEME_HEADER] = 'http';
    giveUpLate(request, response, pace);
    const refusal = bodyRefusal(request);
    if (refusal === undefined) listener(request, response);
    else response.writeHead(refusal, { connection: 'close' }).end();
    response.on('finish', () => {
      // A refused body that the sender is still pushing would hold the connection open.
      if (!request.complete) setTimeout(() => request.destroy(), 1_000).unref();
    });
  });
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  // Node knows one time for all requests: it would cut a file off. Each request has its own instead.
  server.requestTimeout = 0;
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
  server.maxHeadersCount = 100;
  return server;
};
