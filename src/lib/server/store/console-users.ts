import type { Insertable, Selectable } from 'kysely';
import type { Db } from './hub-store.ts';
import type { Tables } from './tables.ts';

export type ConsoleUserRow = Selectable<Tables['console_user']>;

export const findConsoleUser = (db: Db, login: string): Promise<ConsoleUserRow | undefined> =>
  db
    .selectFrom('console_user')
    .selectAll()
    .where('login', '=', login)
    .where('active', '=', 1)
    .executeTakeFirst();

export const insertConsoleUser = async (tx: Db, row: Insertable<Tables['console_user']>): Promise<void> => {
  await tx.insertInto('console_user').values(row).execute();
};

export const updateConsoleUser = async (
  tx: Db,
  userId: string,
  change: Partial<Pick<ConsoleUserRow, 'password_hash' | 'wrong_tries'>>,
): Promise<void> => {
  await tx.updateTable('console_user').set(change).where('user_id', '=', userId).execute();
};

export interface OpenConsoleSession {
  readonly tokenHash: string;
  readonly userId: string;
  readonly municipality: string;
  readonly municipalityName: string;
  readonly login: string;
  readonly name: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
}

export const insertConsoleSession = async (
  tx: Db,
  row: Insertable<Tables['console_session']>,
): Promise<void> => {
  await tx.insertInto('console_session').values(row).execute();
};

/** The session of a cookie's token with its user, expired or not. */
export const findConsoleSession = (db: Db, tokenHash: string): Promise<OpenConsoleSession | undefined> =>
  db
    .selectFrom('console_session')
    .innerJoin('console_user', 'console_user.user_id', 'console_session.user_id')
    .innerJoin('municipality', 'municipality.code', 'console_user.municipality')
    .select([
      'console_session.token_hash as tokenHash',
      'console_session.last_seen_at as lastSeenAt',
      'console_session.expires_at as expiresAt',
      'console_user.user_id as userId',
      'console_user.municipality',
      'municipality.name as municipalityName',
      'console_user.login',
      'console_user.name',
    ])
    .where('console_session.token_hash', '=', tokenHash)
    .where('console_user.active', '=', 1)
    .executeTakeFirst();

export const touchConsoleSession = async (db: Db, tokenHash: string, at: string): Promise<void> => {
  await db
    .updateTable('console_session')
    .set({ last_seen_at: at })
    .where('token_hash', '=', tokenHash)
    .execute();
};

export const deleteConsoleSession = async (tx: Db, tokenHash: string): Promise<void> => {
  await tx.deleteFrom('console_session').where('token_hash', '=', tokenHash).execute();
};

export const deleteExpiredConsoleSessions = async (tx: Db, at: string): Promise<void> => {
  await tx.deleteFrom('console_session').where('expires_at', '<=', at).execute();
};
