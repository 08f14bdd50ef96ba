import type { RequestHandler } from '@sveltejs/kit';
import { formPart } from '$lib/server/api/form-part.ts';
import { unknownRoute } from '$lib/server/endpoint.ts';

export const GET: RequestHandler = ({ locals, params, request, getClientAddress }) =>
  formPart(locals.hub, request, {
    params: { sha256: params['sha256'] ?? '' },
    address: getClientAddress(),
  });

export const fallback: RequestHandler = ({ locals }) => unknownRoute(locals.hub);
