import type { Page } from '@playwright/test';

/** How many rows lie in the tables that hold what families enter. */
export interface RowCounts {
  readonly drafts: number;
  readonly outbox: number;
  readonly copies: number;
}

export const rowCounts = (page: Page): Promise<RowCounts> =>
  page.evaluate(
    () =>
      new Promise<RowCounts>((resolve, reject) => {
        const opening = indexedDB.open('hagukumi');
        opening.onerror = () => reject(new Error('the database does not open'));
        opening.onsuccess = () => {
          const reading = opening.result.transaction(['drafts', 'outbox', 'copies'], 'readonly');
          const counts = {
            drafts: reading.objectStore('drafts').count(),
            outbox: reading.objectStore('outbox').count(),
            copies: reading.objectStore('copies').count(),
          };
          reading.oncomplete = () => {
            opening.result.close();
            resolve({
              drafts: counts.drafts.result,
              outbox: counts.outbox.result,
              copies: counts.copies.result,
            });
          };
        };
      }),
  );

/** Length of the sealed bytes of each record in the outbox, in any state; 0 where they have been let go. */
export const sealedLengths = (page: Page): Promise<readonly number[]> =>
  page.evaluate(
    () =>
      new Promise<readonly number[]>((resolve, reject) => {
        const opening = indexedDB.open('hagukumi');
        opening.onerror = () => reject(new Error('the database does not open'));
        opening.onsuccess = () => {
          const reading = opening.result.transaction('outbox', 'readonly').objectStore('outbox').getAll();
          reading.onerror = () => reject(new Error('the outbox is not readable'));
          reading.onsuccess = () => {
            opening.result.close();
            resolve((reading.result as { envelope: Uint8Array }[]).map(({ envelope }) => envelope.length));
          };
        };
      }),
  );

/** One string or run of bytes that a browser holds, and where. */
interface Piece {
  readonly where: string;
  readonly bytes: Buffer;
}

/** Everything the page's origin keeps: rows of the database, both web storages, caches, address and title. */
export const piecesOf = async (page: Page): Promise<readonly Piece[]> => {
  const found = await page.evaluate(async () => {
    const pieces: { where: string; latin1: string }[] = [];
    const latin1 = (bytes: Uint8Array): string => {
      let text = '';
      for (const byte of bytes) text += String.fromCharCode(byte);
      return text;
    };
    const add = (where: string, value: unknown): void => {
      if (typeof value === 'string') pieces.push({ where, latin1: latin1(new TextEncoder().encode(value)) });
      else if (ArrayBuffer.isView(value)) {
        const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
        pieces.push({ where, latin1: latin1(bytes) });
      } else if (value instanceof ArrayBuffer) {
        pieces.push({ where, latin1: latin1(new Uint8Array(value)) });
      } else if (typeof value === 'object' && value !== null) {
        for (const [key, inner] of Object.entries(value)) {
          add(where, key);
          add(`${where}.${key}`, inner);
        }
      }
    };
    const of = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('the database does not answer'));
      });
    const databases = await indexedDB.databases();
    for (const { name = '' } of databases) {
      const database = await of(indexedDB.open(name));
      for (const table of database.objectStoreNames) {
        const store = database.transaction(table, 'readonly').objectStore(table);
        const [keys, rows] = await Promise.all([of(store.getAllKeys()), of(store.getAll())]);
        add(`${name}/${table}`, keys.map(String));
        add(`${name}/${table}`, rows);
      }
      database.close();
    }
    for (const [name, storage] of Object.entries({ localStorage, sessionStorage })) {
      for (const [key, value] of Object.entries(storage)) add(name, `${key}=${String(value)}`);
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        add('cache', request.url);
        const answer = await cache.match(request);
        if (answer !== undefined) add(`cache ${request.url}`, await answer.text());
      }
    }
    add('address', location.href);
    add('title', document.title);
    return pieces;
  });
  return found.map(({ where, latin1 }) => ({ where, bytes: Buffer.from(latin1, 'latin1') }));
};

/** The ways in which bytes may lie in others: as they are, as hex, and in Base64 at each of its three offsets. */
const disguises = (plain: Buffer): readonly Buffer[] => {
  const encoded = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), plain]).toString('base64');
    // The first signs hold the padding before, the last ones what comes after.
    return text.slice(offset === 0 ? 0 : offset + 1, -4);
  });
  const urlSafe = encoded.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  return [plain, ...[plain.toString('hex'), ...encoded, ...urlSafe].map((text) => Buffer.from(text))];
};

const needlesOf = (secret: string): readonly Buffer[] => {
  const utf16 = Buffer.from(secret, 'utf16le');
  const uuid = /^[0-9a-f-]{36}$/.test(secret) ? [Buffer.from(secret.replaceAll('-', ''), 'hex')] : [];
  return [Buffer.from(secret), utf16, Buffer.from(utf16).swap16(), ...uuid].flatMap(disguises);
};

/** Where a secret stands in plain text or in an encoding that anybody undoes; empty when nowhere. */
export const placesOf = (secret: string, pieces: readonly Piece[]): readonly string[] => {
  const needles = needlesOf(secret);
  return [
    ...new Set(
      pieces
        .filter(({ bytes }) => needles.some((needle) => bytes.includes(needle)))
        .map(({ where }) => where),
    ),
  ];
};
