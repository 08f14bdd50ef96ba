import { posix } from 'node:path';

/** What a row of the import table grants: everything, types only, or types and the named files of that room. */
export type Grant = 'all' | 'types' | readonly string[];

export type Row = Readonly<Record<string, Grant>>;

const pick = (grant: Grant, ...rooms: readonly string[]): Row =>
  Object.fromEntries(rooms.map((room) => [room, grant]));

/** `ok` and `err`, the two ends of every expected failure; the rest of `domain` as types. */
const OUTCOMES: Row = { domain: ['result.ts'] };

const SCREENS: Row = {
  ...pick('all', 'tablet', 'form-view', 'charts', 'ui', 'i18n'),
  ...pick('types', 'domain', 'forms', 'catalog', 'contract', 'crypto', 'store', 'sync', 'qr'),
};

const HUB_PAGES: Row = {
  ...pick('all', 'server', 'contract', 'ui', 'charts', 'i18n'),
  // Tickets are printed by the hub.
  qr: ['draw.ts'],
};

/**
 * Who may import whom: DESIGN §3. A room may always import from itself. A screen gets its data through `tablet`, so
 * that of the rooms behind it a screen sees types only.
 */
export const IMPORT_TABLE: Readonly<Record<string, Row>> = {
  domain: {},
  forms: pick('all', 'domain'),
  catalog: pick('all', 'domain', 'forms'),
  contract: { ...pick('all', 'domain'), ...pick('types', 'forms') },
  crypto: { ...pick('all', 'contract'), ...OUTCOMES },
  store: { ...pick('all', 'contract', 'crypto'), ...OUTCOMES },
  // A receipt counts when its signature verifies; what was delivered is noted in the audit log.
  sync: { ...pick('all', 'contract', 'crypto'), ...OUTCOMES, store: ['port.ts', 'audit-chain.ts'] },
  qr: { ...pick('all', 'contract', 'crypto'), ...OUTCOMES },
  i18n: pick('types', 'domain', 'forms', 'contract'),
  ui: {},
  charts: pick('all', 'domain', 'ui', 'i18n'),
  'form-view': pick('all', 'domain', 'forms', 'i18n', 'ui'),
  tablet: pick(
    'all',
    ...['domain', 'forms', 'catalog', 'contract', 'crypto', 'store', 'sync', 'qr', 'i18n', 'ui', 'charts'],
    'form-view',
  ),
  server: pick('all', 'domain', 'forms', 'catalog', 'contract', 'crypto', 'i18n'),
  'routes/(tablet)': SCREENS,
  'routes/q': SCREENS,
  'routes/preview': SCREENS,
  'routes/gallery': SCREENS,
  'routes/hub': HUB_PAGES,
  'routes/api': HUB_PAGES,
  'routes/auth': HUB_PAGES,
  'routes/fhir': HUB_PAGES,
  'service-worker': {},
  'hooks.server': pick('all', 'server', 'contract'),
  'hooks.client': pick('all', 'tablet', 'i18n'),
  app: pick('all', 'ui', 'i18n'),
};

const FRONT_FILES: Readonly<Record<string, string>> = {
  'src/service-worker.ts': 'service-worker',
  'src/precache.ts': 'service-worker',
  'src/precache.test.ts': 'service-worker',
  'src/hooks.server.ts': 'hooks.server',
  'src/hooks.client.ts': 'hooks.client',
  'src/app.d.ts': 'app',
  'src/app.css': 'app',
};

/**
 * The room of a file: the folder under `src/lib`, the first folder under `src/routes`, or one of the front files.
 * Files directly in `src/routes` belong to `app`. `undefined` outside every room.
 */
export const roomOf = (path: string): string | undefined => {
  const front = FRONT_FILES[path];
  if (front !== undefined) return front;
  const [, lib] = /^src\/lib\/([^/]+)\//.exec(path) ?? [];
  if (lib !== undefined) return lib;
  const [, route] = /^src\/routes\/([^/]+)\//.exec(path) ?? [];
  if (route !== undefined) return `routes/${route}`;
  return /^src\/routes\/[^/]+$/.test(path) ? 'app' : undefined;
};

/** The project file that an import names, or `undefined` when it names a package. */
export const resolveImport = (from: string, specifier: string): string | undefined => {
  if (specifier === '$lib' || specifier.startsWith('$lib/')) return specifier.replace('$lib', 'src/lib');
  if (!specifier.startsWith('.') && !specifier.startsWith('/')) return undefined;
  const path = posix.join(posix.dirname(from), specifier);
  // A class with runes may be named by its compiled ending.
  return path.replace(/\?.*$/, '');
};
