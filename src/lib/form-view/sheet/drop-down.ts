import { absentMenu, changeAbsent, updateAbsent } from './absent.ts';
import { controlOf, drawField, updateField } from './field.ts';
import { make } from './make.ts';
import { choicesAt, choose, chosenAt } from './offer.ts';
import type { Kind } from './pen.ts';

/** A native list to pick one from, where the answers are too many for cards. */
export const dropDown: Kind = {
  draw(pen, node) {
    const { view } = pen;
    const select = make('select', 's-list', new Option(view.words.form.chooseFromList, ''));
    for (const { value, label } of choicesAt(pen, node)) select.add(new Option(label, value));
    return drawField(pen, node, select, select, view.density === 'staff' ? absentMenu(pen, node) : []);
  },

  update(pen, drawn) {
    const field = drawn.element.firstElementChild;
    const select = field && controlOf(field);
    if (field === null || !(select instanceof HTMLSelectElement)) return;
    const [chosen = ''] = chosenAt(pen, drawn.node);
    if (select.value !== chosen) select.value = chosen;
    updateField(pen, drawn, field, select);
    updateAbsent(pen, drawn);
  },

  change(pen, drawn, control) {
    if (changeAbsent(pen, drawn, control) || !(control instanceof HTMLSelectElement)) return;
    choose(pen, drawn, control.value === '' ? [] : [control.value]);
  },
};
