import '../../ui/boxes.css';
import type { DateTexts } from '../../ui/civil-date-text.ts';
import { countedBy } from '../items/date-answer.ts';
import { DateTyping } from '../items/DateTyping.ts';
import { yearCountsIn } from '../items/year-counts.ts';
import { absentChoices, changeAbsent, pressAbsent, updateAbsent } from './absent.ts';
import { helpDetails } from './help-details.ts';
import { itemWords } from './item-words.ts';
import { fillLabel } from './label.ts';
import { make, setAttribute } from './make.ts';
import type { Drawn, Kind, Pen } from './pen.ts';
import { markInvalid, showRemarks } from './remarks.ts';

const PARTS = ['year', 'month', 'day'] as const satisfies (keyof DateTexts)[];

const typingOf = ({ view }: Pen, drawn: Drawn): DateTyping => {
  if (drawn.typing instanceof DateTyping) return drawn.typing;
  const { form } = view;
  const { key } = drawn.node;
  const typing = new DateTyping(form, {
    key,
    get unread() {
      return form.unreadAt(key);
    },
    get answer() {
      return form.answersAt(key)[0];
    },
  });
  drawn.typing = typing;
  return typing;
};

const inputsOf = (fieldset: Element): readonly HTMLInputElement[] => [
  ...fieldset.querySelectorAll<HTMLInputElement>('.boxes input'),
];

const calendar = ({ view, ui }: Pen, isDisabled: boolean): HTMLSelectElement => {
  const select = make('select', '', new Option(ui.western, ''));
  // An aside: Enter passes it by, Tab reaches it.
  select.dataset['aside'] = '';
  select.ariaLabel = ui.calendar;
  select.disabled = isDisabled;
  for (const { id, name } of yearCountsIn(view.form.language)) select.add(new Option(name, id));
  return select;
};

/** A date in three boxes, in western or Japanese years; the day may stay empty. */
export const dateBoxes: Kind = {
  draw(pen, node) {
    const { item } = node;
    const legend = make('legend', '');
    fillLabel(legend, item, itemWords(node, pen.view), pen.ui);
    const boxes = make('div', 'boxes', calendar(pen, item.readOnly));
    for (const part of PARTS) {
      const input = make('input', part);
      input.type = 'text';
      input.inputMode = 'numeric';
      input.autocomplete = 'off';
      input.readOnly = item.readOnly;
      boxes.append(make('label', '', input, ' ', make('span', '', pen.ui[part])));
    }
    const drawn = document.createDocumentFragment();
    drawn.append(
      make('fieldset', '', legend, boxes),
      ...helpDetails(item, pen.view),
      ...absentChoices(pen, node),
    );
    return drawn;
  },

  update(pen, drawn) {
    const fieldset = drawn.element.firstElementChild;
    const select = fieldset?.querySelector('select');
    if (fieldset === null || select === null || select === undefined) return;
    const { shown } = typingOf(pen, drawn);
    const remarks = showRemarks(pen, drawn, fieldset);
    setAttribute(fieldset, 'aria-describedby', remarks.ids);
    const count = shown.count?.id ?? '';
    if (select.value !== count) select.value = count;
    for (const [at, input] of inputsOf(fieldset).entries()) {
      const text = shown[PARTS[at] ?? 'day'];
      if (input.value !== text && !pen.isComposing(input)) input.value = text;
      markInvalid(input, remarks);
    }
    updateAbsent(pen, drawn);
  },

  input(pen, drawn, control) {
    const part = PARTS.find((each) => control.classList.contains(each));
    if (part === undefined || !(control instanceof HTMLInputElement)) return;
    const typing = typingOf(pen, drawn);
    pen.view.form.item(drawn.node.key).edit();
    typing.put({ ...typing.shown, [part]: control.value });
  },

  change(pen, drawn, control) {
    if (changeAbsent(pen, drawn, control) || !(control instanceof HTMLSelectElement)) return;
    const typing = typingOf(pen, drawn);
    const count = yearCountsIn(pen.view.form.language).find(({ id }) => id === control.value);
    typing.put(countedBy(typing.shown, count));
  },

  leave(pen, drawn, control) {
    if (control instanceof HTMLInputElement) typingOf(pen, drawn).normalise();
  },

  press: pressAbsent,
};
