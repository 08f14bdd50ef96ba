import { error } from '@sveltejs/kit';
import { checkupView } from '$lib/server/console/checkup-view.ts';
import { tenantOf } from '$lib/server/console/tenant-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const number = /^\d{1,15}$/.test(params.number) ? Number(params.number) : 0;
  const checkup = await checkupView(locals.hub, tenantOf(locals), number);
  if (checkup === undefined) error(404, { message: 'この健診は見つかりません', code: 'route-unknown' });
  return { checkup };
};
