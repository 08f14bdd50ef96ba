import { problem, type Outcome } from '../contract/problem.ts';
import type { Bytes } from '../crypto/bytes.ts';
import { hubTime, type Hub } from './hub.ts';
import { describeError } from './log.ts';
import { problemResponse } from './problem-response.ts';
import type { BodyReader } from './read-body.ts';
import { isForeignWrite } from './same-origin.ts';

/** A request after parsing, before anybody is believed. */
export interface Incoming<Body> {
  readonly method: string;
  /** Host and port as the sender addressed the hub. */
  readonly authority: string;
  readonly path: string;
  readonly headers: Headers;
  readonly raw: Bytes;
  readonly body: Body;
  readonly params: Readonly<Record<string, string>>;
  /** Network address of the sender. */
  readonly address: string;
}

/** What is answered; nothing is in it to read when what the sender has is still so (304). */
export type Reply = (
  { readonly status: 200 | 201 | 503; readonly json: unknown } | { readonly status: 304 }
) & { readonly headers?: Readonly<Record<string, string>> };

/** What the web framework knows about a request. */
export interface RequestContext {
  readonly params: Readonly<Record<string, string>>;
  readonly address: string;
}

interface Steps<Body, Caller> {
  /** Name in the log. */
  readonly name: string;
  readonly read: BodyReader<Body>;
  /** Who is asking. Must prove it before anything else is looked at. */
  readonly authenticate: (hub: Hub, incoming: Incoming<Body>) => Promise<Outcome<Caller>>;
  /** Authorises and does the work, writing in at most one transaction. */
  readonly handle: (hub: Hub, caller: Caller, incoming: Incoming<Body>) => Promise<Outcome<Reply>>;
}

export type Endpoint = (hub: Hub, request: Request, context: RequestContext) => Promise<Response>;

const finish = (hub: Hub, response: Response): Response => {
  response.headers.set('hagukumi-time', hubTime(hub));
  response.headers.set('cache-control', 'no-store');
  return response;
};

const run = async <Body, Caller>(
  { read, authenticate, handle }: Steps<Body, Caller>,
  hub: Hub,
  request: Request,
  context: RequestContext,
): Promise<Outcome<Reply>> => {
  const url = new URL(request.url);
  if (url.search !== '') return problem('request-malformed');
  if (isForeignWrite(request)) return problem('origin-refused');
  const body = await read(request);
  if (!body.ok) return body;
  const incoming: Incoming<Body> = {
    method: request.method,
    authority: url.host,
    path: url.pathname,
    headers: request.headers,
    raw: body.value.raw,
    body: body.value.value,
    ...context,
  };
  const caller = await authenticate(hub, incoming);
  return caller.ok ? handle(hub, caller.value, incoming) : caller;
};

/**
 * From this many characters on an answer travels compressed. Its length then tells nothing of the secrets in it
 * (BREACH): no answer repeats what its sender wrote, and nobody can have one made without the tablet's own key.
 */
const COMPRESSED_FROM = 32_768;

const replyResponse = (request: Request, reply: Reply): Response => {
  const { status, headers: own = {} } = reply;
  if (reply.status === 304) return new Response(null, { status, headers: own });
  const text = JSON.stringify(reply.json);
  const headers = { 'content-type': 'application/json', vary: 'accept-encoding', ...own };
  const takesGzip = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
  if (text.length < COMPRESSED_FROM || !takesGzip) return new Response(text, { status, headers });
  const body = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(body, { status, headers: { ...headers, 'content-encoding': 'gzip' } });
};

/**
 * One endpoint: parse → authenticate → authorise → one transaction → respond. Whatever goes wrong becomes a problem
 * of the table; a bug becomes `hub-error`, and only its class and place are logged.
 */
export const endpoint =
  <Body, Caller>(steps: Steps<Body, Caller>): Endpoint =>
  async (hub, request, context) => {
    try {
      const outcome = await run(steps, hub, request, context);
      if (!outcome.ok) return finish(hub, problemResponse(outcome.error));
      return finish(hub, replyResponse(request, outcome.value));
    } catch (error) {
      hub.log({ level: 'error', code: 'hub-error', where: steps.name, error: describeError(error) });
      return finish(hub, problemResponse({ code: 'hub-error' }));
    }
  };

/** For every request, without asking who. */
export const anyone = (): Promise<Outcome<undefined>> => Promise.resolve({ ok: true, value: undefined });

/** The answer to a path or method the hub does not have. */
export const unknownRoute = (hub: Hub): Response => finish(hub, problemResponse({ code: 'route-unknown' }));
