const CONTROLS = 'input, textarea, select, button, summary, a, [tabindex]';

const controlsIn = (element: Element): readonly HTMLElement[] => [
  ...element.querySelectorAll<HTMLElement>(CONTROLS),
];

const isText = (control: Element): control is HTMLInputElement | HTMLTextAreaElement =>
  control instanceof HTMLTextAreaElement || (control instanceof HTMLInputElement && control.type === 'text');

/**
 * Remembers where the focus is in an element that is about to be drawn anew with the same controls.
 * @returns what brings focus and selection back; undefined where the focus is elsewhere
 */
export const heldFocus = (root: Element): (() => void) | undefined => {
  const { activeElement: held } = document;
  const owner = held?.closest('[data-link-id]');
  if (!(held instanceof HTMLElement) || !root.contains(held) || owner === null || owner === undefined)
    return undefined;
  const at = controlsIn(owner).indexOf(held);
  const selection = isText(held)
    ? ([held.selectionStart, held.selectionEnd, held.selectionDirection ?? 'none'] as const)
    : undefined;
  return () => {
    const control = controlsIn(owner)[at];
    if (control === undefined || control === document.activeElement) return;
    control.focus({ preventScroll: true });
    if (selection !== undefined && isText(control)) control.setSelectionRange(...selection);
  };
};
