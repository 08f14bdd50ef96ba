import type { RequestHandler } from '@sveltejs/kit';
import { dayBundle } from '$lib/server/api/bundle.ts';
import { unknownRoute } from '$lib/server/endpoint.ts';

export const GET: RequestHandler = ({ locals, request, getClientAddress }) =>
  dayBundle(locals.hub, request, { params: {}, address: getClientAddress() });

export const fallback: RequestHandler = ({ locals }) => unknownRoute(locals.hub);
