import { error } from '@sveltejs/kit';
import { deviceLogView } from '$lib/server/console/device-log-view.ts';
import { tenantOf } from '$lib/server/console/tenant-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const after = url.searchParams.get('after') ?? '';
  const { code } = tenantOf(locals).municipality;
  const view = await deviceLogView(locals.hub, code, params.id, {
    date: url.searchParams.get('date') ?? undefined,
    after: /^\d{1,15}$/.test(after) ? Number(after) : 0,
  });
  if (view === undefined) error(404);
  return { view };
};
