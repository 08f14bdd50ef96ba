import 'fake-indexeddb/auto';
import { forceCloseDatabase } from 'fake-indexeddb';
import { vi } from 'vitest';

/** What is wrong with the engine under test, and how often it has shown. Node runs one test of a file at a time. */
export const bent = {
  fault: new DOMException(),
  /** How often the fault still strikes. */
  strikes: 0,
  struck: 0,
  cursor: 'none' as 'none' | 'throws' | 'fails',
  /** Raw handles that were used since the bench was made. */
  handles: new Set<IDBDatabase>(),
  /** Transactions that were asked for, one per try of a call. */
  transactions: 0,
};

/** Takes every fault away again. */
export const straighten = (): void => {
  bent.strikes = 0;
  bent.cursor = 'none';
  vi.restoreAllMocks();
};

export const strikesNow = (): boolean => {
  if (bent.strikes === 0) return false;
  bent.strikes -= 1;
  bent.struck += 1;
  return true;
};

const abortWithFault = (transaction: IDBTransaction): void => {
  Object.defineProperty(transaction, 'error', { value: bent.fault, configurable: true });
  transaction.abort();
};

const transactionOf = ({ source }: IDBRequest): IDBTransaction => {
  if (source instanceof IDBObjectStore) return source.transaction;
  if (source instanceof IDBIndex) return source.objectStore.transaction;
  throw new Error('only requests on tables and indexes are made here');
};

type Method = (this: object, ...given: never[]) => unknown;

/** Puts a faulty step before or after a method of the platform. */
export const bend = (
  prototype: object,
  name: string,
  step: (call: () => unknown, self: object) => unknown,
): void => {
  const native = Reflect.get(prototype, name) as Method;
  vi.spyOn(prototype as Record<string, Method>, name).mockImplementation(function (this: object, ...given) {
    return step(() => native.apply(this, given), this);
  });
};

export const throwsAt = (prototype: object, name: string): (() => void) => {
  return () => {
    bend(prototype, name, (call) => {
      if (strikesNow()) throw bent.fault;
      return call();
    });
  };
};

/** The request is accepted and fails later, as most engine errors do. */
export const failsAt = (prototype: object, name: string): (() => void) => {
  return () => {
    bend(prototype, name, (call) => {
      const request = call() as IDBRequest;
      if (strikesNow()) abortWithFault(transactionOf(request));
      return request;
    });
  };
};

/**
 * `idb` remembers the functions that move a cursor on when it meets the first one, so this one is bent for the
 * whole file, and does nothing until it is told to.
 */
const goOn = Reflect.get<object, string>(IDBCursor.prototype, 'continue') as Method;
IDBCursor.prototype.continue = function (...given) {
  if (bent.cursor === 'throws' && strikesNow()) throw bent.fault;
  goOn.apply(this, given as unknown as never[]);
  if (bent.cursor === 'fails' && strikesNow()) abortWithFault(transactionOf(this.request));
};

export const cursor = (kind: 'throws' | 'fails') => () => {
  bent.cursor = kind;
};

/** Every request succeeds, then the commit itself fails. */
export const failsAtCommit = (): void => {
  bend(IDBObjectStore.prototype, 'put', (call) => {
    const request = call() as IDBRequest;
    request.addEventListener('success', () => {
      if (strikesNow()) abortWithFault(transactionOf(request));
    });
    return request;
  });
};

export const openAnswersError = (): void => {
  bend(IDBFactory.prototype, 'open', (call) => {
    if (!strikesNow()) return call();
    const request = Object.create(IDBOpenDBRequest.prototype) as IDBOpenDBRequest;
    const listeners: Record<string, () => void> = {};
    Object.defineProperty(request, 'error', { value: bent.fault });
    request.addEventListener = (type: string, listener: unknown) => {
      listeners[type] = listener as () => void;
    };
    request.removeEventListener = () => undefined;
    setTimeout(() => listeners['error']?.(), 0);
    return request;
  });
};

const begin = Reflect.get<object, string>(IDBDatabase.prototype, 'transaction') as Method;
IDBDatabase.prototype.transaction = function (...given) {
  bent.handles.add(this);
  bent.transactions += 1;
  return begin.apply(this, given as unknown as never[]) as IDBTransaction;
};

/** The engine closes the connection of its own accord. */
export const loseConnection = (): void => {
  for (const handle of bent.handles) forceCloseDatabase(handle as unknown as typeof IDBDatabase);
};

/** The engine commits, and its answer is lost with the connection. */
export const answerOfCommitIsLost = (): void => {
  bend(IDBDatabase.prototype, 'transaction', (call) => {
    const transaction = call() as IDBTransaction;
    if (transaction.mode === 'readwrite' && strikesNow()) swapCompleteForAbort(transaction);
    return transaction;
  });
};

const swapCompleteForAbort = (transaction: IDBTransaction): void => {
  const native = transaction.addEventListener.bind(transaction);
  Object.defineProperty(transaction, 'addEventListener', {
    value: (type: string, listener: EventListener) => {
      if (type === 'abort') {
        native('complete', (event) => {
          Object.defineProperty(transaction, 'error', { value: bent.fault, configurable: true });
          listener(event);
        });
      } else if (type !== 'complete') native(type, listener);
    },
  });
};
