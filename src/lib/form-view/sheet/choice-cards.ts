import '../../ui/choice-mark.css';
import type { ItemNode } from '../../forms/run/tree.ts';
import { choiceOfKey, labelWidth, toggled, type Choice } from '../../ui/choice.ts';
import { columnsOf, isMany } from '../items/choice-shape.ts';
import { labelNodes } from '../label/words-label.svelte.ts';
import { absentMenu, changeAbsent, updateAbsent } from './absent.ts';
import { helpDetails } from './help-details.ts';
import { itemWords } from './item-words.ts';
import { fillLabel } from './label.ts';
import { make, setAttribute } from './make.ts';
import { choicesAt, choose, chosenAt } from './offer.ts';
import type { Drawn, Kind, Pen } from './pen.ts';
import { icon, markInvalid, showRemarks } from './remarks.ts';

const kindOf = ({ item }: ItemNode): 'one' | 'many' =>
  isMany({ item, options: item.options }) ? 'many' : 'one';

/** How much room the longest answer asks for. */
const roomOf = (choices: readonly Choice[]): string => {
  const longest = Math.max(0, ...choices.map(({ label }) => labelWidth(label)));
  return longest <= 3 ? 'short' : longest <= 9 ? 'middle' : 'long';
};

const main = (choices: readonly Choice[]): readonly Choice[] => choices.filter(({ quiet }) => quiet !== true);
const others = (choices: readonly Choice[]): readonly Choice[] =>
  choices.filter(({ quiet }) => quiet === true);

const cards = (
  pen: Pen,
  node: ItemNode,
  className: string,
  choices: readonly Choice[],
  first: number,
): HTMLElement => {
  const type = kindOf(node) === 'one' ? 'radio' : 'checkbox';
  const name = pen.idOf(node);
  const box = make('div', className);
  for (const [at, { value, label, drawn, quiet }] of choices.entries()) {
    const input = make('input', 'choice-mark');
    input.type = type;
    input.name = name;
    input.value = value;
    input.disabled = node.item.readOnly;
    const words = make('span', 'words', make('span', '', ...labelNodes(drawn ?? label)));
    const card = make('label', quiet === true ? 's-card quiet' : 's-card', input, words);
    if (pen.view.density === 'staff' && first + at <= 9) {
      const key = make('kbd', '', String(first + at));
      key.ariaHidden = 'true';
      card.append(key);
    }
    box.append(card);
  }
  return box;
};

const updateClear = (pen: Pen, { node, element }: Drawn): void => {
  if (pen.view.density !== 'guardian' || node.item.readOnly || node.item.repeats) return;
  const known = element.querySelector(':scope > .s-clear');
  const isNeeded = pen.view.form.answersAt(node.key).length > 0;
  if (isNeeded === (known !== null)) return;
  if (known !== null) {
    known.remove();
    return;
  }
  const button = make('button', '', icon('close'), make('span', '', pen.view.words.form.clearAnswer));
  button.type = 'button';
  element.firstElementChild?.after(make('div', 's-clear', button));
};

/** Answers as cards, one below the other or side by side. */
export const choiceCards: Kind = {
  draw(pen, node) {
    const { item } = node;
    const { view } = pen;
    const kind = kindOf(node);
    const words = itemWords(node, view);
    const hint = words.hint ?? (item.repeats ? view.words.form.chooseMany : undefined);
    const legend = make('legend', '');
    fillLabel(legend, item, { ...words, hint }, pen.ui);
    const choices = choicesAt(pen, node);
    const [answers, quiet] = [main(choices), others(choices)];
    const columns = columnsOf({ item, options: item.options }, choices, view.density);
    const fieldset = make(
      'fieldset',
      '',
      legend,
      ...helpDetails(item, view),
      cards(pen, node, `s-cards columns-${columns} ${roomOf(answers)}`, answers, 1),
    );
    if (kind === 'one') {
      fieldset.role = 'radiogroup';
      if (words.requirement === 'required') fieldset.ariaRequired = 'true';
    }
    if (quiet.length > 0) fieldset.append(cards(pen, node, 's-cards others', quiet, answers.length + 1));
    const drawn = document.createDocumentFragment();
    drawn.append(fieldset, ...(view.density === 'staff' ? absentMenu(pen, node) : []));
    return drawn;
  },

  update(pen, drawn) {
    const fieldset = drawn.element.firstElementChild;
    if (fieldset === null) return;
    const { node } = drawn;
    const chosen = chosenAt(pen, node);
    const remarks = showRemarks(pen, drawn, fieldset, fieldset.querySelector(':scope > .s-cards'));
    const isOne = kindOf(node) === 'one';
    if (isOne) markInvalid(fieldset, remarks);
    setAttribute(fieldset, 'aria-describedby', remarks.ids);
    fieldset.classList.toggle('invalid', remarks.error !== undefined);
    const attention =
      pen.view.density === 'staff'
        ? new Set(choicesAt(pen, node).flatMap((choice) => (choice.attention === true ? choice.value : [])))
        : undefined;
    for (const input of fieldset.querySelectorAll<HTMLInputElement>('.choice-mark')) {
      const isChosen = chosen.includes(input.value);
      if (input.checked !== isChosen) input.checked = isChosen;
      if (node.item.readOnly) input.disabled = !isChosen;
      if (!isOne) markInvalid(input, remarks);
      const card = input.parentElement;
      card?.classList.toggle('chosen', isChosen);
      card?.classList.toggle('attention', isChosen && attention?.has(input.value) === true);
    }
    updateClear(pen, drawn);
    updateAbsent(pen, drawn);
  },

  change(pen, drawn, control) {
    if (changeAbsent(pen, drawn, control) || !(control instanceof HTMLInputElement)) return;
    const { node } = drawn;
    choose(pen, drawn, toggled(choicesAt(pen, node), chosenAt(pen, node), control.value, kindOf(node)));
  },

  press(pen, { node }, button) {
    if (button.matches('.s-clear > button')) pen.view.form.clear(node.key);
  },

  keydown(pen, drawn, event) {
    const { node, element } = drawn;
    if (pen.view.density !== 'staff' || node.item.readOnly) return;
    const fieldset = element.firstElementChild;
    if (fieldset?.contains(event.target as Node) !== true) return;
    const choices = choicesAt(pen, node);
    const choice = choiceOfKey([...main(choices), ...others(choices)], event);
    if (choice === undefined) return;
    event.preventDefault();
    choose(pen, drawn, toggled(choices, chosenAt(pen, node), choice.value, kindOf(node)));
    fieldset.querySelector<HTMLElement>(`.choice-mark[value="${choice.value}"]`)?.focus();
  },
};
