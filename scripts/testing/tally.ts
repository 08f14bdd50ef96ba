/** What one runner did. A skipped test is a failed one: it proves nothing. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

export const addTallies = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
  failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
});

const countOf = (report: object, name: string): number => {
  const value: unknown = Object.hasOwn(report, name) ? (report as Record<string, unknown>)[name] : 0;
  return typeof value === 'number' ? value : 0;
};

const listOf = (report: object, name: string): readonly unknown[] => {
  const value: unknown = (report as Record<string, unknown>)[name];
  return Array.isArray(value) ? value : [];
};

/** A runner that ended badly without naming a failed test, or that ran nothing, still failed once. */
const atLeastOneFailure = (tally: Tally, exitCode: number): Tally =>
  tally.failed === 0 && (exitCode !== 0 || tally.passed === 0) ? { ...tally, failed: 1 } : tally;

/** A check that is no test runner counts as one test. */
export const tallyOfCheck = (exitCode: number): Tally =>
  exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };

/** From Vitest's JSON report. A file that could not be loaded has no tests and counts as one failure. */
export const tallyOfVitest = (report: unknown, exitCode: number): Tally => {
  if (typeof report !== 'object' || report === null) return { passed: 0, failed: 1 };
  const brokenFiles = listOf(report, 'testResults').filter(
    (file) =>
      typeof file === 'object' &&
      file !== null &&
      (file as Record<string, unknown>)['status'] === 'failed' &&
      listOf(file, 'assertionResults').length === 0,
  ).length;
  const failed =
    countOf(report, 'numFailedTests') +
    countOf(report, 'numPendingTests') +
    countOf(report, 'numTodoTests') +
    brokenFiles;
  return atLeastOneFailure({ passed: countOf(report, 'numPassedTests'), failed }, exitCode);
};

/** From Playwright's JSON report. Flaky counts as failed. */
export const tallyOfPlaywright = (report: unknown, exitCode: number): Tally => {
  if (typeof report !== 'object' || report === null) return { passed: 0, failed: 1 };
  const stats: unknown = (report as Record<string, unknown>)['stats'];
  if (typeof stats !== 'object' || stats === null) return { passed: 0, failed: 1 };
  const failed =
    countOf(stats, 'unexpected') +
    countOf(stats, 'flaky') +
    countOf(stats, 'skipped') +
    listOf(report, 'errors').length;
  return atLeastOneFailure({ passed: countOf(stats, 'expected'), failed }, exitCode);
};

/** From the fault suite's report: each row is one check. */
export const tallyOfFaults = (report: unknown, exitCode: number): Tally => {
  if (!Array.isArray(report)) return { passed: 0, failed: 1 };
  const passed = report.filter(
    (row: unknown) => typeof row === 'object' && row !== null && 'passed' in row && row.passed === true,
  ).length;
  return atLeastOneFailure({ passed, failed: report.length - passed }, exitCode);
};
