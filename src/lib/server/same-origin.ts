const MUTATING = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Whether a request that changes something may have been made by another site's page. Browsers say so in `Origin`
 * and `Sec-Fetch-Site`; a caller that sends neither is no browser page.
 */
export const isForeignWrite = (request: Request): boolean => {
  if (!MUTATING.has(request.method)) return false;
  const origin = request.headers.get('origin');
  if (origin !== null && origin !== new URL(request.url).origin) return true;
  const site = request.headers.get('sec-fetch-site');
  return site !== null && site !== 'same-origin' && site !== 'none';
};
