import type { Health } from '../../contract/health.ts';
import { ok } from '../../domain/result.ts';
import { anyone, endpoint } from '../endpoint.ts';
import { describeError } from '../log.ts';
import { noBody } from '../read-body.ts';
import { checkStore } from '../store/check-store.ts';

/** `GET /api/v1/health`: 200 when the store reads and writes, 503 when it does not. */
export const health = endpoint({
  name: 'health',
  read: noBody,
  authenticate: anyone,
  handle: async (hub) => {
    const { kind } = hub.store;
    const answer = (status: Health['status']): Health => ({ status, version: hub.version, store: kind });
    try {
      await checkStore(hub.store);
      return ok({ status: 200, json: answer('ok') });
    } catch (error) {
      hub.log({ level: 'error', code: 'hub-unavailable', where: 'health', error: describeError(error) });
      return ok({ status: 503, json: answer('failing') });
    }
  },
});
