import type { RequestListener } from 'node:http';
import { PROBLEMS } from '../../contract/problem.ts';

/** A listener that says `hub-unavailable` until the real one is there: the port is taken first, then all is made. */
export const starting = (): {
  readonly listener: RequestListener;
  readonly open: (real: RequestListener) => void;
} => {
  let real: RequestListener | undefined;
  return {
    listener: (request, response) => {
      if (real !== undefined) {
        real(request, response);
        return;
      }
      const { status } = PROBLEMS['hub-unavailable'];
      response.writeHead(status, {
        'content-type': 'application/problem+json',
        'cache-control': 'no-store',
        'retry-after': '2',
      });
      response.end(JSON.stringify({ title: 'hub-unavailable', status, code: 'hub-unavailable' }));
    },
    open: (listener) => {
      real = listener;
    },
  };
};
