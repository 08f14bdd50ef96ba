import type { RequestHandler } from '@sveltejs/kit';
import { checkIn } from '$lib/server/api/check-in.ts';
import { unknownRoute } from '$lib/server/endpoint.ts';

export const POST: RequestHandler = ({ locals, request, getClientAddress }) =>
  checkIn(locals.hub, request, { params: {}, address: getClientAddress() });

export const fallback: RequestHandler = ({ locals }) => unknownRoute(locals.hub);
