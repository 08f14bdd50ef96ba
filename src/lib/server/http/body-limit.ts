import type { IncomingMessage } from 'node:http';
import { ENVELOPE_MAX_BYTES } from '../../contract/envelope.ts';
import { RESCUE_MAX_BYTES } from '../../contract/rescue-file.ts';

/** Largest body that a page or form of the console takes, bytes. */
const FORM_MAX_BYTES = 3_000_000;

/** The one form that takes a file, and what its frame may add to the largest file, bytes. */
const UPLOAD_PATH = '/hub/quarantine';
const UPLOAD_MAX_BYTES = RESCUE_MAX_BYTES + 65_536;

const isUpload = ({ method, url }: Pick<IncomingMessage, 'method' | 'url'>): boolean =>
  method === 'POST' && (url ?? '/').split('?', 1)[0] === UPLOAD_PATH;

/** A record sent on its own: what a tablet does once a batch has failed on a slow line. */
const isRecord = ({ method, url }: Pick<IncomingMessage, 'method' | 'url'>): boolean =>
  method === 'PUT' && (url ?? '/').startsWith('/api/v1/records/');

/** How long a sender may take. */
export interface BodyPace {
  /** A whole request must be here within so long, milliseconds. */
  readonly requestMs: number;
  /** A file may take longer, as long as it comes at least so fast on the whole; bytes per second. */
  readonly uploadBytesPerSecond: number;
  /** The same of a single record: the pace at which tablets still send. */
  readonly recordBytesPerSecond: number;
  /** Who has sent nothing for so long is gone, milliseconds. */
  readonly stallMs: number;
}

/**
 * Within what time a request must be here as a whole, milliseconds from its headers on. The one form that takes a file,
 * and a record on its own, have as long as a slow line needs for the length that they name; nobody who is not signed in
 * gets to send the form's body.
 */
export const bodyTimeMs = (
  request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  { requestMs, uploadBytesPerSecond, recordBytesPerSecond }: BodyPace,
): number => {
  const length = Number(request.headers['content-length'] ?? '0') || 0;
  const within = (most: number, bytesPerSecond: number): number =>
    requestMs + Math.ceil((Math.min(length, most) / bytesPerSecond) * 1_000);
  if (isUpload(request)) return within(UPLOAD_MAX_BYTES, uploadBytesPerSecond);
  return isRecord(request) ? within(ENVELOPE_MAX_BYTES, recordBytesPerSecond) : requestMs;
};

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
