/** Held (shared) by every tab with an open form; an update needs it alone. */
const FORM_OPEN_LOCK = 'hagukumi-form-open';

/** Says to every tab of this origin that a form is open, until the returned function is called. */
export const holdFormOpen = (locks: LockManager): (() => void) => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  void locks.request(FORM_OPEN_LOCK, { mode: 'shared' }, () => held);
  return release;
};

/** Whether no tab of this origin has a form open. */
export const noFormOpen = (locks: LockManager): Promise<boolean> =>
  locks.request(FORM_OPEN_LOCK, { mode: 'exclusive', ifAvailable: true }, (lock) => lock !== null);

/** Makes this tab the only editor of a draft; `undefined` when another tab already is. */
export const holdDraft = (locks: LockManager, draftId: string): Promise<(() => void) | undefined> =>
  new Promise((resolve) => {
    void locks.request(`hagukumi-draft-${draftId}`, { ifAvailable: true }, (lock) => {
      if (lock === null) {
        resolve(undefined);
        return undefined;
      }
      return new Promise<void>((release) => {
        resolve(release);
      });
    });
  });
