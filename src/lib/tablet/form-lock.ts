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

/** How long a page that is just being left may still hold its form, milliseconds: a slow tablet ends it late. */
const FORM_LEFT_WITHIN_MS = 3_000;

/** Whether no tab of this origin has a form open; a form that is just being left is waited for. */
export const noFormOpen = async (locks: LockManager, withinMs = FORM_LEFT_WITHIN_MS): Promise<boolean> => {
  const options = { mode: 'exclusive', signal: AbortSignal.timeout(withinMs) } as const;
  try {
    return await locks.request(FORM_OPEN_LOCK, options, () => true);
  } catch {
    return false;
  }
};

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
