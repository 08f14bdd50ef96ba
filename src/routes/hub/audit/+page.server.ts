import { auditView } from '$lib/server/console/audit-view.ts';
import { tenantOf } from '$lib/server/console/tenant-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const asked = url.searchParams.get('before') ?? '';
  const before = /^\d{1,15}$/.test(asked) ? Number(asked) : Number.MAX_SAFE_INTEGER;
  return { audit: await auditView(locals.hub, tenantOf(locals).municipality.code, before) };
};
