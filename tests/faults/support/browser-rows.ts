import type { Page } from '@playwright/test';
import { fromBase64Url } from '../../../src/lib/contract/base64url.ts';
import type { AuditRow, ChainRow, CopyRow, DraftRow, OutboxRow } from '../../../src/lib/store/schema.ts';

/** What lies in the tablet's database at one moment, without its keys, which never leave the browser. */
export interface TabletRows {
  readonly deviceId: string;
  readonly chain: ChainRow;
  readonly drafts: readonly DraftRow[];
  readonly outbox: readonly OutboxRow[];
  readonly copies: readonly CopyRow[];
  readonly audit: readonly AuditRow[];
  readonly damaged: number;
}

/** Bytes travel from the page as text. */
const revive = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value !== 'object' || value === null) return value;
  if ('bytes' in value && typeof value.bytes === 'string') return fromBase64Url(value.bytes);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revive(inner)]));
};

/** Reads all tables in one transaction of a connection of its own. */
export const tabletRows = async (page: Page): Promise<TabletRows> => {
  const text = await page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const plain = (value: unknown): unknown => {
          if (value instanceof CryptoKey) return 'key';
          if (ArrayBuffer.isView(value)) {
            return { bytes: (value as Uint8Array).toBase64({ alphabet: 'base64url', omitPadding: true }) };
          }
          if (Array.isArray(value)) return value.map(plain);
          if (typeof value !== 'object' || value === null) return value;
          return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
        };
        const opening = indexedDB.open('hagukumi');
        opening.onerror = () => reject(new Error('the database does not open'));
        opening.onsuccess = () => {
          const database = opening.result;
          const names = ['meta', 'drafts', 'outbox', 'copies', 'audit', 'damaged'];
          const reading = database.transaction(names, 'readonly');
          const asked = names.map((name) => [name, reading.objectStore(name).getAll()] as const);
          reading.oncomplete = () => {
            database.close();
            resolve(
              JSON.stringify(Object.fromEntries(asked.map(([name, { result }]) => [name, plain(result)]))),
            );
          };
          reading.onerror = () => reject(new Error('the database is not readable'));
        };
      }),
  );
  const tables = revive(JSON.parse(text)) as {
    meta: readonly { readonly key: string; readonly deviceId?: string }[];
    drafts: readonly DraftRow[];
    outbox: readonly OutboxRow[];
    copies: readonly CopyRow[];
    audit: readonly AuditRow[];
    damaged: readonly unknown[];
  };
  const chain = tables.meta.find(({ key }) => key === 'chain') as unknown as ChainRow | undefined;
  const device = tables.meta.find(({ key }) => key === 'device');
  if (chain === undefined || device?.deviceId === undefined) throw new Error('the tablet is not enrolled');
  const { drafts, outbox, copies, audit } = tables;
  return {
    deviceId: device.deviceId,
    chain,
    drafts,
    outbox,
    copies,
    audit,
    damaged: tables.damaged.length,
  };
};
