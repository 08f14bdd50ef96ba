import { numberOf, plainNumber } from '../items/number-answer.ts';
import { unitShown } from '../items/question-text.ts';
import { TypedNumber } from '../items/TypedNumber.svelte.ts';
import { absentChoices, changeAbsent, pressAbsent, updateAbsent } from './absent.ts';
import { controlOf, drawField, updateField } from './field.ts';
import { make } from './make.ts';
import type { Drawn, Kind, Pen } from './pen.ts';

const typingOf = ({ view }: Pen, drawn: Drawn): TypedNumber => {
  if (drawn.typing instanceof TypedNumber) return drawn.typing;
  const typing = new TypedNumber(view.form, view.form.item(drawn.node.key));
  drawn.typing = typing;
  return typing;
};

const shownIn = ({ view }: Pen, { node, typing }: Drawn): string => {
  if (typing instanceof TypedNumber) return typing.shown;
  const value = numberOf(view.form.answersAt(node.key)[0]);
  return view.form.unreadAt(node.key) ?? (value === undefined ? '' : plainNumber(value));
};

/** A number, with its unit. */
export const numberBox: Kind = {
  draw(pen, node) {
    const { item } = node;
    const input = make('input', '');
    input.type = 'text';
    input.inputMode = item.type === 'integer' || item.maxDecimalPlaces === 0 ? 'numeric' : 'decimal';
    const line = make('span', 's-measure', input);
    const unit = unitShown(item, pen.view);
    if (unit !== undefined) line.append(' ', make('span', 's-unit', unit));
    return drawField(pen, node, input, line, absentChoices(pen, node));
  },

  update(pen, drawn) {
    const field = drawn.element.firstElementChild;
    const input = field && controlOf(field);
    if (field === null || !(input instanceof HTMLInputElement)) return;
    const text = shownIn(pen, drawn);
    if (input.value !== text && !pen.isComposing(input)) input.value = text;
    updateField(pen, drawn, field, input);
    updateAbsent(pen, drawn);
  },

  input(pen, drawn, control) {
    if (control instanceof HTMLInputElement) typingOf(pen, drawn).type(control.value);
  },

  leave(pen, drawn, control) {
    if (control instanceof HTMLInputElement) typingOf(pen, drawn).normalise();
  },

  change: changeAbsent,
  press: pressAbsent,
};
