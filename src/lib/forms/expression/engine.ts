import type { FillRow } from '../form.ts';
import type { CompiledExpression } from './compiled-expression.ts';

/** What runs the expressions of a form. Loaded only when a form has some. */
export interface ExpressionEngine {
  /** Undefined when the text is not FHIRPath, or uses a function that the engine does not run. */
  compile(text: string): CompiledExpression | undefined;
  readonly fillRow: FillRow;
}
