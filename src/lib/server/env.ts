import { join, resolve } from 'node:path';
import * as z from 'zod/mini';

/** A variable that is set to nothing counts as not set. */
const blankAsAbsent = (value: unknown): unknown => (value === '' ? undefined : value);

const optional = <T extends z.core.SomeType>(
  schema: T,
): z.ZodMiniPipe<z.ZodMiniTransform, z.ZodMiniOptional<T>> =>
  z.pipe(z.transform(blankAsAbsent), z.optional(schema));

const isOrigin = (text: string): boolean => {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.origin === text;
};

const Variables = z.object({
  PORT: optional(
    z
      .string()
      .check(z.refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, 'a port, 0 to 65535')),
  ),
  ORIGIN: optional(
    z
      .string()
      .check(z.refine(isOrigin, 'an origin such as https://hub.example.lg.jp, without path or final slash')),
  ),
  DATA_DIR: optional(z.string()),
  DATABASE_URL: optional(
    z
      .string()
      .check(
        z.refine(() => false, 'not supported yet: leave it empty, the hub then uses SQLite in DATA_DIR'),
      ),
  ),
  DEMO: optional(z.string().check(z.regex(/^[01]$/, '0 or 1'))),
  HUB_KEY_FILE: optional(z.string()),
  KILL_SWITCH: optional(z.string().check(z.regex(/^[01]$/, '0 or 1'))),
});

/** The hub's settings, checked. Paths are absolute. */
export interface HubEnv {
  readonly port: number;
  /** Public origin; absent: whatever host a request names, over plain http. */
  readonly origin: string | undefined;
  readonly dataDir: string;
  readonly databaseFile: string;
  readonly keyFile: string;
  readonly demo: boolean;
  /** Tablets are told to give up their cached shell and to load the app from the hub. */
  readonly killSwitch: boolean;
}

/** Reads the settings. @returns one line that names the wrong variable when there is one; never a value */
export const readEnv = (
  variables: Readonly<Record<string, string | undefined>>,
): { readonly ok: true; readonly value: HubEnv } | { readonly ok: false; readonly error: string } => {
  const parsed = Variables.safeParse(variables);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { ok: false, error: `${String(issue?.path[0])}: ${issue?.message ?? 'invalid'}` };
  }
  const { PORT, ORIGIN, DATA_DIR, DEMO, HUB_KEY_FILE, KILL_SWITCH } = parsed.data;
  const dataDir = resolve(DATA_DIR ?? 'data');
  return {
    ok: true,
    value: {
      port: Number(PORT ?? '3000'),
      origin: ORIGIN,
      dataDir,
      databaseFile: join(dataDir, 'hub.sqlite'),
      keyFile: resolve(HUB_KEY_FILE ?? join(dataDir, 'hub-keys.json')),
      demo: DEMO !== '0',
      killSwitch: KILL_SWITCH === '1',
    },
  };
};
