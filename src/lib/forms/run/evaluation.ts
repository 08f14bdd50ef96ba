import type { Answer } from '../answer-types.ts';
import type { EvaluationContext } from './evaluation-context.ts';
import type { FormOption, LocalText } from '../form.ts';
import type { ItemTree } from './tree.ts';

export type { EvaluationContext };

/** What the expressions of one instance gave. */
export interface Computed {
  /** The calculated answers; absent where nothing could be calculated, so that the entered ones stand. */
  readonly answers?: readonly Answer[];
  /** The options there are now, where they are not simply those of the item. */
  readonly options?: readonly FormOption[];
  /** Answers to choose from beside typing one. */
  readonly candidates?: readonly FormOption[];
  readonly text?: LocalText;
}

/** What follows from the answers. */
export interface Evaluation {
  readonly tree: ItemTree;
  /** Keys of what is asked now; what lies below a disabled item is disabled. */
  readonly enabled: ReadonlySet<string>;
  /** Keys of instances whose answer is flagged as a concern, in document order. */
  readonly concerns: readonly string[];
  /** By key, for instances with expressions. */
  readonly computed: ReadonlyMap<string, Computed>;
  readonly context: EvaluationContext | undefined;
}

/** An evaluation made from the one before it. */
export interface Reevaluation extends Evaluation {
  /** Keys that were looked at again, in evaluation order: what the step cost. */
  readonly touched: readonly string[];
}
