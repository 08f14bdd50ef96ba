import '../../ui/choice-mark.css';
import { choiceOfKey } from '../../ui/choice.ts';
import { labelNodes } from '../label/words-label.svelte.ts';
import { absentMenu, changeAbsent, updateAbsent } from './absent.ts';
import { helpDetails } from './help-details.ts';
import { itemWords } from './item-words.ts';
import { fillLabel } from './label.ts';
import { make, setAttribute } from './make.ts';
import { choicesAt, choose, chosenAt } from './offer.ts';
import type { Drawn, Kind, Pen } from './pen.ts';
import { icon, markInvalid, showRemarks } from './remarks.ts';

const fieldsetOf = ({ element }: Drawn): HTMLFieldSetElement | null =>
  element.querySelector<HTMLFieldSetElement>(':scope > .s-line > fieldset');

const clear = (pen: Pen, drawn: Drawn): void => {
  const fieldset = fieldsetOf(drawn);
  const at = fieldset?.querySelector<HTMLElement>('input:checked') ?? fieldset?.querySelector('input');
  at?.focus();
  choose(pen, drawn, []);
};

/** A compact row of answers to one short question, for people who fill in many of them. */
export const segmentedRow: Kind = {
  draw(pen, node) {
    const { item } = node;
    const words = itemWords(node, pen.view);
    const legend = make('legend', '');
    fillLabel(legend, item, words, pen.ui);
    const row = make('div', 's-row');
    const name = pen.idOf(node);
    for (const { value, label, drawn, attention } of choicesAt(pen, node)) {
      const input = make('input', 'choice-mark');
      input.type = 'radio';
      input.name = name;
      input.value = value;
      input.disabled = item.readOnly;
      row.append(
        make(
          'label',
          attention === true ? 's-segment attention' : 's-segment',
          input,
          make('span', '', ...labelNodes(drawn ?? label)),
        ),
      );
    }
    const line = make('div', 's-answers', row);
    if (!item.readOnly) {
      const button = make('button', 's-take-back', icon('close'));
      button.type = 'button';
      button.hidden = true;
      button.ariaLabel = pen.view.words.form.clearAnswer;
      line.append(button);
    }
    const fieldset = make('fieldset', 's-inline', legend, line);
    fieldset.role = 'radiogroup';
    if (words.requirement === 'required') fieldset.ariaRequired = 'true';
    const drawn = document.createDocumentFragment();
    drawn.append(make('div', 's-line', fieldset, ...absentMenu(pen, node)), ...helpDetails(item, pen.view));
    return drawn;
  },

  update(pen, drawn) {
    const fieldset = fieldsetOf(drawn);
    if (fieldset === null) return;
    const { item } = drawn.node;
    const [chosen] = chosenAt(pen, drawn.node);
    const remarks = showRemarks(pen, drawn, fieldset);
    markInvalid(fieldset, remarks);
    setAttribute(fieldset, 'aria-describedby', remarks.ids);
    for (const input of fieldset.querySelectorAll<HTMLInputElement>('.choice-mark')) {
      const isChosen = input.value === chosen;
      if (input.checked !== isChosen) input.checked = isChosen;
      if (item.readOnly) input.disabled = !isChosen;
    }
    const button = fieldset.querySelector<HTMLButtonElement>('.s-take-back');
    if (button !== null && button.hidden !== (chosen === undefined)) button.hidden = chosen === undefined;
    updateAbsent(pen, drawn);
  },

  change(pen, drawn, control) {
    if (changeAbsent(pen, drawn, control) || !(control instanceof HTMLInputElement)) return;
    choose(pen, drawn, [control.value]);
  },

  press(pen, drawn, button) {
    if (button.matches('.s-take-back')) clear(pen, drawn);
  },

  keydown(pen, drawn, event) {
    const { node } = drawn;
    const fieldset = fieldsetOf(drawn);
    if (node.item.readOnly || fieldset?.contains(event.target as Node) !== true) return;
    if (event.key === 'Delete' || event.key === 'Backspace') {
      if (chosenAt(pen, node).length === 0) return;
      event.preventDefault();
      clear(pen, drawn);
      return;
    }
    const choice = choiceOfKey(choicesAt(pen, node), event);
    if (choice === undefined) return;
    event.preventDefault();
    choose(pen, drawn, [choice.value]);
    fieldset.querySelector<HTMLElement>(`.choice-mark[value="${choice.value}"]`)?.focus();
  },
};
