import { toBase64Url } from '../../contract/base64url.ts';
import { problem, type Outcome } from '../../contract/problem.ts';
import { ok } from '../../domain/result.ts';
import { hubTime, type Hub } from '../hub.ts';
import { instantOf } from '../instant.ts';
import { appendAudit } from '../store/audit-chain.ts';
import {
  deleteConsoleSession,
  deleteExpiredConsoleSessions,
  findConsoleSession,
  findConsoleUser,
  insertConsoleSession,
  touchConsoleSession,
  updateConsoleUser,
} from '../store/console-users.ts';
import { DECOY_HASH, isPassword } from './password.ts';

const MINUTE_MS = 60_000;

/** Without any request for so long a session ends. */
export const CONSOLE_IDLE_MS = 30 * MINUTE_MS;

/** A session ends after so long whatever is done. */
export const CONSOLE_ABSOLUTE_MS = 10 * 60 * MINUTE_MS;

/** Consecutive wrong passwords after which only an administrator can open the account again (NIST SP 800-63B). */
const WRONG_TRIES_MAX = 100;

/** How fresh `lastSeenAt` is kept: a write per page would cost more than it tells. */
const TOUCH_EVERY_MS = MINUTE_MS;

/** Who is signed in to the console, and for which municipality. */
export interface ConsoleUser {
  readonly userId: string;
  readonly name: string;
  readonly municipality: { readonly code: string; readonly name: string };
}

const limitKeys = (hub: Hub, login: string, address: string): readonly string[] => [
  `address ${address}`,
  `login ${hub.atRest.mac(login, 'console-token')}`,
];

/**
 * Signs in. `sign-in-failed` says neither which of the two was wrong nor whether the account exists; `rate-limited`
 * after five failures in five minutes, of the same address or for the same name.
 * @returns the token for the cookie; only its keyed hash is stored
 */
export const signIn = async (
  hub: Hub,
  given: { readonly login: string; readonly password: string; readonly address: string },
): Promise<Outcome<string>> => {
  const { signIn: limit } = hub.limits;
  const login = given.login.trim().toLowerCase();
  const { password, address } = given;
  const keys = limitKeys(hub, login, address);
  if (!keys.every((key) => limit.isOpen(key))) return problem('rate-limited');
  const user = await findConsoleUser(hub.store.db, login);
  const matches = await isPassword(password, user?.password_hash ?? DECOY_HASH);
  const at = hubTime(hub);
  if (user === undefined || !matches || user.wrong_tries >= WRONG_TRIES_MAX) {
    for (const key of keys) limit.countFailure(key);
    if (user !== undefined) {
      await hub.store.write(async (tx) => {
        await updateConsoleUser(tx, user.user_id, { wrong_tries: user.wrong_tries + 1 });
        await appendAudit(tx, {
          at,
          municipality: user.municipality,
          actor: { kind: 'console', id: user.user_id },
          action: 'sign-in-refused',
          target: user.user_id,
        });
      });
    }
    return problem('sign-in-failed');
  }
  const token = toBase64Url(hub.random(32));
  await hub.store.write(async (tx) => {
    await deleteExpiredConsoleSessions(tx, at);
    await updateConsoleUser(tx, user.user_id, { wrong_tries: 0 });
    await insertConsoleSession(tx, {
      token_hash: hub.atRest.mac(token, 'console-token'),
      user_id: user.user_id,
      created_at: at,
      last_seen_at: at,
      expires_at: instantOf(hub.now() + CONSOLE_ABSOLUTE_MS),
    });
    await appendAudit(tx, {
      at,
      municipality: user.municipality,
      actor: { kind: 'console', id: user.user_id },
      action: 'signed-in',
      target: user.user_id,
    });
  });
  return ok(token);
};

/** Who holds this token, or `undefined` when it is unknown, idle for too long or too old. */
export const whoIs = async (hub: Hub, token: string): Promise<ConsoleUser | undefined> => {
  const tokenHash = hub.atRest.mac(token, 'console-token');
  const session = await findConsoleSession(hub.store.db, tokenHash);
  if (session === undefined) return undefined;
  const now = hub.now();
  const idle = now - Date.parse(session.lastSeenAt);
  if (idle > CONSOLE_IDLE_MS || now >= Date.parse(session.expiresAt)) {
    await hub.store.write((tx) => deleteConsoleSession(tx, tokenHash));
    return undefined;
  }
  if (idle > TOUCH_EVERY_MS) {
    await hub.store.write((tx) => touchConsoleSession(tx, tokenHash, instantOf(now)));
  }
  const { userId, name, municipality, municipalityName } = session;
  return { userId, name, municipality: { code: municipality, name: municipalityName } };
};

export const signOut = async (hub: Hub, token: string, user: ConsoleUser): Promise<void> => {
  await hub.store.write(async (tx) => {
    await deleteConsoleSession(tx, hub.atRest.mac(token, 'console-token'));
    await appendAudit(tx, {
      at: hubTime(hub),
      municipality: user.municipality.code,
      actor: { kind: 'console', id: user.userId },
      action: 'signed-out',
      target: user.userId,
    });
  });
};
