import { fail, redirect } from '@sveltejs/kit';
import { writeConsoleToken } from '$lib/server/auth/console-cookie.ts';
import { signIn } from '$lib/server/auth/console-session.ts';
import { textField } from '$lib/server/console/text-field.ts';
import { PROBLEMS } from '$lib/contract/problem.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
  if (locals.consoleUser !== undefined) redirect(303, '/hub');
};

export const actions: Actions = {
  default: async ({ locals, request, cookies, url, getClientAddress }) => {
    const form = await request.formData();
    const login = textField(form, 'login');
    const password = textField(form, 'password');
    const outcome = await signIn(locals.hub, { login, password, address: getClientAddress() });
    if (!outcome.ok) return fail(PROBLEMS[outcome.error.code].status, { code: outcome.error.code, login });
    writeConsoleToken(cookies, url, outcome.value);
    redirect(303, '/hub');
  },
};
