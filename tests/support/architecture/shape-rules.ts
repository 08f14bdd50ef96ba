import { isTest, perFile, type Rule } from './violation.ts';

/** Lines a file may have. Past them it holds two ideas. */
const LIMITS = { ts: 400, svelte: 250 } as const;

/** Tables of data that may be longer. Each entry must be needed: see the rule. */
export const LONG_TABLES: readonly string[] = [];

const linesOf = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

/** [length] No file is longer than its limit, and no table is exempt that need not be. */
export const lengthRule: Rule = perFile('length', ({ path, text }) => {
  const limit = path.endsWith('.svelte') ? LIMITS.svelte : LIMITS.ts;
  const lines = linesOf(text);
  if (LONG_TABLES.includes(path)) return lines > limit ? [] : ['is exempt from the limit but short enough'];
  return lines > limit ? [`${lines} lines, at most ${limit}`] : [];
});

/** [name] No drawer for odds and ends, no barrel. */
export const nameRule: Rule = perFile('name', ({ path }) => {
  const odd = path.split('/').find((part) => /^(?:utils?|helpers?|common|misc|shared)(?:\.|$)/.test(part));
  if (odd !== undefined) return [`${odd} says nothing about what is in it`];
  return /\/index\.(?:svelte\.)?ts$/.test(path) ? ['a barrel hides who imports what'] : [];
});

/** [focus] Every test runs, whatever its name. */
export const focusRule: Rule = perFile('focus', ({ path, text }) => {
  if (!isTest(path)) return [];
  const call =
    /\b(?:(?:it|test|describe|suite|bench)(?:\.[a-z]+)*\.(?:skip|only|todo|fixme|skipIf|runIf|fails)|x(?:it|test|describe)|f(?:it|describe))\b(?=\s*[(.`])/;
  const found = call.exec(text);
  return found === null ? [] : [`${found[0]}: a test that does not run proves nothing`];
});

/**
 * [runner] Every file of tests is found by a runner: Vitest takes `*.test.ts` under src and tests, Playwright
 * `*.spec.ts` under tests/e2e and tests/faults.
 */
export const runnerRule: Rule = perFile('runner', ({ path }) => {
  if (!/\.(?:test|spec)\.[a-z.]+$/.test(path)) return [];
  const byVitest = /^(?:src|tests)\/.*\.test\.ts$/.test(path);
  const byPlaywright = /^tests\/(?:e2e|faults)\/.*\.spec\.ts$/.test(path);
  return byVitest || byPlaywright ? [] : ['no runner looks here'];
});

/** [html] Markup is never made from a string. */
export const htmlRule: Rule = perFile('html', ({ path, text }) => {
  if (!path.startsWith('src/')) return [];
  const found = /\{@html\b|\b(?:inner|outer)HTML\s*=|insertAdjacentHTML/.exec(text);
  return found === null ? [] : [`${found[0]} makes markup from a string`];
});

/** [suppression] Rules are obeyed or changed, not switched off in place. */
export const suppressionRule: Rule = perFile('suppression', ({ text }) => {
  const found =
    /(?:\/\/|\/\*|<!--)\s*(?:eslint-disable|@ts-(?:ignore|expect-error|nocheck)|svelte-ignore|prettier-ignore)/.exec(
      text,
    );
  return found === null ? [] : [found[0]];
});

/** [style] No style attributes in markup: the content security policy would drop them. */
export const styleRule: Rule = perFile('style', ({ path, text }) =>
  path.endsWith('.svelte') && /<[a-z][^>]*\sstyle="/.test(text) ? ['a style attribute in the markup'] : [],
);
