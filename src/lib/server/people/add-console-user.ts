import { problem, type Outcome } from '../../contract/problem.ts';
import { ok } from '../../domain/result.ts';
import type { Actor } from '../actor.ts';
import { hashPassword, PASSWORD_MIN_LENGTH } from '../auth/password.ts';
import { hubTime, newId, type Hub } from '../hub.ts';
import { appendAudit } from '../store/audit-chain.ts';
import { findConsoleUser, insertConsoleUser } from '../store/console-users.ts';
import { plainText } from './plain-text.ts';

export interface NewConsoleUser {
  readonly municipality: string;
  /** 3–40 of `a-z0-9._-`. */
  readonly login: string;
  readonly name: string;
  readonly password: string;
}

/** Adds someone who may sign in to the console. `request-malformed` names the field. @returns the user id */
export const addConsoleUser = async (
  hub: Hub,
  actor: Actor,
  { municipality, login, password, ...input }: NewConsoleUser,
): Promise<Outcome<string>> => {
  const name = plainText(input.name, 200);
  if (name === undefined) return problem('request-malformed', { field: 'name' });
  if (!/^[a-z0-9._-]{3,40}$/.test(login)) return problem('request-malformed', { field: 'login' });
  if (password.length < PASSWORD_MIN_LENGTH || password.length > 200) {
    return problem('request-malformed', { field: 'password' });
  }
  const userId = newId(hub);
  const at = hubTime(hub);
  const passwordHash = await hashPassword(password, hub.random(16));
  return hub.store.write(async (tx) => {
    if ((await findConsoleUser(tx, login)) !== undefined)
      return problem('request-malformed', { field: 'login' });
    await insertConsoleUser(tx, {
      user_id: userId,
      municipality,
      login,
      name,
      password_hash: passwordHash,
      wrong_tries: 0,
      active: 1,
      created_at: at,
    });
    await appendAudit(tx, { at, municipality, actor, action: 'console-user-added', target: userId });
    return ok(userId);
  });
};
