import { answerKey } from '../../forms/answer.ts';
import type { FormItem, FormOption } from '../../forms/form.ts';
import type { ItemNode } from '../../forms/run/tree.ts';

/** One column of a table of groups: the question at the same place of every row. */
export interface TableColumn {
  /** The question whose words head the column. */
  readonly item: FormItem;
  /** Some row asks something else there: each cell says its own question. */
  readonly mixed: boolean;
}

const shownBelow = ({ children }: ItemNode): readonly ItemNode[] =>
  children.filter(({ item }) => !item.hidden);

/** The columns of rows that hold the same questions, or, in a grid, alike questions at the same places. */
export const columnsOf = (rows: readonly ItemNode[]): readonly TableColumn[] => {
  const longest = rows.reduce<readonly ItemNode[]>((most, row) => {
    const below = shownBelow(row);
    return below.length > most.length ? below : most;
  }, []);
  return longest.map(({ item }, at) => ({
    item,
    mixed: rows.some((row) => {
      const other = shownBelow(row)[at];
      return other !== undefined && other.item.text.ja !== item.text.ja;
    }),
  }));
};

/** What stands in a row's cells, by column; `undefined` where the row has nothing there. */
export const cellsOf = (row: ItemNode, columns: number): readonly (ItemNode | undefined)[] => {
  const below = shownBelow(row);
  return Array.from({ length: columns }, (_, at) => below[at]);
};

/** Questions with the same answers, in one table; what is none of them stands before or after it. */
export interface Matrix {
  readonly before: readonly ItemNode[];
  readonly questions: readonly ItemNode[];
  readonly after: readonly ItemNode[];
}

/** What two questions must share to stand in one table: what can be answered. */
const answersOf = ({ type, repeats, absentReasons }: FormItem, options: readonly FormOption[]): string =>
  JSON.stringify([
    type === 'boolean',
    repeats,
    options.map(({ answer }) => answerKey(answer)),
    absentReasons,
  ]);

const isChosen = ({ item, role }: ItemNode): boolean =>
  role === 'single' &&
  !item.hidden &&
  item.children.length === 0 &&
  (item.type === 'choice' || item.type === 'boolean');

/**
 * The table of a group whose questions have the same answers: the first choice and all that are answered alike.
 * @param optionsOf the options a question has now
 */
export const matrixOf = (
  nodes: readonly ItemNode[],
  optionsOf: (node: ItemNode) => readonly FormOption[],
): Matrix => {
  const first = nodes.findIndex(isChosen);
  const head = nodes[first];
  if (head === undefined) return { before: nodes, questions: [], after: [] };
  const answers = answersOf(head.item, optionsOf(head));
  const fits = (node: ItemNode): boolean =>
    isChosen(node) && answersOf(node.item, optionsOf(node)) === answers;
  return {
    before: nodes.slice(0, first),
    questions: nodes.filter(fits),
    after: nodes.slice(first).filter((node) => !fits(node)),
  };
};
