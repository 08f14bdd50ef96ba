import { error } from '@sveltejs/kit';
import { quarantineView } from '$lib/server/console/quarantine-view.ts';
import { tenantOf } from '$lib/server/console/tenant-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const view = await quarantineView(locals.hub, tenantOf(locals), params.id);
  if (view === undefined) error(404);
  return { view };
};
