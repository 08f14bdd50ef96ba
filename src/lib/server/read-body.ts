import { problem, type Outcome } from '../contract/problem.ts';
import { hasPrototypeKey, isShallow } from '../contract/revision.ts';
import { parseAs, type Schema } from '../contract/parse-as.ts';
import { concatBytes, fromUtf8, type Bytes } from '../crypto/bytes.ts';
import { ok } from '../domain/result.ts';

/** A request's body, both as it came and as the endpoint wants it. */
export interface ReadBody<T> {
  readonly raw: Bytes;
  readonly value: T;
}

export type BodyReader<T> = (request: Request) => Promise<Outcome<ReadBody<T>>>;

/**
 * How far beyond the limit a body is still read and thrown away, so that the sender can finish and then sees the
 * answer instead of a broken connection.
 */
const DRAIN_BEYOND_BYTES = 786_432;

const mediaType = (request: Request): string =>
  (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

/** The bytes of a body, read piece by piece and never kept beyond `maxBytes`. */
const readCapped = async (request: Request, maxBytes: number): Promise<Outcome<Bytes>> => {
  const declared = Number(request.headers.get('content-length') ?? '0');
  const drainMaxBytes = maxBytes + DRAIN_BEYOND_BYTES;
  if (declared > drainMaxBytes) return problem('request-too-large', { maxBytes });
  if (request.body === null) return ok(new Uint8Array(0));
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > drainMaxBytes) break;
      if (size <= maxBytes) chunks.push(value);
    }
  } catch {
    // The sender hung up, or the server in front stopped an endless body.
    return problem(size > maxBytes ? 'request-too-large' : 'request-malformed');
  }
  return size > maxBytes ? problem('request-too-large', { maxBytes }) : ok(concatBytes(...chunks));
};

/** A request that carries nothing. */
export const noBody: BodyReader<undefined> = () =>
  Promise.resolve(ok({ raw: new Uint8Array(0), value: undefined }));

/** Raw bytes under one of these media types; none at all are for the endpoint to judge. */
export const bytesBody =
  (types: readonly string[], maxBytes: number): BodyReader<Bytes> =>
  async (request) => {
    if (request.body !== null && !types.includes(mediaType(request)))
      return problem('request-unsupported-type');
    const raw = await readCapped(request, maxBytes);
    return raw.ok ? ok({ raw: raw.value, value: raw.value }) : raw;
  };

/** JSON of a strict shape, sent as `application/json` and nothing else. */
export const jsonBody =
  <T>(schema: Schema<T>, maxBytes: number): BodyReader<T> =>
  async (request) => {
    if (mediaType(request) !== 'application/json') return problem('request-unsupported-type');
    const raw = await readCapped(request, maxBytes);
    if (!raw.ok) return raw;
    const text = fromUtf8(raw.value);
    let json: unknown;
    try {
      json = JSON.parse(text ?? '');
    } catch {
      return problem('request-malformed');
    }
    if (!isShallow(json) || hasPrototypeKey(json)) return problem('request-malformed');
    const parsed = parseAs(schema, json);
    return parsed.success ? ok({ raw: raw.value, value: parsed.data }) : problem('request-malformed');
  };
