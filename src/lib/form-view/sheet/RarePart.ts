import { mount, unmount } from 'svelte';
import type { ItemNode } from '../../forms/run/tree.ts';
import type { FormState } from '../FormState.svelte.ts';
import Item from '../items/Item.svelte';

/** An item that the sheet leaves to its component, standing before `end`. Follows rows by itself. */
export class RarePart {
  readonly end: Text = document.createTextNode('');
  readonly #context: Map<unknown, unknown>;
  #mounted: Record<string, unknown> | undefined;

  /** @param context what the layout's components are given */
  constructor(context: Map<unknown, unknown>) {
    this.#context = context;
  }

  get isMounted(): boolean {
    return this.#mounted !== undefined;
  }

  /** Draws the item; where `end` stands now. @param named its name stands above it already */
  mount(form: FormState, node: ItemNode, named: boolean): void {
    const target = this.end.parentElement;
    if (target === null || this.isMounted) return;
    this.#mounted = mount(Item, {
      target,
      anchor: this.end,
      context: this.#context,
      props: {
        get node() {
          return form.tree.byKey.get(node.key) ?? node;
        },
        named,
      },
    });
  }

  unmount(): void {
    if (this.#mounted !== undefined) void unmount(this.#mounted);
    this.#mounted = undefined;
    this.end.remove();
  }
}
