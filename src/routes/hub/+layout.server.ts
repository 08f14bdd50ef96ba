import type { LayoutServerLoad } from './$types';

export const ssr = true;
export const csr = false;
export const prerender = false;

export const load: LayoutServerLoad = ({ locals, url }) => ({
  user: locals.consoleUser,
  path: url.pathname,
});
