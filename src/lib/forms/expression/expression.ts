import type { CompiledExpression } from './compiled-expression.ts';

/** An expression where it stands in the form. */
export interface Expression {
  readonly text: string;
  /** Name under which it can be used below (variable, or an expression with a name). */
  readonly name: string | undefined;
  readonly path: string;
  readonly compiled: CompiledExpression | undefined;
}
