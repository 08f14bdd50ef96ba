import type { Component, Snippet } from 'svelte';
import type { ItemNode } from '../../forms/run/tree.ts';
import type { ItemState } from '../ItemState.svelte.ts';

/** How an item below another is drawn. */
export interface BelowOptions {
  /** Its name stands above it already. */
  readonly named?: boolean;
  /** There is only the room of a table's cell. */
  readonly compact?: boolean;
}

/** What every control is given that few forms use. */
export interface RareProps {
  node: ItemNode;
  cell: ItemState;
  /** The item is the question of its screen. */
  large: boolean;
  /** Its name stands above it already. */
  named: boolean;
  /** Draws what lies below, each as an item of its own. */
  draw: Snippet<[node: ItemNode, options?: BelowOptions]>;
}

export type RareControl = Component<RareProps>;
