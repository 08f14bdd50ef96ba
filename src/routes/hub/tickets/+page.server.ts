import { tenantOf } from '$lib/server/console/tenant-of.ts';
import { ticketsView } from '$lib/server/console/tickets-view.ts';
import type { PageServerLoad } from './$types';

/** The only console page with a script: its print button. */
export const csr = true;

export const load: PageServerLoad = async ({ locals, url }) => {
  const user = tenantOf(locals);
  return {
    municipality: user.municipality.name,
    view: await ticketsView(locals.hub, user, {
      date: url.searchParams.get('date'),
      session: url.searchParams.get('session'),
    }),
  };
};
