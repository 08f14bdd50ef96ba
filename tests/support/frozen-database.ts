import { readFileSync } from 'node:fs';
import { importBoxKey } from '../../src/lib/crypto/box.ts';

interface FrozenStore {
  readonly keyPath: string;
  readonly indexes: Readonly<Record<string, string | readonly string[]>>;
}

/** A tablet's database as an earlier build left it, with what is needed to open what lies in it. */
export interface FrozenDatabase {
  readonly schemaVersion: number;
  readonly stores: Readonly<Record<string, FrozenStore>>;
  readonly keys: { readonly wrap: string; readonly signing: JsonWebKey };
  readonly known: {
    readonly pin: string;
    readonly staffId: string;
    readonly draftId: string;
    readonly ticketId: string;
    readonly draftText: string;
    readonly children: number;
    readonly revisions: readonly { readonly revisionId: string; readonly text: string }[];
    readonly hubSeal: { readonly publicKey: string; readonly privateKey: string };
  };
  readonly tables: Readonly<Record<string, readonly object[]>>;
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text, 'base64'));

const revived = (value: unknown, keys: Readonly<Record<string, CryptoKey>>): unknown => {
  if (Array.isArray(value)) return value.map((each) => revived(each, keys));
  if (typeof value !== 'object' || value === null) return value;
  const bytes: unknown = Reflect.get(value, '$bytes');
  if (typeof bytes === 'string') return bytesOf(bytes);
  const key: unknown = Reflect.get(value, '$key');
  if (typeof key === 'string') return keys[key];
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, revived(each, keys)]));
};

/** The frozen database of a schema version: bytes as bytes, and the device's two keys as non-extractable keys. */
export const frozenDatabase = async (version: number): Promise<FrozenDatabase> => {
  const path = new URL(`../fixtures/tablet-schema-${String(version)}.json`, import.meta.url);
  const frozen = JSON.parse(readFileSync(path, 'utf8')) as FrozenDatabase;
  const keys = {
    wrap: await importBoxKey(bytesOf(frozen.keys.wrap)),
    signing: await crypto.subtle.importKey(
      'jwk',
      frozen.keys.signing,
      { name: 'ECDSA', namedCurve: 'P-256' },
      false,
      ['sign'],
    ),
  };
  return { ...frozen, tables: revived(frozen.tables, keys) as FrozenDatabase['tables'] };
};

/** Writes a frozen database under a name, as the build of its time did. */
export const thaw = (name: string, { schemaVersion, stores, tables }: FrozenDatabase): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(name, schemaVersion);
    request.onupgradeneeded = () => {
      for (const [table, { keyPath, indexes }] of Object.entries(stores)) {
        const store = request.result.createObjectStore(table, { keyPath });
        for (const [index, path] of Object.entries(indexes)) {
          store.createIndex(index, typeof path === 'string' ? path : [...path]);
        }
        for (const row of tables[table] ?? []) store.put(row);
      }
    };
    request.onerror = () => {
      reject(new Error('the frozen database cannot be written'));
    };
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
