import type { AbsentReason } from '../../forms/answer-types.ts';
import type { ItemNode } from '../../forms/run/tree.ts';
import { make, setAttribute } from './make.ts';
import type { Drawn, Pen } from './pen.ts';
import { icon } from './remarks.ts';

const reasonAt = ({ view }: Pen, { node }: Drawn): AbsentReason | undefined => {
  const [answer] = view.form.answersAt(node.key);
  return answer?.type === 'absent' ? answer.reason : undefined;
};

const offers = ({ item }: ItemNode): boolean => item.absentReasons.length > 0 && !item.readOnly;

/** Ways of not answering, as a small list beside a staff field; nothing where there are none. */
export const absentMenu = ({ view }: Pen, node: ItemNode): readonly Node[] => {
  if (!offers(node)) return [];
  const { form } = view.words;
  const select = make('select', 's-absent', new Option(form.otherAnswers, ''));
  // An aside: Enter passes it by, Tab reaches it.
  select.dataset['aside'] = '';
  select.ariaLabel = `${form.otherAnswers}：${view.form.text(node.item.text)}`;
  for (const reason of node.item.absentReasons) select.add(new Option(form.absent[reason], reason));
  return [select];
};

/** Ways of not answering a question that is typed: a second row of answers for guardians, a small list for staff. */
export const absentChoices = (pen: Pen, node: ItemNode): readonly Node[] => {
  if (pen.view.density === 'staff') return absentMenu(pen, node);
  if (!offers(node)) return [];
  const { form } = pen.view.words;
  const row = make('div', 's-others');
  row.role = 'group';
  row.ariaLabel = form.otherAnswers;
  for (const reason of node.item.absentReasons) {
    const button = make('button', '', form.absent[reason]);
    button.type = 'button';
    button.value = reason;
    button.ariaPressed = 'false';
    row.append(button);
  }
  return [row];
};

/** Shows which way of not answering is taken. */
export const updateAbsent = (pen: Pen, drawn: Drawn): void => {
  if (!offers(drawn.node)) return;
  const { element } = drawn;
  const chosen = reasonAt(pen, drawn);
  const menu = element.querySelector<HTMLSelectElement>(':scope > .s-absent, :scope > .s-line > .s-absent');
  if (menu !== null) {
    if (menu.value !== (chosen ?? '')) menu.value = chosen ?? '';
    menu.classList.toggle('chosen', chosen !== undefined);
  }
  for (const button of element.querySelectorAll<HTMLButtonElement>(':scope > .s-others > button')) {
    const isChosen = button.value === chosen;
    setAttribute(button, 'aria-pressed', String(isChosen));
    const check = button.querySelector('svg');
    if (isChosen && check === null) button.prepend(icon('check'));
    else if (!isChosen) check?.remove();
  }
};

/** Takes a choice in the small list. @returns whether the control was that list */
export const changeAbsent = ({ view }: Pen, { node }: Drawn, control: Element): boolean => {
  if (!(control instanceof HTMLSelectElement) || !control.matches('.s-absent')) return false;
  const chosen = node.item.absentReasons.find((reason) => reason === control.value);
  view.form.set(node.key, chosen === undefined ? [] : [{ type: 'absent', reason: chosen }]);
  return true;
};

/** Takes one of the second row of answers, or takes it back. */
export const pressAbsent = (pen: Pen, drawn: Drawn, button: Element): void => {
  if (!(button instanceof HTMLButtonElement) || !button.matches('.s-others > button')) return;
  const { form } = pen.view;
  const { node } = drawn;
  const chosen = reasonAt(pen, drawn);
  if (chosen === undefined) drawn.before = form.answersAt(node.key);
  const reason = node.item.absentReasons.find((candidate) => candidate === button.value);
  if (reason === undefined) return;
  const back = (drawn.before ?? []).filter(({ type }) => type !== 'absent');
  form.set(node.key, chosen === reason ? back : [{ type: 'absent', reason }]);
};
