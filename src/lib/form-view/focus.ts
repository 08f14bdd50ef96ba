import { flushSync } from 'svelte';
import { linkIdOf } from '../forms/run/key.ts';

/** Moves the focus to the heading of a part, else to the part itself; neither takes it otherwise. Does not scroll. */
export const focusHeading = (within: HTMLElement): void => {
  const heading = within.querySelector<HTMLElement>('h1, h2, h3, [role="heading"]') ?? within;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
};

/** The element an instance of an item is drawn in. */
export const itemElement = (root: ParentNode, key: string): HTMLElement | undefined => {
  const linkId = linkIdOf(key);
  const attribute = linkId === key ? 'data-link-id' : 'data-key';
  return root.querySelector<HTMLElement>(`[${attribute}="${CSS.escape(key)}"]`) ?? undefined;
};

const CONTROLS = 'input:not([type=hidden]), textarea, select, button';

/** The control where the person goes on in a part: what is chosen there, else its first control that is not aside. */
export const firstControl = (element: ParentNode): HTMLElement | undefined =>
  element.querySelector<HTMLElement>('input:checked') ??
  [...element.querySelectorAll<HTMLElement>(CONTROLS)].find(
    (control) => !control.matches(':disabled, [hidden]') && control.closest('[data-aside]') === null,
  );

/** Has what is folded away around an element shown, by the event that the browser's own search in the page gives. */
const reveal = (element: Element): void => {
  let folded = element.closest('[hidden]');
  while (folded !== null) {
    folded.dispatchEvent(new Event('beforematch'));
    folded = folded.parentElement?.closest('[hidden]') ?? null;
  }
  flushSync();
};

/** Moves the focus to where an instance of an item is answered: its chosen option, else its first control. */
export const focusItem = (root: ParentNode, key: string): void => {
  const element = itemElement(root, key);
  if (element === undefined) return;
  reveal(element);
  firstControl(element)?.focus();
};

/** Nothing holds the focus: what held it was taken off the screen, or nobody has begun yet. */
export const isFocusFree = (): boolean =>
  document.activeElement === null || document.activeElement === document.body;
