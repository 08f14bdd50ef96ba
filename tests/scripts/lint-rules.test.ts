import { fileURLToPath } from 'node:url';
import { ESLint, Linter } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const RULES = [
  'no-console',
  'no-eval',
  'no-implied-eval',
  'no-new-func',
  'no-restricted-globals',
  'no-restricted-properties',
  'no-script-url',
];

type Rules = Readonly<Record<string, Linter.RuleEntry>>;

const eslint = new ESLint({ cwd: ROOT });

/** The rules on hardening as this project sets them for a file. */
const rulesFor = async (path: string): Promise<Rules> => {
  const config = (await eslint.calculateConfigForFile(path)) as { readonly rules?: Rules };
  const entries = Object.entries(config.rules ?? {});
  return Object.fromEntries(entries.filter(([name]) => RULES.includes(name)));
};

const found = async (path: string, code: string): Promise<readonly (string | null)[]> => {
  const messages = new Linter().verify(code, {
    languageOptions: { sourceType: 'module', globals: { document: 'readonly', setTimeout: 'readonly' } },
    rules: await rulesFor(path),
  });
  return messages.map(({ ruleId }) => ruleId);
};

/** What each rule must find in the app. */
const PLANTED: readonly (readonly [code: string, rule: string])[] = [
  ['schema.safeParse(value);', 'no-restricted-properties'],
  ['node.innerHTML = text;', 'no-restricted-properties'],
  ['node.outerHTML = text;', 'no-restricted-properties'],
  ["node.insertAdjacentHTML('beforeend', text);", 'no-restricted-properties'],
  ['range.createContextualFragment(text);', 'no-restricted-properties'],
  ['frame.srcdoc = text;', 'no-restricted-properties'],
  ['document.write(text);', 'no-restricted-properties'],
  ['node.setHTMLUnsafe(text);', 'no-restricted-properties'],
  ['document.title = name;', 'no-restricted-properties'],
  ['navigator.clipboard.writeText(name);', 'no-restricted-properties'],
  ["window.localStorage.setItem('a', name);", 'no-restricted-properties'],
  ["globalThis.sessionStorage.setItem('a', name);", 'no-restricted-properties'],
  ["localStorage.setItem('a', name);", 'no-restricted-globals'],
  ["sessionStorage.setItem('a', name);", 'no-restricted-globals'],
  ['new Notification(name);', 'no-restricted-globals'],
  ['new DOMParser();', 'no-restricted-globals'],
  ['eval(text);', 'no-eval'],
  ["setTimeout('text', 1);", 'no-implied-eval'],
  ['new Function(text);', 'no-new-func'],
  ["link.href = 'javascript:void(0)';", 'no-script-url'],
  ['console.log(name);', 'no-console'],
];

describe('the linter', () => {
  beforeAll(async () => {
    // The first look loads every plugin.
    await rulesFor('src/lib/tablet/updates.ts');
  }, 60_000);

  it.each(PLANTED)('finds %s', async (code, rule) => {
    expect(await found('src/lib/tablet/updates.ts', code)).toContain(rule);
  });

  it('finds the same in components, workers and routes', async () => {
    for (const path of [
      'src/routes/(tablet)/kiosk/Scan.svelte',
      'src/routes/hub/+page.svelte',
      'src/service-worker.ts',
      'src/hooks.client.ts',
      'src/lib/form-view/GuardianForm.svelte',
    ]) {
      const code = 'node.innerHTML = localStorage.a; console.log(1); eval(x);';
      expect(await found(path, code), path).toEqual(
        expect.arrayContaining([
          'no-restricted-properties',
          'no-restricted-globals',
          'no-console',
          'no-eval',
        ]),
      );
    }
  });

  it('forbids markup from text in every component', async () => {
    const config = (await eslint.calculateConfigForFile('src/routes/(tablet)/kiosk/Scan.svelte')) as {
      readonly rules: Rules;
    };
    expect(config.rules['svelte/no-at-html-tags']).toEqual([2]);
    expect(config.rules['svelte/no-inline-styles']).toEqual(expect.arrayContaining([2]));
  });

  it('lets the one front door reach the web storages, and nothing else there', async () => {
    const path = 'src/lib/tablet/compose.ts';
    expect(await found(path, 'keep(localStorage, sessionStorage);')).toEqual([]);
    expect(await found(path, 'node.innerHTML = text;')).toEqual(['no-restricted-properties']);
  });

  it('finds nothing in harmless code', async () => {
    expect(await found('src/lib/tablet/updates.ts', 'node.textContent = text; title.append(name);')).toEqual(
      [],
    );
  });
});
