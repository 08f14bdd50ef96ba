import { resolveImport, roomOf } from './rooms.ts';
import type { SourceFile } from './source-file.ts';
import { isTest, type Rule } from './violation.ts';

export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The strongly connected components of two or more nodes (Tarjan 1972), each in the order of its nodes' names.
 * A node that points at itself is none.
 */
export const cyclesOf = (graph: Graph): readonly (readonly string[])[] => {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (node: string): number => {
    const mine = index.size;
    let lowest = mine;
    index.set(node, mine);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      const seen = index.get(next);
      if (seen === undefined) lowest = Math.min(lowest, visit(next));
      else if (stack.includes(next)) lowest = Math.min(lowest, seen);
    }
    low.set(node, lowest);
    if (lowest === mine) {
      const component = stack.splice(stack.indexOf(node));
      if (component.length > 1) found.push(component.sort());
    }
    return lowest;
  };
  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return found;
};

const graphOf = (files: readonly SourceFile[], nodeOf: (path: string) => string | undefined): Graph => {
  const graph = new Map<string, Set<string>>();
  for (const file of files) {
    const node = nodeOf(file.path);
    if (node === undefined || isTest(file.path)) continue;
    const targets = graph.get(node) ?? new Set();
    graph.set(node, targets);
    for (const { specifier } of file.imports) {
      const target = resolveImport(file.path, specifier);
      const other = target === undefined ? undefined : nodeOf(target);
      if (other !== undefined && other !== node) targets.add(other);
    }
  }
  return graph;
};

/** [cycle] Neither files nor rooms import each other in a circle, types included. */
export const cycleRule: Rule = (files) => {
  const paths = new Set(files.map(({ path }) => path));
  const fileCycles = cyclesOf(graphOf(files, (path) => (paths.has(path) ? path : undefined)));
  const roomCycles = cyclesOf(graphOf(files, roomOf));
  return [...fileCycles, ...roomCycles].map((cycle) => ({
    rule: 'cycle',
    path: cycle[0] ?? '',
    message: `imports in a circle: ${cycle.join(' -> ')}`,
  }));
};
