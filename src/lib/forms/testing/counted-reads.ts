/** What was looked at in a value: each property read, test for a key and listing of keys counts once. */
export interface CountedReads {
  readonly json: unknown;
  readonly reads: () => number;
}

/** A view of a JSON value that counts how often it is looked at: work that does not depend on the machine. */
export const countedReads = (value: unknown): CountedReads => {
  let count = 0;
  const views = new WeakMap<object, object>();
  const viewOf = (each: unknown): unknown => {
    if (typeof each !== 'object' || each === null) return each;
    const known = views.get(each);
    if (known !== undefined) return known;
    const view = new Proxy(each, {
      get: (target, key) => {
        count += 1;
        return viewOf(Reflect.get(target, key));
      },
      has: (target, key) => {
        count += 1;
        return Reflect.has(target, key);
      },
      ownKeys: (target) => {
        const keys = Reflect.ownKeys(target);
        count += keys.length;
        return keys;
      },
      getOwnPropertyDescriptor: (target, key) => {
        count += 1;
        return Reflect.getOwnPropertyDescriptor(target, key);
      },
    });
    views.set(each, view);
    return view;
  };
  return { json: viewOf(value), reads: () => count };
};
