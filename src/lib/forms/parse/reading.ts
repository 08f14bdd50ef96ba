import type { FormProblem } from '../form.ts';

/** One reading of one Questionnaire: what was found wrong and which languages were met on the way. */
export class Reading {
  readonly problems: FormProblem[] = [];
  readonly languages = new Set<string>();
  /** Language of the base texts. */
  language = 'ja';

  /** Refuses the form. */
  error(code: FormProblem['code'], path: string): void {
    this.problems.push({ severity: 'error', code, path });
  }

  /** The form works without it. */
  warning(code: FormProblem['code'], path: string): void {
    this.problems.push({ severity: 'warning', code, path });
  }

  get refused(): boolean {
    return this.problems.some(({ severity }) => severity === 'error');
  }
}
