import { parse } from 'svelte/compiler';

/** A place in the catalogue, such as `['kiosk', 'welcome', 'title']`. */
export type WordPath = readonly string[];

const key = (path: WordPath): string => path.join('.');

/** What is read of an object, name by name, such as `words.kiosk.welcome`. */
interface Chain {
  readonly names: WordPath;
  /** Read on by a name that is computed, or gone through whole. */
  readonly open: boolean;
  /** What was read got names of its own. */
  readonly named?: boolean;
}

interface Node {
  readonly type: string;
  readonly [property: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node)['type'] === 'string';

const childrenOf = (node: Node): readonly Node[] =>
  Object.entries(node).flatMap(([key, value]): readonly Node[] => {
    if (key === 'parent' || key === 'loc') return [];
    return (Array.isArray(value) ? value : [value]).filter(isNode);
  });

/** How names are called that hold the catalogue. */
const CATALOGUE = /^\?$|words|messages/i;

/** What stands around a value without changing it. */
const WRAPPERS: ReadonlySet<string> = new Set(['ChainExpression', 'TSNonNullExpression', 'TSAsExpression']);

const nameOf = (node: unknown): string | undefined => {
  if (!isNode(node)) return undefined;
  if (node.type === 'Identifier' || node.type === 'PrivateIdentifier') return String(node['name']);
  return node.type === 'Literal' && typeof node['value'] === 'string' ? node['value'] : undefined;
};

/** The names an expression reads; `undefined` where it is no reading of names. */
const chainOf = (node: unknown): Chain | undefined => {
  if (!isNode(node)) return undefined;
  if (WRAPPERS.has(node.type)) return chainOf(node['expression']);
  if (node.type === 'AwaitExpression') return chainOf(node['argument']);
  if (node.type === 'Identifier') return { names: [String(node['name'])], open: false };
  if (node.type === 'ThisExpression') return { names: ['this'], open: false };
  if (node.type === 'CallExpression') {
    // `$derived(words.kiosk)` and a getter's `words().close` read on; what a function makes of it is not known.
    const callee = chainOf(node['callee']);
    const [argument] = node['arguments'] as readonly unknown[];
    if (callee?.names[0] === '$props') return undefined;
    if (callee?.names[0]?.startsWith('$') === true) return chainOf(argument);
    const isCatalogue = argument === undefined || CATALOGUE.test(callee?.names[0] ?? '');
    return isCatalogue ? callee : undefined;
  }
  if (node.type === 'ArrowFunctionExpression') return chainOf(node['body']);
  if (node.type !== 'MemberExpression') return undefined;
  const base = chainOf(node['object']) ?? { names: ['?'], open: false };
  const name = node['computed'] === true && !isNode(node['property']) ? undefined : nameOf(node['property']);
  const isNamed = node['computed'] !== true || (node['property'] as Node).type === 'Literal';
  if (base.open) return base;
  return isNamed && name !== undefined
    ? { names: [...base.names, name], open: false }
    : { names: base.names, open: true };
};

/** The names a pattern binds, each with what it reads of the value. */
const boundIn = (pattern: unknown, base: WordPath): readonly (readonly [string, WordPath])[] => {
  if (!isNode(pattern)) return [];
  if (pattern.type === 'Identifier') return [[String(pattern['name']), base]];
  if (pattern.type === 'AssignmentPattern') return boundIn(pattern['left'], base);
  if (pattern.type !== 'ObjectPattern') return [];
  return (pattern['properties'] as readonly Node[]).flatMap((property) => {
    const key = nameOf(property['key']);
    return property.type === 'Property' && key !== undefined
      ? boundIn(property['value'], [...base, key])
      : [];
  });
};

/** `ClinicMessages['slip']` as the names read: `clinic.slip`. */
const typePath = (node: unknown): WordPath => {
  if (!isNode(node)) return [];
  if (node.type === 'TSTypeReference') {
    const area = /^(\w)(\w*)Messages$/.exec(nameOf(node['typeName']) ?? '');
    return area === null ? [] : [`${area[1]?.toLowerCase() ?? ''}${area[2] ?? ''}`];
  }
  if (node.type !== 'TSIndexedAccessType') return [];
  const index = node['indexType'];
  const name = isNode(index) && index.type === 'TSLiteralType' ? nameOf(index['literal']) : undefined;
  return name === undefined ? [] : [...typePath(node['objectType']), name];
};

const walk = (node: Node, visit: (node: Node) => void): void => {
  visit(node);
  for (const child of childrenOf(node)) walk(child, visit);
};

/** The expression with those it goes on from: in `$derived(words.kiosk.scan)` also `words.kiosk` and `words`. */
const stepsOf = (node: unknown): readonly Node[] => {
  if (!isNode(node) || chainOf(node) === undefined) return [];
  const [argument] = (node['arguments'] ?? []) as readonly unknown[];
  const next = [node['object'], node['expression'], node['argument'], node['callee'], node['body'], argument];
  return [node, ...next.flatMap(stepsOf)];
};

const textOf = ({ names, open, named = false }: Chain): string =>
  `${key(names)}${open ? '[]' : ''}${named ? '{}' : ''}`;

const FUNCTIONS: ReadonlySet<string> = new Set(['ArrowFunctionExpression', 'FunctionDeclaration']);
const WHOLE: ReadonlySet<string> = new Set(['entries', 'values', 'keys']);

/** Everything a source reads by name: its own names resolved to what they were read from. */
export const chainsIn = (file: string, source: string): readonly Chain[] => {
  const isSvelte = file.endsWith('.svelte');
  const ast = parse(isSvelte ? source : `<script lang="ts">\n${source}\n</script>`, { modern: true });
  const aliases = new Map<string, WordPath[]>();
  const bind = (name: string, path: WordPath): void => {
    const known = aliases.get(name) ?? [];
    if (path.length === 0 || path[0] === name || known.some((other) => key(other) === key(path))) return;
    aliases.set(name, [...known, path]);
  };
  const found: Chain[] = [];
  /** What is only a step on the way, or has got a name: it is not handed on whole. */
  const steps = new Set<Node>();
  walk(ast as unknown as Node, (node) => {
    if (node.type === 'VariableDeclarator') {
      const read = chainOf(node['init']);
      const base = read?.names;
      if (read !== undefined) found.push({ ...read, named: true });
      for (const [name, path] of boundIn(node['id'], base ?? [])) bind(name, path);
      for (const step of [...stepsOf(node['id']), ...stepsOf(node['init'])]) steps.add(step);
    }
    if (node.type === 'PropertyDefinition') {
      const [name, path] = [nameOf(node['key']), chainOf(node['value'])?.names];
      if (name !== undefined && path !== undefined) bind(name, path);
    }
    if (FUNCTIONS.has(node.type))
      for (const parameter of node['params'] as readonly Node[])
        if (parameter.type === 'ObjectPattern')
          for (const [name, path] of boundIn(parameter, [])) bind(name, path);
    if (node.type === 'TSIndexedAccessType' && !steps.has(node)) {
      found.push({ names: ['?', ...typePath(node)], open: false });
      walk(node, (inner) => steps.add(inner));
    }
    const chain = chainOf(node);
    for (const step of stepsOf(node).slice(1)) steps.add(step);
    if (chain !== undefined && !steps.has(node)) found.push(chain);
    if (node.type === 'CallExpression') {
      const callee = chainOf(node['callee']);
      const [argument] = node['arguments'] as readonly unknown[];
      const whole = chainOf(argument);
      if (callee?.names[0] === 'Object' && WHOLE.has(callee.names[1] ?? '') && whole !== undefined)
        found.push({ names: whole.names, open: true });
    }
    const gone = node.type === 'EachBlock' ? chainOf(node['expression']) : undefined;
    if (gone !== undefined) found.push({ ...gone, open: true });
    if (node.type === 'ObjectPattern')
      walk(node, (inner) => {
        if (inner.type === 'Identifier') steps.add(inner);
      });
    // A name that only a pattern reads is read as well.
    if (node.type === 'VariableDeclarator' || FUNCTIONS.has(node.type)) {
      const base = chainOf(node['init'])?.names ?? [];
      const patterns = node.type === 'VariableDeclarator' ? [node['id']] : (node['params'] as unknown[]);
      for (const pattern of patterns)
        if (isNode(pattern) && pattern.type === 'ObjectPattern')
          for (const [, path] of boundIn(pattern, base))
            found.push({ names: path, open: false, named: true });
    }
  });
  const resolved = ({ names, open, named = false }: Chain, depth = 0): readonly Chain[] => {
    const [root = '', ...rest] = names[0] === 'this' ? names.slice(1) : names;
    const targets = depth > 2 ? [] : (aliases.get(root) ?? []);
    return [
      { names: [root, ...rest], open, named },
      ...targets.flatMap((path) => resolved({ names: [...path, ...rest], open, named }, depth + 1)),
    ];
  };
  const distinct = new Map(found.flatMap((chain) => resolved(chain)).map((each) => [textOf(each), each]));
  return [...distinct.values()];
};

/** How names are called that words are handed on by. */
const OF_WORDS = /^\?$|words|text|said|spoken|messages|fields/i;

/**
 * The words that no source reads.
 *
 * A word is read by its path (`words.kiosk.welcome.title`, also through names it was given on the way), by a computed
 * name behind its group (`words.problems[code]`), or by the end of its path where a group before it is handed on
 * whole (`words={words.form}` here, `words.next` there).
 * @param called other names the areas go by where they are read
 */
export const unreadWords = (
  words: readonly WordPath[],
  chains: readonly Chain[],
  called: Readonly<Record<string, string>> = {},
): readonly string[] => {
  const groups = new Set(words.flatMap((path) => path.map((_, at) => key(path.slice(0, at)))));
  const read = new Set<string>();
  const open = new Set<string>();
  const handed = new Set<string>();
  /** Ends of paths, as read from a name of unknown origin. */
  const ends = new Set<string>();
  const starts = new Set(words.map(([area = '']) => area));
  for (const { names: said, open: isOpen, named = false } of chains) {
    const names = said.map((name) => (Object.hasOwn(called, name) ? (called[name] ?? name) : name));
    for (const [at, name] of names.entries()) {
      if (!starts.has(name)) continue;
      for (let end = names.length; end > at; end -= 1) {
        const path = key(names.slice(at, end));
        read.add(path);
        if (end !== names.length || !groups.has(path)) continue;
        if (isOpen) open.add(path);
        else if (!named && names.slice(0, at).some((name) => CATALOGUE.test(name))) handed.add(path);
      }
    }
    if (!OF_WORDS.test(names[0] ?? '')) continue;
    for (let end = 2; end <= names.length; end += 1) ends.add(key(names.slice(1, end)));
    if (isOpen) ends.add(`${key(names.slice(1))}[]`);
  }
  const isRead = (path: WordPath): boolean =>
    read.has(key(path)) ||
    path.some((_, at) => {
      const group = key(path.slice(0, at));
      if (at === 0) return false;
      if (open.has(group)) return true;
      if (!handed.has(group)) return false;
      const rest = path.slice(at);
      return (
        ends.has(key(rest)) ||
        rest.some((__, behind) => (behind > 0 || at > 1) && ends.has(`${key(rest.slice(0, behind))}[]`))
      );
    });
  return words.filter((path) => !isRead(path)).map(key);
};
