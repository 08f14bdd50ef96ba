import type { Answer } from '../../forms/answer-types.ts';
import type { ItemNode } from '../../forms/run/tree.ts';
import type { UiWords } from '../../ui/words.ts';
import type { ItemState } from '../ItemState.svelte.ts';
import type { FormView } from '../view.ts';
import type { DateTyping } from '../items/DateTyping.ts';
import type { TypedNumber } from '../items/TypedNumber.svelte.ts';

/** What drawing an item takes besides the item. */
export interface Pen {
  readonly view: FormView;
  readonly ui: UiWords;
  /** Id of an item's control, unique in the document. */
  idOf(node: ItemNode): string;
  /** The state of an item that may have defects to show; undefined where there are none for certain. */
  cellOf(key: string): ItemState | undefined;
  /** Whether kanji are being chosen in a control: it is not written to. */
  isComposing(control: Element): boolean;
}

/** One item on the sheet. */
export interface Drawn {
  readonly node: ItemNode;
  readonly kind: Kind;
  readonly element: HTMLElement;
  /** Where what lies below the item stands. */
  readonly inside: HTMLElement | undefined;
  /** The element is on the sheet now. */
  isOn: boolean;
  /** What is being typed, from the first key on. */
  typing?: TypedNumber | DateTyping;
  /** What stood there before a way of not answering was taken: a mis-tap destroys no typing. */
  before?: readonly Answer[];
}

/** How items of one kind are drawn. Keeps nothing itself. */
export interface Kind {
  /** Draws the item as it is without an answer. @param inside of a group, where its questions stand */
  draw(pen: Pen, node: ItemNode, inside: HTMLElement | undefined): Node;
  /** Brings what is drawn in line with the answers and with the defects to show. Writes only what differs. */
  update?(pen: Pen, drawn: Drawn): void;
  /** A control was typed into. */
  input?(pen: Pen, drawn: Drawn, control: Element): void;
  /** A control was switched. */
  change?(pen: Pen, drawn: Drawn, control: Element): void;
  /** A control was left. */
  leave?(pen: Pen, drawn: Drawn, control: Element): void;
  press?(pen: Pen, drawn: Drawn, button: Element): void;
  keydown?(pen: Pen, drawn: Drawn, event: KeyboardEvent): void;
}
