import { putRevision } from '$lib/server/api/intake.ts';
import { unknownRoute } from '$lib/server/endpoint.ts';
import type { RequestHandler } from './$types';

export const PUT: RequestHandler = ({ locals, request, params, getClientAddress }) =>
  putRevision(locals.hub, request, { params, address: getClientAddress() });

export const fallback: RequestHandler = ({ locals }) => unknownRoute(locals.hub);
