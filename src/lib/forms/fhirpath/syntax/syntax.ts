/** Where a part of an expression stands in its text: UTF-16 offsets, `end` exclusive. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** What can follow a dot, or stand alone at the start of a path. */
export type Step =
  | (Span & { readonly kind: 'member'; readonly name: string })
  | (Span & { readonly kind: 'call'; readonly name: string; readonly args: readonly SyntaxNode[] })
  | (Span & { readonly kind: 'this' | 'index' | 'total' });

/** A parsed expression, as FHIRPath's grammar has it (http://hl7.org/fhirpath/N1, grammar). */
export type SyntaxNode =
  | Step
  | (Span & { readonly kind: 'string'; readonly value: string })
  /** A number, quantity, boolean, date, time, or `{}`. */
  | (Span & { readonly kind: 'literal'; readonly isFraction: boolean })
  /** `%name`, `` %`name` `` or `%'name'`. */
  | (Span & { readonly kind: 'variable'; readonly name: string })
  | (Span & { readonly kind: 'group'; readonly inner: SyntaxNode })
  | (Span & { readonly kind: 'path'; readonly left: SyntaxNode; readonly step: Step })
  | (Span & { readonly kind: 'indexer'; readonly left: SyntaxNode; readonly index: SyntaxNode })
  | (Span & { readonly kind: 'polarity'; readonly operand: SyntaxNode })
  /** `is` and `as` with a type name. */
  | (Span & { readonly kind: 'type'; readonly operator: string; readonly left: SyntaxNode })
  | (Span & {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: SyntaxNode;
      readonly right: SyntaxNode;
    });

/** The node without the parentheses around it. */
export function withoutGroups(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (inner.kind === 'group') inner = inner.inner;
  return inner;
}

/** The parts of a node, in the order of the text. */
export function partsOf(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.kind) {
    case 'group':
      return [node.inner];
    case 'path':
      return [node.left, node.step];
    case 'indexer':
      return [node.left, node.index];
    case 'polarity':
      return [node.operand];
    case 'type':
      return [node.left];
    case 'binary':
      return [node.left, node.right];
    case 'call':
      return node.args;
    default:
      return [];
  }
}
