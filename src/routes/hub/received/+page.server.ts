import { receivedView } from '$lib/server/console/received-view.ts';
import { tenantOf } from '$lib/server/console/tenant-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const asked = url.searchParams.get('date') ?? '';
  const date = /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : undefined;
  return { date, view: await receivedView(locals.hub, tenantOf(locals).municipality.code, date) };
};
