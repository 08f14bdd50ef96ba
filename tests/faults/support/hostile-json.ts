import type { Seeded } from './seeded.ts';

/** Deepest nesting that is tried: what a parser takes and a recursive walk does not. */
const DEPTH = 100_000;

const VALUES: readonly string[] = [
  'null',
  'true',
  '-0',
  '1e308',
  '1e999',
  '-1e999',
  '9007199254740993',
  '0.1e-400',
  '""',
  '"\\u0000"',
  '"\\ud800"',
  '"\\udfff\\ud800"',
  '[]',
  '{}',
  '[[[[[[[[]]]]]]]]',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"toString":1,"valueOf":1,"hasOwnProperty":1}',
  '{"length":4294967295}',
  '"2026-02-30"',
  '"2026-11-21T25:00:00.000Z"',
  '"01999999-0000-7000-8000-00000000000Z"',
];

const deep = (draw: Seeded): string => {
  const depth = draw.pick([33, 40, 1_000, DEPTH]);
  return draw.below(2) === 0
    ? '['.repeat(depth) + ']'.repeat(depth)
    : '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
};

/** Places in a JSON text where a member's value begins. */
const valuesOf = (text: string): readonly RegExpExecArray[] => [
  ...text.matchAll(/"[A-Za-z]+":("(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null|\{|\[)/g),
];

type Change = (text: string, draw: Seeded) => string;

const CHANGES: readonly Change[] = [
  // a value of another kind
  (text, draw) => {
    const scalars = valuesOf(text).filter(([, value]) => value !== '{' && value !== '[');
    if (scalars.length === 0) return draw.pick(VALUES);
    const match = draw.pick(scalars);
    const [whole, value = ''] = match;
    const end = match.index + whole.length;
    return text.slice(0, end - value.length) + draw.pick(VALUES) + text.slice(end);
  },
  // a key twice, the second time with something else
  (text, draw) => {
    const found = valuesOf(text);
    if (found.length === 0) return text + text;
    const match = draw.pick(found);
    const key = match[0].slice(0, match[0].indexOf(':'));
    return `${text.slice(0, match.index)}${key}:${draw.pick(VALUES)},${text.slice(match.index)}`;
  },
  // keys that could reach a prototype, and keys that nobody knows
  (text, draw) => {
    const key = draw.pick([
      '__proto__',
      'constructor',
      'prototype',
      'toString',
      'extra',
      '',
      '\\u005f_proto__',
    ]);
    const places = [...text.matchAll(/\{(?=")/g)];
    const at = places.length === 0 ? 0 : draw.pick(places).index + 1;
    return `${text.slice(0, at)}"${key}":${draw.pick(VALUES)},${text.slice(at)}`;
  },
  (text, draw) => text.replace(/"[A-Za-z]+":/, (key) => (draw.below(2) === 0 ? '' : `${key}${key}`)),
  (text, draw) => text.slice(0, draw.below(text.length)),
  (text, draw) => `${text}${draw.pick(['}', ']', ',', ' {}', '\0', '//', text.slice(0, 50)])}`,
  (text) => `\u{feff}${text}`,
  (text) => `[${text}]`,
  (_text, draw) => draw.pick(VALUES),
];

/** JSON text, or what nearly is, that differs from the given one. Rarely one of hostile depth. */
export const hostileJson = (text: string, draw: Seeded): string => {
  if (draw.below(400) === 0) return deep(draw);
  if (draw.below(40) === 0)
    return text.replace(/:("(?:[^"\\]|\\.)*"|\d+)/, () => `:${'['.repeat(40)}${']'.repeat(40)}`);
  let changed = text;
  do changed = draw.pick(CHANGES)(changed === '' ? text : changed, draw);
  while (changed === text || draw.below(5) === 0);
  return changed;
};
