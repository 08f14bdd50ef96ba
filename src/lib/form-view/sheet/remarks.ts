import { ICONS } from '../../ui/icons.ts';
import { questionText } from '../items/question-text.ts';
import { make, setAttribute } from './make.ts';
import type { Drawn, Pen } from './pen.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** A drawn sign that says nothing to a screen reader. */
export const icon = (name: keyof typeof ICONS): SVGElement => {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [key, value] of Object.entries({
    class: 's-icon',
    viewBox: '0 0 24 24',
    'aria-hidden': 'true',
    focusable: 'false',
  })) {
    svg.setAttribute(key, value);
  }
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
};

type Tone = 'error' | 'warning';

const sign = (tone: Tone): Element => {
  if (tone === 'warning') return icon('warning');
  const star = make('span', '', '＊');
  star.ariaHidden = 'true';
  return star;
};

const put = (host: Element, id: string, tone: Tone, text: string | undefined, before: Node | null): void => {
  const known = host.querySelector(`:scope > .s-${tone}`);
  if (text === undefined) {
    known?.remove();
    return;
  }
  if (known !== null) {
    if (known.lastElementChild?.textContent !== text) known.lastElementChild?.replaceChildren(text);
    return;
  }
  const row = make('p', `s-remark s-${tone}`, sign(tone), make('span', '', text));
  row.id = id;
  host.insertBefore(row, before);
};

/** What is to be said of an item now. */
export interface Remarks {
  readonly error: string | undefined;
  readonly warning: string | undefined;
  /** For `aria-describedby`. */
  readonly ids: string | undefined;
}

const NOTHING: Remarks = { error: undefined, warning: undefined, ids: undefined };

/**
 * Shows an item's error and warning at the end of its field, or takes them away.
 * @param errorBefore what the error stands before instead
 */
export const showRemarks = (
  pen: Pen,
  { node }: Drawn,
  host: Element,
  errorBefore: Node | null = null,
): Remarks => {
  const cell = pen.cellOf(node.key);
  if (
    (cell === undefined || cell.shownIssues.length === 0) &&
    host.querySelector(':scope > .s-remark') === null
  ) {
    return NOTHING;
  }
  const { error, warning } = cell === undefined ? NOTHING : questionText(cell, pen.view);
  const id = pen.idOf(node);
  const last = host.querySelector(':scope > .s-warning');
  put(host, `${id}-error`, 'error', error, errorBefore ?? last);
  put(host, `${id}-warning`, 'warning', warning, null);
  const ids = [error !== undefined && `${id}-error`, warning !== undefined && `${id}-warning`].filter(
    (part) => part !== false,
  );
  return { error, warning, ids: ids.join(' ') || undefined };
};

/** Tells assistive technology of an error in a control or group of controls. */
export const markInvalid = (control: Element, { error }: Remarks): void =>
  setAttribute(control, 'aria-invalid', error === undefined ? undefined : 'true');
