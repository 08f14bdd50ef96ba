/** What the headers depend on. */
export interface Answer {
  /** Path of the request, without query. */
  readonly path: string;
  readonly contentType: string | undefined;
  /** Whether the page came by https. */
  readonly secure: boolean;
}

/** Every feature a browser may grant to a page and that none here needs. */
const REFUSED_FEATURES = [
  'accelerometer',
  'autoplay',
  'bluetooth',
  'browsing-topics',
  'clipboard-read',
  'compute-pressure',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'keyboard-map',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'sync-xhr',
  'usb',
  'window-management',
  'xr-spatial-tracking',
] as const;

/** Passkeys of staff, on the tablet. */
const PASSKEY_FEATURES = ['publickey-credentials-create', 'publickey-credentials-get'] as const;

const allowed = (value: '()' | '(self)', features: readonly string[]): readonly string[] =>
  features.map((feature) => `${feature}=${value}`);

/** What a page may ask for besides the camera. */
interface Granted {
  readonly passkeys: '()' | '(self)';
  /** Copying by a button. */
  readonly copying: '()' | '(self)';
}

const permissionsPolicy = ({ passkeys, copying }: Granted): string =>
  [
    'camera=(self)',
    ...allowed('()', REFUSED_FEATURES),
    ...allowed(copying, ['clipboard-write']),
    ...allowed(passkeys, PASSKEY_FEATURES),
  ].join(', ');

/** The tablet and `/gallery`, from which it is reached without a new document. */
const TABLET_PERMISSIONS = permissionsPolicy({ passkeys: '(self)', copying: '()' });

/** `/preview`, from which the tablet is reached as well: it copies a form's problems and the response. */
const PREVIEW_PERMISSIONS = permissionsPolicy({ passkeys: '(self)', copying: '(self)' });

const OTHER_PERMISSIONS = permissionsPolicy({ passkeys: '()', copying: '()' });

/** One year, the least that ASVS 5.0 3.4.1 asks. */
const HSTS = 'max-age=31536000';

/** For what is no page: an answer of the API, an image, an error in plain text. */
const CSP_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Where nothing is ever made from a text: no markup, no address of a script, no code. */
const NO_TEXT_AS_CODE = "require-trusted-types-for 'script'; trusted-types 'none'";

/**
 * For scripts, which as workers live under the policy of their own answer: they load parts and call the hub. Scripts
 * of a page do not read it.
 */
const workerPolicy = (scripts: string): string =>
  `default-src 'none'; script-src ${scripts}; connect-src 'self'; ${NO_TEXT_AS_CODE}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const CSP_SCRIPT = workerPolicy("'self'");

/** The worker that derives the key of a PIN: Argon2id is WebAssembly. */
const CSP_PIN_WORKER = workerPolicy("'self' 'wasm-unsafe-eval'");

const PIN_WORKER = /^\/_app\/immutable\/workers\/pin-worker-[\w-]+\.js$/;

const mediaType = (contentType: string | undefined): string =>
  contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';

const isScript = (type: string): boolean => type === 'text/javascript' || type === 'application/javascript';

const policyOf = ({ path, contentType }: Answer): string => {
  if (!isScript(mediaType(contentType))) return CSP_NOTHING;
  return PIN_WORKER.test(path) ? CSP_PIN_WORKER : CSP_SCRIPT;
};

const isUnder = (path: string, root: string): boolean => path === root || path.startsWith(`${root}/`);

const isOfHub = (path: string): boolean => isUnder(path, '/api') || isUnder(path, '/hub');

const permissionsOf = (path: string): string => {
  if (isOfHub(path)) return OTHER_PERMISSIONS;
  return isUnder(path, '/preview') ? PREVIEW_PERMISSIONS : TABLET_PERMISSIONS;
};

/**
 * How an answer may be kept: nowhere for what may be about a person; asked for again each time for pages and the
 * worker, so that a new version is seen; otherwise as the file server says.
 */
const cacheControl = ({ path, contentType }: Answer): string | undefined => {
  if (isOfHub(path)) return 'no-store';
  return path === '/service-worker.js' || mediaType(contentType) === 'text/html' ? 'no-cache' : undefined;
};

/**
 * The headers that every answer bears, by lower-case name. A page's own Content-Security-Policy comes from
 * SvelteKit, with nonce or hashes; `content-security-policy` here is for answers that have none.
 */
export const securityHeaders = (answer: Answer): Readonly<Record<string, string>> => {
  const cache = cacheControl(answer);
  return {
    'content-security-policy': policyOf(answer),
    'x-content-type-options': 'nosniff',
    // Without a referrer the browser sends a form's POST with `Origin: null`, and it counts as foreign.
    'referrer-policy': 'same-origin',
    'permissions-policy': permissionsOf(answer.path),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(answer.secure ? { 'strict-transport-security': HSTS } : {}),
    ...(cache === undefined ? {} : { 'cache-control': cache }),
  };
};

/** Headers that an answer may bring itself; all others are set whatever it brings. */
export const KEPT_HEADERS: ReadonlySet<string> = new Set(['content-security-policy']);
