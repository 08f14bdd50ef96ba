import { postRevisions } from '$lib/server/api/intake-batch.ts';
import { unknownRoute } from '$lib/server/endpoint.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = ({ locals, request, params, getClientAddress }) =>
  postRevisions(locals.hub, request, { params, address: getClientAddress() });

export const fallback: RequestHandler = ({ locals }) => unknownRoute(locals.hub);
