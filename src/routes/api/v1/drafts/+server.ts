import type { RequestHandler } from '@sveltejs/kit';
import { postDraft } from '$lib/server/api/drafts.ts';
import { unknownRoute } from '$lib/server/endpoint.ts';

export const POST: RequestHandler = ({ locals, request, getClientAddress }) =>
  postDraft(locals.hub, request, { params: {}, address: getClientAddress() });

export const fallback: RequestHandler = ({ locals }) => unknownRoute(locals.hub);
