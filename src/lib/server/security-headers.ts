/** What the headers depend on. */
export interface Answer {
  /** Path of the request, without query. */
  readonly path: string;
  readonly contentType: string | undefined;
  /** Whether the page came by https. */
  readonly secure: boolean;
}

/** Every feature a browser may grant to a page; the tablet needs the camera and nothing else. */
const REFUSED_FEATURES = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
] as const;

const PERMISSIONS_POLICY = ['camera=(self)', ...REFUSED_FEATURES.map((feature) => `${feature}=()`)].join(
  ', ',
);

/** One year, the least that ASVS 5.0 3.4.1 asks. */
const HSTS = 'max-age=31536000';

/** For what is no page: an answer of the API, an image, an error in plain text. */
const CSP_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** For scripts, which as workers live under the policy of their own answer: they load parts and call the hub. */
const CSP_SCRIPT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const mediaType = (contentType: string | undefined): string =>
  contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';

const isScript = (type: string): boolean => type === 'text/javascript' || type === 'application/javascript';

const isUnder = (path: string, root: string): boolean => path === root || path.startsWith(`${root}/`);

/**
 * How an answer may be kept: nowhere for what may be about a person; asked for again each time for pages and the
 * worker, so that a new version is seen; otherwise as the file server says.
 */
const cacheControl = ({ path, contentType }: Answer): string | undefined => {
  if (isUnder(path, '/api') || isUnder(path, '/hub')) return 'no-store';
  return path === '/service-worker.js' || mediaType(contentType) === 'text/html' ? 'no-cache' : undefined;
};

/**
 * The headers that every answer bears, by lower-case name. A page's own Content-Security-Policy comes from
 * SvelteKit, with nonce or hashes; `content-security-policy` here is for answers that have none.
 */
export const securityHeaders = (answer: Answer): Readonly<Record<string, string>> => {
  const cache = cacheControl(answer);
  return {
    'content-security-policy': isScript(mediaType(answer.contentType)) ? CSP_SCRIPT : CSP_NOTHING,
    'x-content-type-options': 'nosniff',
    // Without a referrer the browser sends a form's POST with `Origin: null`, and it counts as foreign.
    'referrer-policy': 'same-origin',
    'permissions-policy': PERMISSIONS_POLICY,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(answer.secure ? { 'strict-transport-security': HSTS } : {}),
    ...(cache === undefined ? {} : { 'cache-control': cache }),
  };
};

/** Headers that an answer may bring itself; all others are set whatever it brings. */
export const KEPT_HEADERS: ReadonlySet<string> = new Set(['content-security-policy']);
