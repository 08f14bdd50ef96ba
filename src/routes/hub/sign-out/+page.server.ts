import { redirect } from '@sveltejs/kit';
import { clearConsoleToken, readConsoleToken } from '$lib/server/auth/console-cookie.ts';
import { signOut } from '$lib/server/auth/console-session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => {
  redirect(303, '/hub');
};

export const actions: Actions = {
  default: async ({ locals, cookies, url }) => {
    const token = readConsoleToken(cookies, url);
    if (token !== undefined && locals.consoleUser !== undefined) {
      await signOut(locals.hub, token, locals.consoleUser);
    }
    clearConsoleToken(cookies, url);
    redirect(303, '/hub/sign-in');
  },
};
