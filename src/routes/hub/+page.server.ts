import { tenantOf } from '$lib/server/console/tenant-of.ts';
import { overview } from '$lib/server/console/overview.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  overview: await overview(locals.hub, tenantOf(locals).municipality.code),
});
