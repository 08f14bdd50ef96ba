type Callback = (lock: Lock | null) => unknown;

/** The part of Web Locks that the tablet uses, without waiting: a lock that is not free is given as `null`. */
export const someLocks = (): LockManager => {
  const exclusive = new Set<string>();
  const shared = new Map<string, number>();
  const request = async (name: string, options: LockOptions, callback: Callback): Promise<unknown> => {
    const mode = options.mode ?? 'exclusive';
    const isFree = !exclusive.has(name) && (mode === 'shared' || (shared.get(name) ?? 0) === 0);
    if (!isFree) return callback(null);
    if (mode === 'exclusive') exclusive.add(name);
    else shared.set(name, (shared.get(name) ?? 0) + 1);
    try {
      return await callback({ name, mode });
    } finally {
      if (mode === 'exclusive') exclusive.delete(name);
      else shared.set(name, (shared.get(name) ?? 1) - 1);
    }
  };
  return { request, query: () => Promise.resolve({}) } as unknown as LockManager;
};
