import type { RequestHandler } from '@sveltejs/kit';
import { recoverStaff } from '$lib/server/api/recoveries.ts';
import { unknownRoute } from '$lib/server/endpoint.ts';

export const POST: RequestHandler = ({ locals, request, getClientAddress }) =>
  recoverStaff(locals.hub, request, { params: {}, address: getClientAddress() });

export const fallback: RequestHandler = ({ locals }) => unknownRoute(locals.hub);
