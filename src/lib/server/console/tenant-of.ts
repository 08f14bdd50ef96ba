import type { ConsoleUser } from '../auth/console-session.ts';

/** The signed-in user: the only source of the tenant under /hub. @throws when nobody is, which the hook prevents */
export const tenantOf = (locals: { readonly consoleUser?: ConsoleUser }): ConsoleUser => {
  if (locals.consoleUser === undefined) throw new Error('a console page without a signed-in user');
  return locals.consoleUser;
};
