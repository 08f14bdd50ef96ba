import type { IncomingMessage } from 'node:http';
import { RESCUE_MAX_BYTES } from '../../contract/rescue-file.ts';

/** Largest body that a page or form of the console takes, bytes. */
const FORM_MAX_BYTES = 3_000_000;

/** The one form that takes a file, and what its frame may add to the largest file, bytes. */
const UPLOAD_PATH = '/hub/quarantine';
const UPLOAD_MAX_BYTES = RESCUE_MAX_BYTES + 65_536;

/**
 * Whether a request's body is refused before anything of it is read: 413 larger than its path takes, 411 a form that
 * does not say how large it is. Endpoints of the API count for themselves while they read.
 */
export const bodyRefusal = ({
  method,
  url,
  headers,
}: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): 411 | 413 | undefined => {
  if (method === 'GET' || method === 'HEAD') return undefined;
  const path = (url ?? '/').split('?', 1)[0] ?? '/';
  if (path.startsWith('/api/')) return undefined;
  if (headers['transfer-encoding'] !== undefined) return 411;
  const length = Number(headers['content-length'] ?? '0');
  return length > (path === UPLOAD_PATH ? UPLOAD_MAX_BYTES : FORM_MAX_BYTES) ? 413 : undefined;
};
