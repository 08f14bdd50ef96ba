import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import { LIBRARIES } from './tests/support/architecture/libraries.ts';
import svelteConfig from './svelte.config.js';

/** The path pattern of a place in the table of libraries. @param {string} place */
const pattern = (place) => `src/${place}${place.endsWith('/') ? '**' : ''}`;

/** Matches imports of the libraries and of their subpaths. @param {string[]} libraries */
const importOf = (libraries) =>
  `^(${libraries.map((name) => (name.endsWith(':') ? name : `${name.replaceAll('$', '\\$')}(/|$)`)).join('|')})`;

/**
 * The rule `one library, one room` for editors; tests/architecture.test.ts is the judge. A file may import exactly
 * the libraries whose places match it, so one configuration object is made for each set of places.
 */
const placeBound = () => {
  const places = [...new Set(Object.values(LIBRARIES).flat())]
    .filter((place) => !place.endsWith('.css'))
    .sort((a, b) => a.length - b.length);
  /** @param {string} place */
  const refusedAt = (place) =>
    Object.keys(LIBRARIES).filter(
      (library) => !(LIBRARIES[library] ?? []).some((allowed) => place.startsWith(allowed)),
    );
  /** @param {string} files @param {string[]} refused */
  const rule = (files, refused) => ({
    files: [files],
    ignores: ['src/**/*.test.ts', 'src/**/*-suite.ts', 'src/**/testing/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ regex: importOf(refused), message: 'One library, one room: see DESIGN §3.' }] },
      ],
    },
  });
  return [
    rule('src/**', Object.keys(LIBRARIES)),
    ...places.map((place) => rule(pattern(place), refusedAt(place))),
  ];
};

/** Where a name or an answer could come to lie, or show itself, outside the encrypted store and the page. */
const SIDE_DOORS = ['localStorage', 'sessionStorage', 'Notification', 'DOMParser'];

/** What makes elements out of a text. */
const MARKUP_FROM_TEXT = [
  ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'createContextualFragment', 'srcdoc'],
  ...['setHTMLUnsafe', 'parseHTMLUnsafe', 'parseFromString'],
]
  .map((property) => ({ property, message: 'A text stays a text: write it as one.' }))
  .concat(
    ['write', 'writeln'].map((property) => ({
      object: 'document',
      property,
      message: 'A text stays a text: write it as one.',
    })),
  );

/** What carries a text out of the page. Titles are written by `<svelte:head>`, with fixed words. */
const OUT_OF_THE_PAGE = [
  { object: 'navigator', property: 'clipboard', message: 'What is on the clipboard is open to everybody.' },
  { object: 'document', property: 'title', message: 'A title stands in history and in the task switcher.' },
  ...SIDE_DOORS.flatMap((property) =>
    ['window', 'globalThis', 'self'].map((object) => ({
      object,
      property,
      message: 'Reached through tablet/compose.ts, or not at all.',
    })),
  ),
];

/** What reads a value from outside and may throw at it. */
const THROWING_READERS = ['safeParse', 'safeParseAsync'].map((property) => ({
  property,
  message: 'Read by contract/parse-as.ts, which never throws.',
}));

export default defineConfig(
  {
    ignores: ['.svelte-kit/', 'build/', 'data/', 'node_modules/', 'test-results/', 'playwright-report/'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ts.configs.strictTypeChecked,
  ts.configs.stylisticTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.node },
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    rules: {
      // Of the core rules: those that type checking does not already cover.
      'for-direction': 'error',
      'no-async-promise-executor': 'error',
      'no-case-declarations': 'error',
      'no-compare-neg-zero': 'error',
      'no-cond-assign': 'error',
      'no-constant-binary-expression': 'error',
      'no-constant-condition': 'error',
      'no-debugger': 'error',
      'no-duplicate-case': 'error',
      'no-empty': 'error',
      'no-empty-pattern': 'error',
      'no-fallthrough': 'error',
      // Japanese text has full-width spaces.
      'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true, skipRegExps: true }],
      'no-loss-of-precision': 'error',
      'no-misleading-character-class': 'error',
      'no-prototype-builtins': 'error',
      'no-regex-spaces': 'error',
      'no-self-assign': 'error',
      'no-self-compare': 'error',
      'no-shadow-restricted-names': 'error',
      'no-sparse-arrays': 'error',
      'no-template-curly-in-string': 'error',
      'no-unreachable': 'error',
      'no-unsafe-finally': 'error',
      'no-unsafe-optional-chaining': 'error',
      'no-unused-private-class-members': 'error',
      'no-useless-backreference': 'error',
      'no-useless-escape': 'error',
      'no-var': 'error',
      'require-yield': 'error',
      'use-isnan': 'error',
      'valid-typeof': 'error',
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-proto': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, allowDefaultCaseForExhaustiveSwitch: true },
      ],
      // `[...text]` gives code points, which is what this code means by characters.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // Safari tells only by keyCode 229 that a key belongs to the input method.
      '@typescript-eslint/no-deprecated': ['error', { allow: [{ from: 'lib', name: 'keyCode' }] }],
      // Sees neither what changes a field during an `await` nor that the list of programs will grow.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // An adapter that has nothing to wait for is still async: its port says so.
      '@typescript-eslint/require-await': 'off',
      // `dot-notation` contradicts noPropertyAccessFromIndexSignature.
      '@typescript-eslint/dot-notation': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Exports have names; a default export stands only where a framework wants one.',
        },
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    rules: {
      // Takes every Map and Date for state, also those that live for one call.
      'svelte/prefer-svelte-reactivity': 'off',
      // `$state(undefined)` is no call that returns nothing.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // `void this.answers` in an effect reads a dependency.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
    },
  },
  {
    files: ['**/*.svelte'],
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/no-target-blank': 'error',
      'svelte/button-has-type': 'error',
      'svelte/no-inline-styles': 'error',
      'svelte/prefer-const': 'error',
      'prefer-const': 'off',
      'no-irregular-whitespace': 'off',
      // The parser sees imported components as `any`; svelte-check knows their types.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // Links of this app are fixed paths under a fixed root.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    // A command talks to its terminal, and a page to the watch of the tests.
    files: [
      'scripts/**',
      'tests/bench/**',
      'tests/support/watch.ts',
      'src/lib/server/log.ts',
      'src/lib/server/cli/**',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    // Read by a framework as the default export.
    files: ['*.config.{js,ts}', 'tests/support/*-environment.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.test.ts', '**/*-suite.ts', '**/testing/**/*.ts', 'tests/**/*.ts'],
    rules: {
      // Assertions on fixtures whose shape the test itself wrote.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['src/service-worker.ts'],
    languageOptions: {
      parserOptions: { projectService: false, project: './src/service-worker.tsconfig.json' },
    },
  },
  {
    // Text never becomes markup, code or an address of a script, and leaves the page by no side door.
    files: ['src/**'],
    ignores: ['src/**/*.test.ts', 'src/**/*-suite.ts', 'src/**/testing/**'],
    rules: {
      'no-new-func': 'error',
      'no-script-url': 'error',
      'no-restricted-globals': [
        'error',
        ...SIDE_DOORS.map((name) => ({ name, message: 'Reached through tablet/compose.ts, or not at all.' })),
      ],
      'no-restricted-properties': ['error', ...MARKUP_FROM_TEXT, ...OUT_OF_THE_PAGE, ...THROWING_READERS],
    },
  },
  {
    // The front door hands the two web storages to what may keep a setting there; nothing personal does.
    files: ['src/lib/tablet/compose.ts'],
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    // The reader itself, and the environment, which the administrator writes.
    files: ['src/lib/contract/parse-as.ts', 'src/lib/server/env.ts'],
    rules: { 'no-restricted-properties': ['error', ...MARKUP_FROM_TEXT, ...OUT_OF_THE_PAGE] },
  },
  {
    // An author copies a form, a path or a response out of the preview; no family's data is there.
    files: ['src/routes/preview/desk/{IssueGroup,JsonBlock}.svelte'],
    rules: { 'no-restricted-properties': ['error', ...MARKUP_FROM_TEXT] },
  },
  ...placeBound(),
  {
    files: ['**/*.js', '**/*.mjs'],
    ...ts.configs.disableTypeChecked,
  },
);
