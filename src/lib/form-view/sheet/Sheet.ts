import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { on } from 'svelte/events';
import type { ItemNode } from '../../forms/run/tree.ts';
import type { UiWords } from '../../ui/words.ts';
import type { FormState } from '../FormState.svelte.ts';
import type { ItemState } from '../ItemState.svelte.ts';
import type { FormSection } from '../staff/sections.ts';
import type { BelowDrawer, FormView } from '../view.ts';
import './sheet.css';
import { heldFocus } from './held-focus.ts';
import { isCommon } from './is-common.ts';
import { hasBelow, itemFrame } from './item-frame.ts';
import { itemLanguage } from './item-words.ts';
import { kindOf } from './kind-of.ts';
import { make } from './make.ts';
import type { Drawn, Pen } from './pen.ts';
import { RarePart } from './RarePart.ts';

/** What a sheet is given by the layout it is in. */
interface SheetPlace {
  /** Unique in the document. */
  readonly id: string;
  readonly ui: () => UiWords;
  /** What the layout's components are given. */
  readonly context: Map<unknown, unknown>;
}

/** Where siblings stand, each at its place among those that are asked. */
interface Place {
  readonly keys: readonly string[];
  /** What the first of them stands behind. */
  readonly start: Text;
  /** linkId of the group whose name stands above. */
  readonly named: string | undefined;
}

const placeOf = (nodes: readonly ItemNode[], named?: string): Place => ({
  keys: nodes.filter(({ item }) => !item.hidden).map(({ key }) => key),
  start: document.createTextNode(''),
  named,
});

/**
 * The items of a form in one piece, drawn as plain elements: thousands of them cost little more than the same page
 * written by hand. What is common is drawn here, one listener for each kind of event; what is rare is left to its
 * component. An item that is not asked has no element on the page.
 *
 * ```text
 *  FormState ──watch──▶ keys ──▶ asked, not on the page ─▶ drawn, or put back, behind its sibling
 *                               on the page, not asked  ─▶ taken off, kept for when it comes back
 *                               both                    ─▶ its kind writes what differs
 *  listener ─▶ data-link-id ─▶ its kind ─▶ FormState
 * ```
 */
export class Sheet implements Pen, BelowDrawer {
  readonly view: FormView;
  /** The form drawn: a layout makes another sheet for another form. */
  readonly form: FormState;
  readonly #id: string;
  readonly #words: () => UiWords;
  readonly #context: Map<unknown, unknown>;
  readonly #drawn = new Map<string, Drawn>();
  readonly #rare = new Map<string, RarePart>();
  /** Where what lies below an item stands, by its key. */
  readonly #below = new Map<string, Place>();
  /** Ids of what stands in rows, by its key. */
  readonly #inRows = new Map<string, string>();
  /** Where an item stands that lies directly in a section or below a component, by its own key. */
  readonly #first = new Map<string, Place>();
  /** Items whose defects may follow from other answers than their own. */
  readonly #wholes = new Set<Drawn>();
  readonly #sections = new Map<string, Attachment<HTMLElement>>();
  #root: Element | undefined;
  /** What the words on the page are in. */
  #shown: { readonly language: string; readonly words: unknown };
  #composing: EventTarget | null = null;
  /** Elements are being put in and out: what they tell while that goes on is nobody's input. */
  #isMoving = false;
  /** The item whose control is being listened to: it is written to once, at the end. */
  #heard: Drawn | undefined;
  /** While everything is gone through: keys with defects. */
  #defects: ReadonlySet<string> | undefined;

  constructor(form: FormState, view: FormView, { id, ui, context }: SheetPlace) {
    this.form = form;
    this.view = view;
    this.#id = id;
    this.#words = ui;
    this.#context = context;
    this.#shown = { language: form.language, words: view.words };
  }

  get ui(): UiWords {
    return this.#words();
  }

  idOf({ item, key, rows }: ItemNode): string {
    if (rows.length === 0) return `${this.#id}-${item.index}`;
    // A key holds what no id may.
    const known = this.#inRows.get(key);
    if (known !== undefined) return known;
    const id = `${this.#id}-r${this.#inRows.size}`;
    this.#inRows.set(key, id);
    return id;
  }

  cellOf(key: string): ItemState | undefined {
    const known = this.form.cellAt(key);
    if (known !== undefined || !this.form.checking) return known;
    return this.#defects === undefined || this.#defects.has(key) ? this.form.item(key) : undefined;
  }

  isComposing(control: Element): boolean {
    return this.#composing === control;
  }

  /**
   * Draws the items of a section at the end of an element, as long as that is on the page. The element's
   * `--questions` says how many they are at most, for a guess at its height.
   */
  section({ key, nodes, group, questions }: FormSection): Attachment<HTMLElement> {
    const known = this.#sections.get(key);
    if (known !== undefined) return known;
    const attachment: Attachment<HTMLElement> = (element) => {
      element.style.setProperty('--questions', String(questions.size));
      return this.#attach(placeOf(nodes, group?.linkId), element);
    };
    this.#sections.set(key, attachment);
    return attachment;
  }

  /** Draws what stands below an item that is left to its component: a row, say. */
  below({ children }: ItemNode): Attachment<HTMLElement> {
    return (element) => this.#attach(placeOf(children), element);
  }

  #attach(place: Place, element: HTMLElement): () => void {
    untrack(() => {
      for (const each of place.keys) this.#first.set(each, place);
      element.append(place.start);
      this.#move(() => this.#fill(place));
    });
    return () => {
      for (const each of place.keys) this.#first.delete(each);
      this.#move(() => this.#drop(place));
      place.start.remove();
    };
  }

  /** Listens to the element that all sections are in, and to the form. */
  readonly listen: Attachment<HTMLElement> = (element) => {
    this.#root = element;
    const ends = [
      this.form.watch((keys) => this.#follow(keys)),
      on(element, 'input', ({ target }) => {
        // What is switched, not typed into, tells of itself a second time by a change.
        const isSwitch = target instanceof Element && target.matches('select, .choice-mark');
        if (!isSwitch) this.#hear(target, (drawn, control) => drawn.kind.input?.(this, drawn, control));
      }),
      on(element, 'change', ({ target }) => {
        this.#hear(target, (drawn, control) => drawn.kind.change?.(this, drawn, control));
      }),
      on(element, 'click', (event) => this.#click(event)),
      on(element, 'keydown', (event) => {
        const drawn = this.#ownerOf(event.target);
        // What is typed tells of itself by an input.
        if (event.defaultPrevented || drawn?.kind.keydown === undefined) return;
        this.#hear(event.target, () => drawn.kind.keydown?.(this, drawn, event));
      }),
      on(element, 'focusout', (event) => this.#leave(event)),
      on(element, 'compositionstart', ({ target }) => (this.#composing = target)),
      on(element, 'compositionend', ({ target }) => {
        this.#composing = null;
        this.#update(this.#ownerOf(target));
      }),
    ];
    return () => {
      for (const end of ends) end();
      this.#root = undefined;
    };
  };

  /** Draws everything in the language of now, where that is another one. Focus and selection stay. */
  relabel(): void {
    const { language } = this.form;
    const { words } = this.view;
    if (language === this.#shown.language && words === this.#shown.words) return;
    this.#shown = { language, words };
    const giveBack = this.#root && heldFocus(this.#root);
    this.#move(() => {
      for (const drawn of [...this.#drawn.values()]) if (!drawn.isOn) this.#discard(drawn.node.key);
      for (const drawn of this.#drawn.values()) this.#redraw(drawn);
    });
    giveBack?.();
  }

  #redraw(drawn: Drawn): void {
    const { node, kind, element, inside } = drawn;
    element.setAttribute('lang', itemLanguage(node, this.view));
    const own = kind.draw(this, node, inside);
    element.replaceChildren(own, ...(inside !== undefined && hasBelow(node.item) ? [inside] : []));
    kind.update?.(this, drawn);
  }

  /** Brings siblings in line with what is asked, and everything below them. */
  #fill(place: Place): void {
    let last: ChildNode = place.start;
    for (const key of place.keys) last = this.#arrange(key, place, last);
  }

  /** @returns what the next sibling stands behind */
  #arrange(key: string, place: Place, last: ChildNode): ChildNode {
    const node = this.form.nodeAt(key);
    if (node === undefined) return last;
    if (!isCommon(node, this.view.density)) return this.#arrangeRare(node, place, last);
    const known = this.#drawn.get(key);
    if (!this.form.isAsked(key)) {
      if (known !== undefined) this.#takeOff(known);
      return last;
    }
    const drawn = known ?? this.#draw(node);
    const below = this.#below.get(key);
    if (below !== undefined) this.#fill(below);
    if (known !== undefined || this.#hasState(key)) drawn.kind.update?.(this, drawn);
    if (last.nextSibling !== drawn.element) last.after(drawn.element);
    drawn.isOn = true;
    return drawn.element;
  }

  #arrangeRare(node: ItemNode, { named }: Place, last: ChildNode): ChildNode {
    const known = this.#rare.get(node.key);
    const part = known ?? new RarePart(this.#context);
    if (known === undefined) {
      this.#rare.set(node.key, part);
      last.after(part.end);
    }
    if (this.form.isAsked(node.key)) part.mount(this.form, node, node.item.linkId === named);
    return part.end;
  }

  /** Draws an item without what is below it. */
  #draw(node: ItemNode): Drawn {
    const { view } = this;
    const { item, key } = node;
    const kind = kindOf(item, view.density);
    const element = itemFrame(node, view);
    const isGroup = item.type === 'group';
    const isQuestionWithMore = hasBelow(item);
    let inside: HTMLElement | undefined;
    if (isGroup || isQuestionWithMore) {
      const place = placeOf(node.children);
      inside = make('div', isGroup ? 's-inside inside' : 's-below below', place.start);
      this.#below.set(key, place);
    }
    element.append(kind.draw(this, node, inside));
    if (inside !== undefined && isQuestionWithMore) element.append(inside);
    const drawn: Drawn = { node, kind, element, inside, isOn: false };
    this.#drawn.set(key, drawn);
    if (isGroup || item.constraints.length > 0) this.#wholes.add(drawn);
    return drawn;
  }

  /** Whether an item looks different from one that nobody has touched yet. */
  #hasState(key: string): boolean {
    const { form } = this;
    return (
      form.checking ||
      form.answersAt(key).length > 0 ||
      form.unreadAt(key) !== undefined ||
      form.cellAt(key) !== undefined
    );
  }

  #takeOff(drawn: Drawn): void {
    if (!drawn.isOn) return;
    drawn.element.remove();
    drawn.isOn = false;
  }

  #drop({ keys }: Place): void {
    for (const key of keys) this.#discard(key);
  }

  /** Forgets an item and everything below it. */
  #discard(key: string): void {
    const below = this.#below.get(key);
    if (below !== undefined) this.#drop(below);
    this.#below.delete(key);
    this.#rare.get(key)?.unmount();
    this.#rare.delete(key);
    const drawn = this.#drawn.get(key);
    if (drawn === undefined) return;
    drawn.element.remove();
    this.#wholes.delete(drawn);
    this.#drawn.delete(key);
  }

  #follow(keys: readonly string[] | 'all'): void {
    if (keys === 'all') {
      // A form in another language is drawn anew once its words are there, see relabel.
      if (this.form.language === this.#shown.language) this.#refresh();
      return;
    }
    for (const key of keys) this.#look(key);
    if (this.form.checking) for (const drawn of this.#wholes) this.#update(drawn);
  }

  #refresh(): void {
    this.#defects = this.form.checking ? new Set(this.form.issues().map(({ key }) => key)) : undefined;
    for (const drawn of this.#drawn.values()) this.#update(drawn);
    this.#defects = undefined;
  }

  #look(key: string): void {
    const node = this.form.nodeAt(key);
    const parent = node?.parent && this.#drawn.get(node.parent.key);
    const place =
      this.#first.get(key) ?? (parent?.isOn === true ? this.#below.get(parent.node.key) : undefined);
    if (place === undefined || node?.item.hidden === true) return;
    const drawn = this.#drawn.get(key);
    if (drawn !== undefined && drawn.isOn && this.form.isAsked(key)) this.#update(drawn);
    else if (this.form.isAsked(key)) this.#move(() => this.#arrange(key, place, this.#before(key, place)));
    else if (drawn !== undefined) this.#move(() => this.#takeOff(drawn));
  }

  /** What an item stands behind. */
  #before(key: string, { keys, start }: Place): ChildNode {
    for (let at = keys.indexOf(key) - 1; at >= 0; at -= 1) {
      const before = keys[at] ?? '';
      const drawn = this.#drawn.get(before);
      const rare = this.#rare.get(before);
      if (rare !== undefined) return rare.end;
      if (drawn?.isOn === true) return drawn.element;
    }
    return start;
  }

  #update(drawn: Drawn | undefined): void {
    if (drawn?.isOn === true && drawn !== this.#heard) drawn.kind.update?.(this, drawn);
  }

  #move(action: () => void): void {
    const before = this.#isMoving;
    this.#isMoving = true;
    try {
      action();
    } finally {
      this.#isMoving = before;
    }
  }

  /** The item of this sheet whose control an element is; undefined in what a component draws. */
  #ownerOf(target: EventTarget | null): Drawn | undefined {
    const element = target instanceof Element ? target.closest('[data-link-id]') : null;
    const key = element?.getAttribute('data-key') ?? element?.getAttribute('data-link-id');
    const drawn = this.#drawn.get(key ?? '');
    return drawn?.element === element ? drawn : undefined;
  }

  /** Gives what happened at a control to its item; nothing is written to that until it has taken it. */
  #hear(target: EventTarget | null, give: (drawn: Drawn, control: Element) => void): void {
    const drawn = this.#ownerOf(target);
    if (drawn === undefined || !(target instanceof Element)) return;
    const before = this.#heard;
    this.#heard = drawn;
    try {
      give(drawn, target);
    } finally {
      this.#heard = before;
    }
    // Also where the answers stayed as they were: what a control shows by itself may not be one of them.
    this.#update(drawn);
  }

  #click(event: MouseEvent): void {
    const { target } = event;
    const button = target instanceof Element ? target.closest('button') : null;
    if (button !== null) this.#hear(button, (drawn) => drawn.kind.press?.(this, drawn, button));
    // A box of a question that is only read is switched by the browser before anybody is asked.
    else if (target instanceof HTMLInputElement && this.#ownerOf(target)?.node.item.readOnly === true) {
      if (target.matches('.choice-mark')) event.preventDefault();
    }
  }

  #leave({ target, relatedTarget }: FocusEvent): void {
    if (this.#isMoving) return;
    this.#hear(target, (drawn, control) => {
      drawn.kind.leave?.(this, drawn, control);
      const { node, element } = drawn;
      const to = relatedTarget instanceof Element ? relatedTarget.closest('[data-link-id]') : null;
      if (to === element || node.item.type === 'group') return;
      this.view.press.run(() => this.form.item(node.key).leave());
    });
  }
}
