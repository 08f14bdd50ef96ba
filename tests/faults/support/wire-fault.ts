/** The header by which a request tells the fault proxy what is to become of it. Never passed on. */
export const FAULT_HEADER = 'x-fault';

/** What goes wrong before a request reaches any proxy. */
const CLIENT_FAULTS = ['name not found', 'connection refused'] as const;

/** What the fault proxy does to a request or to its answer. */
const PROXY_FAULTS = [
  'none',
  'reset before the request is read',
  'cut in the headers',
  'cut in the body',
  'body shorter than its length',
  'body with a shorter length',
  'cut after the commit',
  'cut in the answer',
  'delivered twice',
  'delivered twice, second answer',
  'kept for later',
  'never delivered, no answer',
  'delivered, no answer',
  'delivered slowly',
  'page with 200',
  'redirect to a portal',
  'page with 413',
  'page with 429',
  'page with 500',
  'page with 502',
  'page with 503',
  'nothing with 200',
  'gzip garbage with 200',
  'endless JSON with 201',
  'JSON cut short',
  'receipt by another key',
  'receipt of other bytes',
  'receipt of another revision',
  'receipt changed',
] as const;

export type ProxyFault = (typeof PROXY_FAULTS)[number];

export type WireFault = (typeof CLIENT_FAULTS)[number] | ProxyFault;

export const WIRE_FAULTS: readonly Exclude<WireFault, 'none'>[] = [
  ...CLIENT_FAULTS,
  ...PROXY_FAULTS.filter((fault) => fault !== 'none'),
];

const isProxyFault = (text: string): text is ProxyFault => PROXY_FAULTS.some((fault) => fault === text);

/** @param at where in the bytes a cut lies, from [0, 1) */
export const writeFault = (fault: ProxyFault, at: number): string => `${fault}; ${at}`;

export const readFault = (
  header: string | readonly string[] | undefined,
): { readonly fault: ProxyFault; readonly at: number } => {
  const [name = '', at = ''] = String(header ?? '').split('; ');
  return isProxyFault(name) ? { fault: name, at: Number(at) } : { fault: 'none', at: 0 };
};
