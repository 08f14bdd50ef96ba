import type { FormItem } from '../../forms/form.ts';
import type { ItemNode } from '../../forms/run/tree.ts';
import { absentChoices, changeAbsent, pressAbsent, updateAbsent } from './absent.ts';
import { controlOf, drawField, updateField } from './field.ts';
import { make } from './make.ts';
import type { Kind, Pen } from './pen.ts';

const KEYBOARDS: Readonly<Record<NonNullable<FormItem['keyboard']>, string>> = {
  phone: 'tel',
  email: 'email',
  number: 'numeric',
  url: 'url',
  chat: 'text',
};

const isLong = ({ type, control }: FormItem): boolean => type === 'text' || control === 'text-area';

const longBox = ({ view }: Pen): HTMLTextAreaElement => {
  const isGuardian = view.density === 'guardian';
  const box = make('textarea', isGuardian ? 's-long tall' : 's-long');
  box.rows = isGuardian ? 4 : 2;
  return box;
};

const lineBox = ({ type, maxLength, keyboard }: FormItem): HTMLInputElement => {
  const box = make('input', maxLength !== undefined && maxLength <= 20 ? 's-middle' : 's-wide');
  box.type = 'text';
  const inputMode = type === 'url' ? 'url' : keyboard && KEYBOARDS[keyboard];
  if (inputMode !== undefined) box.inputMode = inputMode;
  return box;
};

const textAt = ({ view }: Pen, { item, key }: ItemNode): string => {
  const [answer] = view.form.answersAt(key);
  return answer?.type === (item.type === 'url' ? 'uri' : 'string') ? answer.value : '';
};

/** Characters that may still be typed; told from half of them on, in boxes of several lines. */
const remaining = ({ maxLength, ...item }: FormItem, text: string): number | undefined =>
  maxLength === undefined || !isLong({ maxLength, ...item }) || text.length * 2 <= maxLength
    ? undefined
    : maxLength - Array.from(text).length;

const updateNote = (pen: Pen, field: Element, id: string, left: number | undefined): string | undefined => {
  const known = field.querySelector(':scope > .s-note');
  if (left === undefined) {
    known?.remove();
    return undefined;
  }
  const note = known ?? make('div', 's-note', make('span', ''));
  note.id = `${id}-note`;
  const words = note.firstElementChild;
  const text = pen.ui.remainingCharacters(left);
  if (words?.textContent !== text) words?.replaceChildren(text);
  words?.classList.toggle('over', left < 0);
  if (known === null) controlOf(field)?.after(note);
  return note.id;
};

/** A line or several lines of text, or an address. What is typed is the answer as it is, also while kanji are chosen. */
export const textBox: Kind = {
  draw(pen, node) {
    const box = isLong(node.item) ? longBox(pen) : lineBox(node.item);
    return drawField(pen, node, box, box, absentChoices(pen, node));
  },

  update(pen, drawn) {
    const { node, element } = drawn;
    const field = element.firstElementChild;
    const box = field && controlOf(field);
    if (field === null || !(box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement)) return;
    const text = textAt(pen, node);
    if (box.value !== text && !pen.isComposing(box)) box.value = text;
    const note = updateNote(pen, field, pen.idOf(node), remaining(node.item, text));
    updateField(pen, drawn, field, box, note);
    updateAbsent(pen, drawn);
  },

  input({ view }, { node }, control) {
    if (!(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement)) return;
    const { key, item } = node;
    view.form.item(key).edit();
    const type = item.type === 'url' ? 'uri' : 'string';
    view.form.set(key, control.value === '' ? [] : [{ type, value: control.value }]);
  },

  change: changeAbsent,
  press: pressAbsent,
};
