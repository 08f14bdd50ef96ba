/** Moves the focus to the heading of a part, else to the part itself; neither takes it otherwise. Does not scroll. */
export const focusHeading = (within: HTMLElement): void => {
  const heading = within.querySelector<HTMLElement>('h1, h2, h3, [role="heading"]') ?? within;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
};

/** The element an item is drawn in. */
export const itemElement = (root: ParentNode, linkId: string): HTMLElement | undefined =>
  root.querySelector<HTMLElement>(`[data-link-id="${CSS.escape(linkId)}"]`) ?? undefined;

/** Moves the focus to where an item is answered: its chosen option, else its first control. */
export const focusItem = (root: ParentNode, linkId: string): void => {
  const element = itemElement(root, linkId);
  const control =
    element?.querySelector<HTMLElement>('input:checked') ??
    element?.querySelector<HTMLElement>('input, textarea, select:not([data-aside]), button');
  control?.focus();
};

/** Nothing holds the focus: what held it was taken off the screen, or nobody has begun yet. */
export const isFocusFree = (): boolean =>
  document.activeElement === null || document.activeElement === document.body;
