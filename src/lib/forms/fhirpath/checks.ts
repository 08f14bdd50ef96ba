import { FUNCTIONS } from './functions.ts';
import { BRIEF, WEIGHED_REPEAT, WHOLE_TIME, type Insertions } from './insertions.ts';
import { partsOf, withoutGroups, type SyntaxNode } from './syntax/syntax.ts';

/** Operators that compare whole elements with each other. */
const COMPARING = new Set(['=', '!=', '~', '!~', '|', 'in', 'contains']);

/** Operators that add a time to a date. */
const ADDING = new Set(['+', '-']);

/**
 * Every function is one that runs, with a number of arguments that it takes, and no member is one of JavaScript's own
 * (`constructor`). FHIR has no element of such a name.
 */
export function isRunnable(node: SyntaxNode): boolean {
  if (node.kind === 'member' && node.name in Object.prototype) return false;
  if (node.kind === 'call') {
    const arity = FUNCTIONS.get(node.name)?.arity;
    if (arity === undefined || node.args.length < arity[0] || node.args.length > arity[1]) return false;
  }
  return partsOf(node).every(isRunnable);
}

/** Names of the functions that the expression calls. */
export function calledFunctions(node: SyntaxNode, into = new Set<string>()): Set<string> {
  if (node.kind === 'call') into.add(node.name);
  for (const part of partsOf(node)) calledFunctions(part, into);
  return into;
}

/**
 * Has everything weighed that is about to be compared with anything but a literal, parsed as a unit, or added to what
 * may be a date.
 */
export function weighComparisons(node: SyntaxNode, insertions: Insertions): void {
  if (node.kind === 'binary' && COMPARING.has(node.operator)) {
    const operands = [node.left, node.right];
    if (!operands.some(isLiteral)) for (const operand of operands) insertions.weigh(operand);
  }
  if (node.kind === 'binary' && ADDING.has(node.operator) && !isWholeLiteral(node.right)) {
    insertions.weigh(node.right, WHOLE_TIME);
  }
  if (node.kind === 'call') weighCall(node, insertions);
  for (const part of partsOf(node)) weighComparisons(part, insertions);
}

function weighCall(call: SyntaxNode & { kind: 'call' }, insertions: Insertions): void {
  switch (FUNCTIONS.get(call.name)?.weighs) {
    case 'all':
      insertions.weighInput(call.start);
      for (const argument of call.args) insertions.weigh(argument);
      break;
    case 'input':
      insertions.weighInput(call.start);
      break;
    case 'steps':
      for (const argument of call.args) insertions.weigh(argument, WEIGHED_REPEAT);
      break;
    case 'unit':
      insertions.weighInput(call.start, BRIEF);
      for (const argument of call.args) insertions.weigh(argument, BRIEF);
      break;
    case undefined:
  }
}

function isWholeLiteral(node: SyntaxNode): boolean {
  return node.kind === 'string' || (node.kind === 'literal' && !node.isFraction);
}

function isLiteral(operand: SyntaxNode): boolean {
  const node = withoutGroups(operand);
  if (node.kind === 'binary' && node.operator === '|') return isLiteral(node.left) && isLiteral(node.right);
  return node.kind === 'string' || node.kind === 'literal';
}
