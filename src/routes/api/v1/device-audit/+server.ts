import type { RequestHandler } from '@sveltejs/kit';
import { deviceAudit } from '$lib/server/api/device-audit.ts';
import { unknownRoute } from '$lib/server/endpoint.ts';

export const POST: RequestHandler = ({ locals, request, getClientAddress }) =>
  deviceAudit(locals.hub, request, { params: {}, address: getClientAddress() });

export const fallback: RequestHandler = ({ locals }) => unknownRoute(locals.hub);
