/** Where Enter stops: text fields and selects each, a group of radio buttons or checkboxes once. */
const FIELDS = [
  'input:not([type=hidden], [disabled], [readonly])',
  'select:not([disabled], [data-aside])',
  'textarea:not([disabled], [readonly])',
].join(', ');

/** Name of the group an option belongs to; `undefined` for fields that are typed into. */
const groupOf = (element: Element): string | undefined =>
  element instanceof HTMLInputElement && (element.type === 'radio' || element.type === 'checkbox')
    ? element.name
    : undefined;

const isChosen = (element: Element): boolean =>
  element instanceof HTMLInputElement && element.type === 'radio' && element.checked;

const isTypingInto = (element: Element): element is HTMLInputElement | HTMLTextAreaElement =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && groupOf(element) === undefined);

/** The fields of a form in tab order; of a group of options the chosen one, else the first. */
const stopsIn = (root: Element): readonly HTMLElement[] => {
  const stops: HTMLElement[] = [];
  const groups = new Map<string, number>();
  for (const field of root.querySelectorAll<HTMLElement>(FIELDS)) {
    if (field.closest('[hidden]') !== null) continue;
    const group = groupOf(field);
    const known = group === undefined ? undefined : groups.get(group);
    if (known !== undefined) {
      if (isChosen(field)) stops[known] = field;
      continue;
    }
    stops.push(field);
    if (group !== undefined) groups.set(group, stops.length - 1);
  }
  return stops;
};

const isSameStop = (stop: HTMLElement, at: Element): boolean =>
  stop === at || (groupOf(at) !== undefined && groupOf(stop) === groupOf(at));

/** Index of the field the focus is on; beside the fields, such as on a button, of the last one before it. */
const stopOf = (stops: readonly HTMLElement[], at: Element): number => {
  const exact = stops.findIndex((stop) => isSameStop(stop, at));
  const follows = (stop: HTMLElement): boolean =>
    (stop.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  return exact === -1 ? stops.findLastIndex(follows) : exact;
};

/** Moves the focus to the next or the previous field and selects what a text field holds. Stays at either end. */
const moveFocus = (root: Element, from: Element, step: 1 | -1): void => {
  const stops = stopsIn(root);
  const target = stops[stopOf(stops, from) + step];
  target?.focus();
  if (target instanceof HTMLInputElement && isTypingInto(target)) target.select();
};

/** What keys do beyond what the fields do by themselves. */
export interface FormKeys {
  readonly complete: () => void;
  readonly showKeys: () => void;
}

/**
 * The keys of the staff layout: Enter and Shift+Enter go to the next and the previous field, Ctrl or ⌘ with Enter
 * completes, `?` lists the keys. Nothing happens while kanji are being chosen; Enter in several lines of text is a
 * new line, and on a button it presses it.
 */
export const handleKey = (event: KeyboardEvent, root: Element, keys: FormKeys): void => {
  const { target } = event;
  // 229: engines that end a composition before they send the key that ended it.
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented || !(target instanceof Element))
    return;
  if (event.key === '?' && !isTypingInto(target)) {
    event.preventDefault();
    keys.showKeys();
    return;
  }
  if (event.key !== 'Enter' || event.altKey) return;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    keys.complete();
    return;
  }
  if (target instanceof HTMLTextAreaElement || target.closest('button, a, summary') !== null) return;
  event.preventDefault();
  moveFocus(root, target, event.shiftKey ? -1 : 1);
};
