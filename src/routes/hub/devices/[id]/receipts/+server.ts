import { error } from '@sveltejs/kit';
import { tenantOf } from '$lib/server/console/tenant-of.ts';
import { receiptsFile } from '$lib/server/rescue/receipts.ts';
import type { RequestHandler } from './$types';

const numberOf = (text: string | null): number => (/^\d{1,15}$/.test(text ?? '') ? Number(text) : 0);

export const GET: RequestHandler = async ({ locals, params, url }) => {
  const from = numberOf(url.searchParams.get('from'));
  const to = numberOf(url.searchParams.get('to'));
  if (from < 1 || to < from) error(404);
  const { code } = tenantOf(locals).municipality;
  const file = await receiptsFile(locals.hub, code, params.id, { from, to });
  if (file === undefined) error(404);
  return new Response(file.body, {
    headers: {
      'content-type': 'application/jsonl; charset=utf-8',
      'content-disposition': `attachment; filename="${file.name}"`,
    },
  });
};
