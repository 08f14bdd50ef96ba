import { withoutGroups, type SyntaxNode } from '../syntax/syntax.ts';

/** The linkIds that a criterion can be true for. */
export interface Pins {
  readonly linkIds: ReadonlySet<string>;
  /** The criterion asks for nothing but the linkId. */
  readonly only: boolean;
}

/**
 * The linkIds that the criterion of a `where` names: `linkId = 'a'`, either way round, `linkId in ('a' | 'b')`,
 * `('a' | 'b') contains linkId`, alternatives of these by `or`, and any of them with further terms by `and`.
 * Undefined when the criterion can be true for an element with another linkId, or with none.
 */
export function pinsOf(criterion: SyntaxNode): Pins | undefined {
  const node = withoutGroups(criterion);
  if (node.kind !== 'binary') return undefined;
  const { operator, left, right } = node;
  switch (operator) {
    case '=':
      return isLinkId(left) ? named(right, false) : isLinkId(right) ? named(left, false) : undefined;
    case 'in':
      return isLinkId(left) ? named(right, true) : undefined;
    case 'contains':
      return isLinkId(right) ? named(left, true) : undefined;
    case 'or': {
      const [one, other] = [pinsOf(left), pinsOf(right)];
      if (one === undefined || other === undefined) return undefined;
      return { linkIds: new Set([...one.linkIds, ...other.linkIds]), only: one.only && other.only };
    }
    case 'and': {
      const pins = pinsOf(left) ?? pinsOf(right);
      return pins && { linkIds: pins.linkIds, only: false };
    }
    default:
      return undefined;
  }
}

function isLinkId(operand: SyntaxNode): boolean {
  const node = withoutGroups(operand);
  if (node.kind === 'member') return node.name === 'linkId';
  return (
    node.kind === 'path' &&
    node.left.kind === 'this' &&
    node.step.kind === 'member' &&
    node.step.name === 'linkId'
  );
}

function named(operand: SyntaxNode, several: boolean): Pins | undefined {
  const linkIds = new Set<string>();
  return collectStrings(operand, several, linkIds) ? { linkIds, only: true } : undefined;
}

function collectStrings(operand: SyntaxNode, several: boolean, into: Set<string>): boolean {
  const node = withoutGroups(operand);
  if (node.kind === 'string') {
    into.add(node.value);
    return true;
  }
  if (!several || node.kind !== 'binary' || node.operator !== '|') return false;
  return collectStrings(node.left, true, into) && collectStrings(node.right, true, into);
}
