import type { SourceFile } from './source-file.ts';

export interface Violation {
  readonly rule: string;
  readonly path: string;
  readonly message: string;
}

/** A rule looks at the whole tree and says what breaks it. */
export type Rule = (files: readonly SourceFile[]) => readonly Violation[];

/** Tests, the suites that several of them run (`store-suite.ts`), and what only they use (`testing/`, `tests/`). */
export const isTest = (path: string): boolean =>
  /\.test\.ts$|-suite\.ts$|\/testing\//.test(path) || path.startsWith('tests/');

/** Applies a check to each file of the tree. */
export const perFile =
  (rule: string, check: (file: SourceFile) => readonly string[]): Rule =>
  (files) =>
    files.flatMap((file) => check(file).map((message) => ({ rule, path: file.path, message })));
