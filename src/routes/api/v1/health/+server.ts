import type { RequestHandler } from '@sveltejs/kit';
import { health } from '$lib/server/api/health.ts';
import { unknownRoute } from '$lib/server/endpoint.ts';

export const GET: RequestHandler = ({ locals, request, getClientAddress }) =>
  health(locals.hub, request, { params: {}, address: getClientAddress() });

export const fallback: RequestHandler = ({ locals }) => unknownRoute(locals.hub);
