import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkStore } from './check-store.ts';
import { appendAudit, auditHash, auditPage } from './audit-chain.ts';
import type { HubStore } from './hub-store.ts';
import { readHubState } from './hub-state.ts';
import { openSqlite } from './open-sqlite.ts';

let folder: string;
let file: string;
let store: HubStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hagukumi-store-'));
  file = join(folder, 'data', 'hub.sqlite');
  store = await openSqlite(file);
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const pragma = async (name: string): Promise<unknown> => {
  const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(store.db);
  return Object.values(rows[0] ?? {})[0];
};

const line = (target: string) => ({
  at: '2026-11-21T01:00:00.000Z',
  municipality: null,
  actor: { kind: 'cli', id: 'test' } as const,
  action: 'exported' as const,
  target,
});

describe('openSqlite', () => {
  it('runs with a write-ahead log that is flushed at every commit', async () => {
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('synchronous')).toBe(2);
    expect(await pragma('foreign_keys')).toBe(1);
    expect(await pragma('busy_timeout')).toBe(50);
    expect(await pragma('trusted_schema')).toBe(0);
    expect(await pragma('secure_delete')).toBe(1);
  });

  it('makes a file that only its owner reads', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('[HS3] leaves nothing behind when the work throws', async () => {
    const write = store.write(async (tx) => {
      await appendAudit(tx, line('lost'));
      throw new Error('power cut');
    });
    await expect(write).rejects.toThrow('power cut');
    expect(await auditPage(store.db, 0, 10)).toEqual([]);
    expect((await readHubState(store.db)).auditSeq).toBe(0);
  });

  it('[HS1] finds everything again after it is opened anew, and migrates only once', async () => {
    const steps = async () => (await sql`select * from schema_step order by name`.execute(store.db)).rows;
    const before = await steps();
    await store.write((tx) => appendAudit(tx, line('kept')));
    await store.close();
    store = await openSqlite(file);
    expect(await steps()).toEqual(before);
    expect(before.length).toBeGreaterThan(0);
    expect((await auditPage(store.db, 0, 10)).map(({ target }) => target)).toEqual(['kept']);
  });

  it('[HS2] keeps one chain when two connections write at once', async () => {
    const other = await openSqlite(file);
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        (index % 2 === 0 ? store : other).write((tx) => appendAudit(tx, line(String(index)))),
      ),
    );
    await other.close();
    const rows = await auditPage(store.db, 0, 100);
    expect(rows).toHaveLength(40);
    rows.forEach((row, index) => {
      expect(row.seq).toBe(index + 1);
      expect(row.prev_hash).toBe(rows[index - 1]?.hash ?? '0'.repeat(64));
      expect(auditHash(row)).toBe(row.hash);
    });
  });

  it('copies itself whole while it is in use', async () => {
    await store.write((tx) => appendAudit(tx, line('one')));
    const copy = join(folder, 'copy.sqlite');
    await store.backup(copy);
    await store.write((tx) => appendAudit(tx, line('two')));
    const reopened = await openSqlite(copy);
    expect((await auditPage(reopened.db, 0, 10)).map(({ target }) => target)).toEqual(['one']);
    await reopened.close();
    expect(statSync(copy).mode & 0o777).toBe(0o600);
  });

  it('copies itself while something is being written, and as it was before that', async () => {
    await store.write((tx) => appendAudit(tx, line('before')));
    const copy = join(folder, 'copy.sqlite');
    await store.write(async (tx) => {
      await appendAudit(tx, line('under way'));
      await store.backup(copy);
    });
    const reopened = await openSqlite(copy);
    expect((await auditPage(reopened.db, 0, 10)).map(({ target }) => target)).toEqual(['before']);
    await reopened.close();
    expect((await auditPage(store.db, 0, 10)).map(({ target }) => target)).toEqual(['before', 'under way']);
  });

  it('notices in its check that the database is gone', async () => {
    await checkStore(store);
    await sql`drop table hub_state`.execute(store.db);
    await expect(checkStore(store)).rejects.toThrow();
  });

  it('refuses a parameter of a type that no engine stores', async () => {
    await expect(sql`select ${{ an: 'object' }} as x`.execute(store.db)).rejects.toThrow(
      'a query parameter has a type the engine does not store',
    );
  });
});
