import type { Cookies } from '@sveltejs/kit';
import { CONSOLE_ABSOLUTE_MS } from './console-session.ts';

type Jar = Pick<Cookies, 'get' | 'set' | 'delete'>;

/** `__Host-` binds the cookie to this very host over https; plain http (a demo on localhost) cannot have it. */
const cookieName = (url: URL): string =>
  url.protocol === 'https:' ? '__Host-hagukumi-console' : 'hagukumi-console';

const options = (url: URL) =>
  ({ path: '/', httpOnly: true, sameSite: 'strict', secure: url.protocol === 'https:' }) as const;

export const readConsoleToken = (cookies: Jar, url: URL): string | undefined => {
  const token = cookies.get(cookieName(url));
  return token !== undefined && /^[A-Za-z0-9_-]{43}$/.test(token) ? token : undefined;
};

export const writeConsoleToken = (cookies: Jar, url: URL, token: string): void => {
  cookies.set(cookieName(url), token, { ...options(url), maxAge: CONSOLE_ABSOLUTE_MS / 1000 });
};

export const clearConsoleToken = (cookies: Jar, url: URL): void => {
  cookies.delete(cookieName(url), options(url));
};
