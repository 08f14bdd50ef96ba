import { contrast } from '../css/contrast.ts';
import { LINK_SCHEMES } from '../safe-link.ts';

type Node = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isCount =
  (least: number, most: number): Check =>
  (value) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
const isFlag: Check = (value) => typeof value === 'boolean';
const isColor: Check = (value) => isText(value) && /^#[0-9a-f]{6}$/.test(value as string);

const STYLE: Readonly<Record<string, Check>> = {
  color: (value) => isColor(value) && contrast(value as string, value as string) === 1,
  backgroundColor: isColor,
  bold: isFlag,
  italic: isFlag,
  underline: isFlag,
  strike: isFlag,
  align: (value) => ['start', 'center', 'end', 'justify'].includes(value as string),
  sizePercent: (value) => typeof value === 'number' && value > 30 && value <= 260,
};
const isStyle: Check = (value) =>
  value === undefined ||
  Object.entries(value as Node).every(([key, part]) => Object.hasOwn(STYLE, key) && STYLE[key]!(part));

const isHref: Check = (value) =>
  isText(value) && (LINK_SCHEMES as readonly string[]).includes(new URL(value as string).protocol);
const isBitmap: Check = (value) =>
  isText(value) && /^data:image\/(png|jpeg|webp|gif);base64,[A-Za-z0-9+/=]+$/.test(value as string);

const PARENT: Readonly<Record<string, Check>> = { children: Array.isArray };

/** Every kind with every field it may have; a test's own list, not the parser's. */
const ALLOWED: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  text: { text: isText },
  ruby: { base: isText, reading: isText },
  image: { src: isBitmap, alt: isText },
  break: {},
  strong: PARENT,
  em: PARENT,
  underline: PARENT,
  strike: PARENT,
  sub: PARENT,
  sup: PARENT,
  code: PARENT,
  link: { ...PARENT, href: isHref, host: isText },
  styled: { ...PARENT, style: isStyle },
  paragraph: { ...PARENT, style: isStyle },
  heading: { ...PARENT, style: isStyle, level: isCount(1, 6) },
  list: { ordered: isFlag, start: isCount(0, 999_999_999), items: Array.isArray },
  table: { rows: Array.isArray },
  quote: { blocks: Array.isArray },
  rule: {},
};
const CODE_BLOCK: Readonly<Record<string, Check>> = { text: isText };
const CELL: Readonly<Record<string, Check>> = {
  header: isFlag,
  columns: isCount(1, 100),
  rows: isCount(1, 100),
  blocks: Array.isArray,
};

const fieldsOf = (node: Node): Readonly<Record<string, Check>> | undefined => {
  const { kind } = node;
  if (kind === undefined) return CELL;
  if (kind === 'code' && 'text' in node) return CODE_BLOCK;
  return typeof kind === 'string' && Object.hasOwn(ALLOWED, kind) ? ALLOWED[kind] : undefined;
};

/** What stands in a tree and may not: kinds, fields and values, each as a short path. */
export const refusedNodes = (tree: unknown, path = ''): readonly string[] => {
  if (Array.isArray(tree)) return tree.flatMap((child: unknown) => refusedNodes(child, path));
  const node = tree as Node;
  const fields = fieldsOf(node);
  const { kind } = node;
  const here = `${path}/${typeof kind === 'string' ? kind : 'cell'}`;
  if (fields === undefined) return [here];
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === 'kind') return [];
    if (!Object.hasOwn(fields, key) || !fields[key]!(value)) return [`${here}.${key}`];
    return Array.isArray(value) ? refusedNodes(value, here) : [];
  });
};

/** Levels of arrays in a tree. */
export const levelsOf = (tree: unknown): number => {
  if (tree === null || typeof tree !== 'object') return 0;
  const own = Array.isArray(tree) ? 0 : 1;
  return own + Math.max(0, ...Object.values(tree).map(levelsOf));
};
