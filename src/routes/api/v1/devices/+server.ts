import type { RequestHandler } from '@sveltejs/kit';
import { enrolDevice } from '$lib/server/api/enrol.ts';
import { unknownRoute } from '$lib/server/endpoint.ts';

export const POST: RequestHandler = ({ locals, request, getClientAddress }) =>
  enrolDevice(locals.hub, request, { params: {}, address: getClientAddress() });

export const fallback: RequestHandler = ({ locals }) => unknownRoute(locals.hub);
