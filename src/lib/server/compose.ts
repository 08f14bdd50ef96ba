import { existsSync } from 'node:fs';
import { fromBase64Url } from '../contract/base64url.ts';
import type { KeyFile } from '../contract/key-file.ts';
import { PIN_COST_LEAST } from '../contract/people.ts';
import { randomBytes, type Bytes } from '../crypto/bytes.ts';
import type { HubEnv } from './env.ts';
import { FormParts } from './forms/form-parts.ts';
import { FormShelf } from './forms/form-shelf.ts';
import { PROGRAMS, type ProgramId } from '../domain/program.ts';
import { publishForms } from './forms/publish-forms.ts';
import type { Hub } from './hub.ts';
import { IntakeQueue } from './intake/intake-queue.ts';
import { instantOf } from './instant.ts';
import { openAtRest } from './keys/at-rest.ts';
import { createKeyFile, readKeyFile } from './keys/key-file.ts';
import { openKeyring } from './keys/keyring.ts';
import { VerifyKeys } from './keys/verify-keys.ts';
import { logTo, type Log } from './log.ts';
import { RateLimit } from './rate-limit.ts';
import { addHubKeys, listHubKeys } from './store/hub-keys.ts';
import type { HubStore } from './store/hub-store.ts';
import { openSqlite } from './store/open-sqlite.ts';

/** PBKDF2-HMAC-SHA-256 of typed ticket codes. Source: ASVS 5.0 appendix C. */
const CODE_ITERATIONS = 600_000;

const MINUTE_MS = 60_000;

/** What tests and commands put in place of the world's own. */
export interface HubParts {
  readonly env: HubEnv;
  readonly version: string;
  readonly now?: () => number;
  readonly random?: (length: number) => Bytes;
  readonly log?: Log;
  readonly pinCost?: Hub['pinCost'];
  readonly codeIterations?: number;
  /** The kinds of checkup whose forms are published; all when not told. */
  readonly programs?: readonly ProgramId[];
}

/**
 * The key file, made on the very first start. A store that knows keys without a key file is a mistake of set-up:
 * with new keys nothing stored could be opened again.
 */
const loadKeys = async (
  store: HubStore,
  file: string,
  random: (length: number) => Bytes,
): Promise<KeyFile> => {
  const known = await listHubKeys(store.db);
  if (known.length > 0 && !existsSync(file)) {
    throw new Error('HUB_KEY_FILE is missing: put the key file of this hub back from its backup');
  }
  const keys = readKeyFile(file) ?? (await createKeyFile(file, random));
  if (known.some(({ kid }) => !keys.keys.some((key) => key.kid === kid))) {
    throw new Error('HUB_KEY_FILE is not the key file of this store: a key is missing in it');
  }
  return keys;
};

const publicKeyOf = (key: KeyFile['keys'][number]): string =>
  JSON.stringify(key.purpose === 'seal' ? { publicKey: key.publicKey } : { x: key.x, y: key.y });

/**
 * The hub's front door: opens the store and the keys and joins everything. Whatever touches the world is visible
 * here. @throws Error with one plain line when the set-up is wrong
 */
export const composeHub = async (parts: HubParts): Promise<Hub> => {
  const { env, version } = parts;
  const now = parts.now ?? Date.now;
  const random = parts.random ?? randomBytes;
  const store = await openSqlite(env.databaseFile);
  try {
    const keyFile = await loadKeys(store, env.keyFile, random);
    const keys = await openKeyring(keyFile);
    const secret = fromBase64Url(keyFile.atRest);
    if (secret?.length !== 32) throw new Error('HUB_KEY_FILE is damaged: its at-rest key has not 32 bytes');
    const entries = keyFile.keys.map((key) => ({
      kid: key.kid,
      purpose: key.purpose,
      publicKey: publicKeyOf(key),
    }));
    await store.write((tx) => addHubKeys(tx, entries, instantOf(now())));
    const programs = parts.programs ?? PROGRAMS;
    await publishForms({ store, keys, now, programs });
    return {
      version,
      store,
      keys,
      deviceKeys: new VerifyKeys(),
      intake: new IntakeQueue(),
      atRest: await openAtRest(secret),
      forms: new FormShelf(),
      formParts: new FormParts(),
      programs,
      log: parts.log ?? logTo((line) => process.stderr.write(line), now),
      now,
      random,
      pinCost: parts.pinCost ?? PIN_COST_LEAST,
      codeIterations: parts.codeIterations ?? CODE_ITERATIONS,
      limits: {
        enrolment: new RateLimit(10, 10 * MINUTE_MS, now),
        signIn: new RateLimit(5, 5 * MINUTE_MS, now),
        recovery: new RateLimit(10, 10 * MINUTE_MS, now),
      },
      close: () => store.close(),
    };
  } catch (error) {
    await store.close();
    throw error;
  }
};
