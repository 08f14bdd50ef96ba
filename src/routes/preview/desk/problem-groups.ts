import type { FormProblem } from '$lib/forms/issue.ts';

/** All problems of one kind, in the order of the form. */
export interface ProblemGroup {
  readonly severity: FormProblem['severity'];
  readonly code: FormProblem['code'];
  readonly paths: readonly string[];
}

/** Errors before warnings; within, kinds in the order in which they are first met. */
export const problemGroups = (problems: readonly FormProblem[]): readonly ProblemGroup[] => {
  const groups = new Map<string, ProblemGroup & { readonly paths: string[] }>();
  for (const { severity, code, path } of problems) {
    const name = `${severity} ${code}`;
    const known = groups.get(name);
    if (known === undefined) groups.set(name, { severity, code, paths: [path] });
    else known.paths.push(path);
  }
  const all = [...groups.values()];
  return [
    ...all.filter(({ severity }) => severity === 'error'),
    ...all.filter(({ severity }) => severity === 'warning'),
  ];
};
