import 'fake-indexeddb/auto';
import { forceCloseDatabase } from 'fake-indexeddb';

/**
 * How a fault shows at a call of the engine.
 *
 * - `throws` the call itself throws
 * - `fails` the call is accepted and fails later, as most engine errors do
 * - `commit` every request succeeds and the commit fails
 * - `unsaid` the commit succeeds and its answer is lost with the connection
 * - `close` the engine closes the connection of its own accord just before the call
 */
export const MANNERS = ['throws', 'fails', 'commit', 'unsaid', 'close'] as const;
export type Manner = (typeof MANNERS)[number];

export interface Strike {
  /** The call it begins at, from 0, as the engine is asked. */
  readonly at: number;
  /** `once`, or at every call from there on. */
  readonly often: 'once' | 'always';
  readonly manner: Manner;
  readonly fault: DOMException;
}

type Native = (this: object, ...given: unknown[]) => unknown;
type Kind = 'open' | 'transaction' | 'request' | 'cursor';

interface CallSite {
  readonly name: string;
  readonly kind: Kind;
}

const SITES: readonly (readonly [object, string, Kind])[] = [
  [IDBFactory.prototype, 'open', 'open'],
  [IDBDatabase.prototype, 'transaction', 'transaction'],
  ...(['get', 'getAll', 'count', 'put', 'delete'] as const).map(
    (name) => [IDBObjectStore.prototype, name, 'request'] as const,
  ),
  ...(['openKeyCursor', 'count', 'getAllKeys'] as const).map(
    (name) => [IDBIndex.prototype, name, 'request'] as const,
  ),
  [IDBCursor.prototype, 'continue', 'cursor'],
];

let strike: Strike | undefined;
let asked: CallSite[] = [];
let struck = 0;
let handles = new Set<IDBDatabase>();

const sourceOf = (request: IDBRequest): IDBTransaction => {
  const { source } = request;
  if (source instanceof IDBObjectStore) return source.transaction;
  if (source instanceof IDBIndex) return source.objectStore.transaction;
  throw new Error('only requests on tables and indexes are made here');
};

const abortWith = (transaction: IDBTransaction, fault: DOMException): void => {
  try {
    transaction.abort();
    Object.defineProperty(transaction, 'error', { value: fault, configurable: true, writable: true });
  } catch {
    // it has ended already
  }
};

/** The transaction commits, and says that it was aborted. */
const loseAnswer = (transaction: IDBTransaction, fault: DOMException): void => {
  const native = transaction.addEventListener.bind(transaction);
  Object.defineProperty(transaction, 'addEventListener', {
    value: (type: string, listener: EventListener) => {
      if (type === 'abort') {
        native('abort', listener);
        native('complete', (event) => {
          Object.defineProperty(transaction, 'error', { value: fault, configurable: true, writable: true });
          listener(event);
        });
      } else if (type !== 'complete') native(type, listener);
    },
  });
};

/** Its last request has succeeded, and the commit fails. */
const failCommit = (transaction: IDBTransaction, fault: DOMException): void => {
  const tableOf = transaction.objectStore.bind(transaction);
  Object.defineProperty(transaction, 'objectStore', {
    configurable: true,
    writable: true,
    value: (name: string) => {
      const store = tableOf(name);
      if (Object.hasOwn(store, 'put')) return store;
      for (const write of ['put', 'delete'] as const) {
        const native = Reflect.get(store, write) as Native;
        Object.defineProperty(store, write, {
          configurable: true,
          writable: true,
          value: (...given: unknown[]) => {
            const request = native.apply(store, given) as IDBRequest;
            request.addEventListener('success', () => {
              abortWith(transaction, fault);
            });
            return request;
          },
        });
      }
      return store;
    },
  });
};

const failedOpen = (fault: DOMException): IDBOpenDBRequest => {
  const request = Object.create(IDBOpenDBRequest.prototype) as IDBOpenDBRequest;
  const listeners: Record<string, () => void> = {};
  Object.defineProperty(request, 'error', { value: fault });
  request.addEventListener = (type: string, listener: unknown) => {
    listeners[type] = listener as () => void;
  };
  request.removeEventListener = () => undefined;
  setTimeout(() => listeners['error']?.(), 0);
  return request;
};

const closeAll = (): void => {
  for (const handle of handles) forceCloseDatabase(handle as unknown as typeof IDBDatabase);
  handles = new Set();
};

/** Whether a manner can show at such a call at all. */
export const canStrike = (kind: Kind, manner: Manner): boolean => {
  if (manner === 'throws' || manner === 'close') return true;
  if (manner === 'fails') return kind !== 'transaction';
  return kind === 'transaction';
};

const struckCall = (kind: Kind, { manner, fault }: Strike, self: object, call: () => unknown): unknown => {
  if (manner === 'throws') throw fault;
  if (manner === 'close') {
    closeAll();
    return call();
  }
  if (kind === 'open') return failedOpen(fault);
  const made = call();
  if (kind === 'transaction') {
    const transaction = made as IDBTransaction;
    if (transaction.mode !== 'readwrite') return made;
    if (manner === 'commit') failCommit(transaction, fault);
    else loseAnswer(transaction, fault);
    return made;
  }
  abortWith(sourceOf(kind === 'cursor' ? (self as IDBCursor).request : (made as IDBRequest)), fault);
  return made;
};

/** Puts the striking engine in place of the one of the platform, for the life of the process. */
export const installStrikingEngine = (): void => {
  for (const [prototype, name, kind] of SITES) {
    const native = Reflect.get(prototype, name) as Native;
    const site = { name: `${prototype.constructor.name}.${name}`, kind };
    Object.defineProperty(prototype, name, {
      configurable: true,
      writable: true,
      value(this: object, ...given: unknown[]): unknown {
        const at = asked.length;
        asked.push(site);
        if (kind === 'transaction') handles.add(this as IDBDatabase);
        const call = (): unknown => native.apply(this, given);
        const strikes =
          strike !== undefined &&
          canStrike(kind, strike.manner) &&
          (strike.often === 'once' ? at === strike.at : at >= strike.at);
        if (strike === undefined || !strikes) return call();
        struck += 1;
        return struckCall(kind, strike, this, call);
      },
    });
  }
};

/** Counts from 0, and strikes as told. `undefined`: a sound engine. */
export const beginCounting = (next: Strike | undefined): void => {
  strike = next;
  asked = [];
  struck = 0;
};

/** What the engine was asked since then, and how often it struck. */
export const counted = (): { readonly calls: readonly CallSite[]; readonly struck: number } => ({
  calls: asked,
  struck,
});
