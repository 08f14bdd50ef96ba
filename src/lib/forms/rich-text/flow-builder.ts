import type { Marks } from './marks.ts';
import { ParagraphBuilder, type ParagraphShape } from './paragraph-builder.ts';
import type { RichBlock, RichCell, RichLeaf, RichText } from './rich-text.ts';

interface Flow {
  readonly kind: 'flow';
  readonly blocks: RichBlock[];
}
interface OpenList {
  readonly kind: 'list';
  readonly items: RichBlock[][];
}
interface OpenTable {
  readonly kind: 'table';
  readonly rows: RichCell[][];
}
interface OpenRow {
  readonly kind: 'row';
  readonly cells: RichCell[];
}
type Container = Flow | OpenList | OpenTable | OpenRow;

export const PLAIN_PARAGRAPH: ParagraphShape = { kind: 'paragraph', level: 0, style: undefined };

/**
 * Builds a tree from what a parser meets, in the order of the source. `open…` opens a container inside the current
 * one and says whether it may stand there; `closeTo` closes everything down to a depth that was read before. Text in a
 * place that holds none (between list items, between cells) goes to the text around: nothing is lost.
 */
export class FlowBuilder {
  marks: Marks = [];
  shape: ParagraphShape = PLAIN_PARAGRAPH;
  readonly #root: Flow = { kind: 'flow', blocks: [] };
  readonly #open: Container[] = [this.#root];
  readonly #paragraph = new ParagraphBuilder((block) => this.#flow.blocks.push(block));

  get depth(): number {
    return this.#open.length;
  }

  text(text: string): void {
    this.#paragraph.text(text, this.marks, this.shape);
  }

  leaf(leaf: RichLeaf): void {
    this.#paragraph.leaf(leaf, this.marks, this.shape);
  }

  /** What follows begins a new paragraph. */
  endParagraph(): void {
    this.#paragraph.end(this.shape);
  }

  rule(): void {
    this.endParagraph();
    this.#flow.blocks.push({ kind: 'rule' });
  }

  openQuote(): true {
    const blocks: RichBlock[] = [];
    this.endParagraph();
    this.#flow.blocks.push({ kind: 'quote', blocks });
    return this.#push({ kind: 'flow', blocks });
  }

  openList(ordered: boolean, start: number): true {
    const items: RichBlock[][] = [];
    this.endParagraph();
    this.#flow.blocks.push({ kind: 'list', ordered, start, items });
    return this.#push({ kind: 'list', items });
  }

  /** False outside of a list. */
  openItem(): boolean {
    const list = this.#open.at(-1);
    if (list?.kind !== 'list') return false;
    this.endParagraph();
    const blocks: RichBlock[] = [];
    list.items.push(blocks);
    return this.#push({ kind: 'flow', blocks });
  }

  openTable(): true {
    const rows: RichCell[][] = [];
    this.endParagraph();
    this.#flow.blocks.push({ kind: 'table', rows });
    return this.#push({ kind: 'table', rows });
  }

  /** False outside of a table. */
  openRow(): boolean {
    const table = this.#open.at(-1);
    if (table?.kind !== 'table') return false;
    this.endParagraph();
    const cells: RichCell[] = [];
    table.rows.push(cells);
    return this.#push({ kind: 'row', cells });
  }

  /** False outside of a row. */
  openCell(header: boolean, columns = 1, rows = 1): boolean {
    const row = this.#open.at(-1);
    if (row?.kind !== 'row') return false;
    this.endParagraph();
    const blocks: RichBlock[] = [];
    row.cells.push({ header, columns, rows, blocks });
    return this.#push({ kind: 'flow', blocks });
  }

  closeTo(depth: number): void {
    if (this.#open.length > depth) this.endParagraph();
    while (this.#open.length > Math.max(depth, 1)) this.#open.pop();
  }

  finish(): RichText {
    this.closeTo(0);
    this.endParagraph();
    return filled(this.#root.blocks);
  }

  get #flow(): Flow {
    return this.#open.findLast((container) => container.kind === 'flow') ?? this.#root;
  }

  #push(container: Container): true {
    this.#open.push(container);
    return true;
  }
}

/** Without what holds nothing: lists without items, tables without cells, quotes without text. */
const filled = (blocks: readonly RichBlock[]): readonly RichBlock[] =>
  blocks.flatMap((block): readonly RichBlock[] => {
    switch (block.kind) {
      case 'quote': {
        const inner = filled(block.blocks);
        return inner.length === 0 ? [] : [{ ...block, blocks: inner }];
      }
      case 'list': {
        const items = block.items.map(filled);
        return items.length === 0 ? [] : [{ ...block, items }];
      }
      case 'table': {
        const rows = block.rows
          .filter((cells) => cells.length > 0)
          .map((cells) => cells.map((cell) => ({ ...cell, blocks: filled(cell.blocks) })));
        return rows.length === 0 ? [] : [{ ...block, rows }];
      }
      default:
        return [block];
    }
  });
