import { building, version } from '$app/env';
import { redirect, type Handle, type HandleServerError, type ServerInit } from '@sveltejs/kit';
import { readConsoleToken } from '$lib/server/auth/console-cookie.ts';
import { whoIs } from '$lib/server/auth/console-session.ts';
import { composeHub } from '$lib/server/compose.ts';
import { keepCodesWarm } from '$lib/server/day/keep-codes-warm.ts';
import { readEnv } from '$lib/server/env.ts';
import type { Hub } from '$lib/server/hub.ts';
import { describeError } from '$lib/server/log.ts';
import { isForeignWrite } from '$lib/server/same-origin.ts';
import { KEPT_HEADERS, securityHeaders } from '$lib/server/security-headers.ts';
import { problemResponse } from '$lib/server/problem-response.ts';

const SIGN_IN = '/hub/sign-in';

let hub: Hub | undefined;

export const init: ServerInit = async () => {
  if (building) return;
  const env = readEnv(process.env);
  if (!env.ok) throw new Error(env.error);
  hub = await composeHub({ env: env.value, version });
  const stopWarming = keepCodesWarm(hub);
  process.on('sveltekit:shutdown', () => {
    stopWarming();
    void hub?.close();
  });
};

/** Under /hub nobody gets past this line without being signed in, page or action. */
const guardConsole: Handle = async ({ event, resolve }) => {
  if (isForeignWrite(event.request)) return problemResponse({ code: 'origin-refused' });
  const token = readConsoleToken(event.cookies, event.url);
  const user = token === undefined ? undefined : await whoIs(event.locals.hub, token);
  if (user !== undefined) event.locals.consoleUser = user;
  else if (event.url.pathname !== SIGN_IN) redirect(303, SIGN_IN);
  return resolve(event);
};

export const handle: Handle = async ({ event, resolve }) => {
  if (hub === undefined) return resolve(event);
  event.locals.hub = hub;
  const { pathname } = event.url;
  const isConsole = pathname === '/hub' || pathname.startsWith('/hub/');
  const response = await (isConsole ? guardConsole({ event, resolve }) : resolve(event));
  const answer = {
    path: pathname,
    contentType: response.headers.get('content-type') ?? undefined,
    secure: event.url.protocol === 'https:',
  };
  for (const [name, value] of Object.entries(securityHeaders(answer))) {
    if (!KEPT_HEADERS.has(name) || !response.headers.has(name)) response.headers.set(name, value);
  }
  return response;
};

/** A page that breaks says a code and nothing else; the log gets the class of the error, not its words. */
export const handleError: HandleServerError = ({ error, event, status }) => {
  if (status === 404) return { message: 'このページはありません', code: 'route-unknown' };
  if (status < 500) return { message: '受け付けられない要求です', code: 'request-malformed' };
  hub?.log({
    level: 'error',
    code: 'hub-error',
    where: event.route.id ?? 'unknown',
    error: describeError(error),
  });
  return { message: 'ハブで問題が起きました', code: 'hub-error' };
};
