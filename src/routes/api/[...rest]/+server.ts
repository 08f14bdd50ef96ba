import type { RequestHandler } from '@sveltejs/kit';
import { unknownRoute } from '$lib/server/endpoint.ts';

/** Every path under /api that the hub does not have. */
export const fallback: RequestHandler = ({ locals }) => unknownRoute(locals.hub);
