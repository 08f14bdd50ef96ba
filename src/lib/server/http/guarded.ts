import type { IncomingMessage, OutgoingHttpHeader, RequestListener, ServerResponse } from 'node:http';
import { KEPT_HEADERS, securityHeaders } from '../security-headers.ts';

export interface Guard {
  /** Policies of prerendered pages by path. */
  readonly policies: ReadonlyMap<string, string>;
  readonly secure: boolean;
}

const textOf = (value: OutgoingHttpHeader | undefined): string | undefined =>
  value === undefined ? undefined : String(value);

const pathOf = (request: IncomingMessage): string => {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  return path.length > 1 ? path.replace(/\/+$/, '') : path;
};

/**
 * Sets the security headers on an answer whose own headers are known by now. "Not modified" (304) carries no type,
 * and its headers take the place of those the browser has kept: it names a page's policy, or none and so leaves the
 * kept one in force.
 */
const guard = (
  status: number,
  request: IncomingMessage,
  response: ServerResponse,
  { policies, secure }: Guard,
): void => {
  const path = pathOf(request);
  const notModified = status === 304;
  const kept = notModified && policies.has(path) ? 'text/html' : undefined;
  const contentType = textOf(response.getHeader('content-type')) ?? kept;
  const policy = contentType?.startsWith('text/html') === true ? policies.get(path) : undefined;
  if (policy !== undefined && !response.hasHeader('content-security-policy')) {
    response.setHeader('content-security-policy', policy);
  }
  for (const [name, value] of Object.entries(securityHeaders({ path, contentType, secure }))) {
    if (notModified && name === 'content-security-policy' && kept === undefined) continue;
    if (!KEPT_HEADERS.has(name) || !response.hasHeader(name)) response.setHeader(name, value);
  }
};

type WriteHead = (status: number, ...rest: unknown[]) => ServerResponse;

/**
 * Wraps a request handler so that no answer leaves without the security headers: static files and prerendered
 * pages never pass through the app's hooks, and the framework's own refusals do not either.
 */
export const guarded =
  (handler: RequestListener, settings: Guard): RequestListener =>
  (request, response) => {
    const writeHead = response.writeHead.bind(response) as WriteHead;
    response.writeHead = (status: number, ...rest: unknown[]) => {
      // Headers given with the call are set first, so that the guard sees them and has the last word.
      const headers = rest.find((part) => typeof part === 'object' && part !== null);
      const reason = rest.find((part) => typeof part === 'string');
      if (Array.isArray(headers)) {
        for (let index = 0; index + 1 < headers.length; index += 2) {
          response.setHeader(String(headers[index]), headers[index + 1] as string);
        }
      } else {
        for (const [name, value] of Object.entries(headers ?? {})) {
          if (value !== undefined) response.setHeader(name, value as string);
        }
      }
      guard(status, request, response, settings);
      return reason === undefined ? writeHead(status) : writeHead(status, reason);
    };
    handler(request, response);
  };
