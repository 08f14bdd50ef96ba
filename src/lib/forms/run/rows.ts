import type { Answer, Answers } from '../answer-types.ts';
import { startingAnswersOfRow } from './starting-answers.ts';
import { type ItemNode, type ItemTree, ROWS_MAX, rowSize } from './tree.ts';

type Row = Extract<Answer, { type: 'row' }>;

/** Adds rows to the lists of a form and takes them away. Changes nothing itself: it says what the answers become. */
export class FormRows {
  readonly #tree: ItemTree;
  readonly #answers: Answers;

  constructor(tree: ItemTree, answers: Answers) {
    this.#tree = tree;
    this.#answers = answers;
  }

  /** Whether a list may have one more row. */
  canAdd(list: string): boolean {
    const node = this.#tree.byKey.get(list);
    if (node?.role !== 'list' || this.#tree.room < rowSize(node.item)) return false;
    return node.children.length < Math.min(node.item.maxOccurs ?? ROWS_MAX, ROWS_MAX);
  }

  /** Whether a list may have one less: the last one stays. */
  canRemove(list: string): boolean {
    const node = this.#tree.byKey.get(list);
    return node?.role === 'list' && node.children.length > Math.max(1, node.item.minOccurs ?? 1);
  }

  /**
   * What is written to add a row at the end: the list's rows first, then what the new row starts with, its initial
   * values and what expressions fill in.
   */
  added(list: string): Answers {
    const node = this.#tree.byKey.get(list);
    if (node === undefined || !this.canAdd(list)) return new Map();
    const rows = rowsOf(node);
    const id = String(Math.max(0, ...rows.map((row) => Number(row.id) || 0)) + 1);
    const inside = [...node.rows, id];
    const start = startingAnswersOfRow(node.item, inside);
    const written: Answers = new Map([[list, [...rows, { type: 'row', id }]], ...start]);
    const { form, context } = this.#tree;
    const row = { item: node.item, rows: inside, written };
    return form.fillRow === undefined ? written : form.fillRow(form, this.#answers, context, row);
  }

  /** The rows of a list without one, counted from 0. */
  without(list: string, at: number): readonly Answer[] {
    const node = this.#tree.byKey.get(list);
    return node === undefined ? [] : rowsOf(node).filter((_, index) => index !== at);
  }

  /** Keys of everything that was answered in a row, counted from 0. */
  keysInRow(list: string, at: number): readonly string[] {
    const keys: string[] = [];
    const collect = (node: ItemNode): void => {
      if (this.#answers.has(node.key)) keys.push(node.key);
      for (const child of node.children) collect(child);
    };
    const row = this.#tree.byKey.get(list)?.children[at];
    if (row !== undefined) collect(row);
    return keys;
  }
}

const rowsOf = ({ children }: ItemNode): readonly Row[] =>
  children.map(({ rows }) => ({ type: 'row', id: rows.at(-1) ?? '' }));
