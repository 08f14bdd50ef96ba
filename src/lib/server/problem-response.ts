import { PROBLEMS, type Problem } from '../contract/problem.ts';

/** Where a problem code is explained; RFC 9457 wants a URI as type. */
const TYPE_PREFIX = 'https://hagukumi.dev/problems/';

/** Seconds after which a sender that was told to slow down may come back. */
const RETRY_AFTER_SECONDS = 60;

/**
 * A problem as `application/problem+json` (RFC 9457). `code` is the stable name; details are numbers and ids under
 * `params`, never sentences.
 */
export const problemResponse = ({ code, detail }: Problem): Response => {
  const status = PROBLEMS[code].status || 500;
  const headers = new Headers({ 'content-type': 'application/problem+json' });
  if (status === 429) headers.set('retry-after', String(RETRY_AFTER_SECONDS));
  return new Response(
    JSON.stringify({
      type: TYPE_PREFIX + code,
      title: code,
      status,
      code,
      ...(detail === undefined ? {} : { params: detail }),
    }),
    { status, headers },
  );
};
