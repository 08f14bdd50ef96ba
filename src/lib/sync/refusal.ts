import { isProblemCode, type Problem, type ProblemCode } from '../contract/problem.ts';
import { readJson } from './read-json.ts';

/** An answer of the network, read to its end. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** `undefined` when it is longer than any answer of the hub. */
  readonly text: string | undefined;
}

const mediaType = (headers: Headers): string =>
  (headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

/** The JSON of an answer that says it is JSON, `undefined` for anything else. */
export const jsonOf = ({ headers, text }: HttpAnswer): unknown =>
  /^application\/(problem\+)?json$/.test(mediaType(headers)) && text !== undefined
    ? readJson(text)
    : undefined;

/** Statuses that proxies and gateways between tablet and hub give on their own, whatever the body. */
const OF_THE_WAY: Readonly<Record<number, ProblemCode>> = {
  408: 'network-timeout',
  413: 'request-too-large',
  429: 'rate-limited',
};

const codeOfStatus = (status: number): ProblemCode => {
  if (status >= 500) return 'hub-unavailable';
  return OF_THE_WAY[status] ?? 'answer-not-from-hub';
};

/** A problem of a hub that knows more codes than this build: by its status. */
const codeOfUnknown = (status: number): ProblemCode => {
  if (status === 401 || status === 403 || status === 410) return 'forbidden';
  if (status === 404 || status === 405) return 'route-unknown';
  if (status === 409) return 'revision-in-progress';
  if (status === 400 || status === 415 || status === 422) return 'request-malformed';
  return codeOfStatus(status);
};

/**
 * The problem that an answer other than success stands for. Only a problem document (RFC 9457) with a `code` is
 * the hub's own; a status alone may come from a portal or proxy and never parks or stops what the hub might take,
 * except 413, which no repetition changes.
 */
export const refusalOf = (answer: HttpAnswer): Problem => {
  const document = jsonOf(answer);
  const named: unknown =
    typeof document === 'object' && document !== null && 'code' in document ? document.code : undefined;
  const code = typeof named === 'string' ? codeNamed(named, answer.status) : codeOfStatus(answer.status);
  const retryAfterSeconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
  return {
    code,
    detail: {
      status: answer.status,
      ...(Number.isFinite(retryAfterSeconds) ? { retryAfterSeconds } : {}),
      ...(code === 'device-revoked' ? keptOf(document) : {}),
    },
  };
};

/** What a revoked device learns of its bytes. The receipt is text of the network until its signature is verified. */
const keptOf = (document: unknown): { readonly quarantineReceipt?: string } => {
  const { params } = (document ?? {}) as {
    readonly params?: { readonly quarantineReceipt?: unknown } | null;
  };
  const receipt = params?.quarantineReceipt;
  return typeof receipt === 'string' && receipt.length <= 4_096 ? { quarantineReceipt: receipt } : {};
};

/** The problem of one item of a batch, by what the hub says of it. */
export const itemRefusalOf = ({
  code,
  status,
}: {
  readonly code: string;
  readonly status: number;
}): Problem => ({
  code: codeNamed(code, status),
  detail: { status },
});

const codeNamed = (named: string, status: number): ProblemCode =>
  isProblemCode(named) ? named : codeOfUnknown(status);
