import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Every path under /hub that the console does not have, shown inside the console. */
export const load: PageServerLoad = () => {
  error(404, { message: 'このページはありません', code: 'route-unknown' });
};
