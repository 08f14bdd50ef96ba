import { describe, expect, it } from 'vitest';
import {
  addTallies,
  tallyOfCheck,
  tallyOfFaults,
  tallyOfPlaywright,
  tallyOfVitest,
} from '../../scripts/testing/tally.ts';

describe('the tally of vitest', () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [],
  };

  it('counts passed tests', () => {
    expect(tallyOfVitest(report, 0)).toEqual({ passed: 5, failed: 0 });
  });

  it('counts skipped and promised tests as failed', () => {
    expect(tallyOfVitest({ ...report, numPendingTests: 2, numTodoTests: 1 }, 0)).toEqual({
      passed: 5,
      failed: 3,
    });
  });

  it('counts a file that could not be loaded', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }];
    expect(tallyOfVitest({ ...report, testResults }, 1)).toEqual({ passed: 5, failed: 1 });
  });

  it.each([
    ['a bad end without a failed test', report, 1],
    ['a run without any test', { ...report, numPassedTests: 0 }, 0],
    ['a missing report', undefined, 0],
    ['a report that is not one', 'text', 0],
  ])('counts %s as a failure', (_what, given, code) => {
    expect(tallyOfVitest(given, code).failed).toBe(1);
  });
});

describe('the tally of the fault suite', () => {
  it('counts each row once', () => {
    expect(tallyOfFaults([{ passed: true }, { passed: false }, { passed: true }], 1)).toEqual({
      passed: 2,
      failed: 1,
    });
  });

  it.each([
    ['a bad end', [{ passed: true }], 1],
    ['no row at all', [], 0],
    ['a missing report', undefined, 0],
    ['a row that does not say', [{}], 0],
  ])('counts %s as a failure', (_what, report, code) => {
    expect(tallyOfFaults(report, code).failed).toBe(1);
  });
});

describe('the tally of Playwright', () => {
  const stats = { expected: 4, unexpected: 0, flaky: 0, skipped: 0 };

  it('counts expected outcomes', () => {
    expect(tallyOfPlaywright({ stats, errors: [] }, 0)).toEqual({ passed: 4, failed: 0 });
  });

  it('counts unexpected, flaky and skipped tests and errors outside of tests as failed', () => {
    const bad = { stats: { expected: 4, unexpected: 1, flaky: 2, skipped: 3 }, errors: [{ message: 'x' }] };
    expect(tallyOfPlaywright(bad, 1)).toEqual({ passed: 4, failed: 7 });
  });

  it.each([
    ['a bad end', { stats, errors: [] }, 1],
    ['no test at all', { stats: { ...stats, expected: 0 }, errors: [] }, 0],
    ['a missing report', undefined, 1],
    ['a report without figures', {}, 0],
  ])('counts %s as a failure', (_what, report, code) => {
    expect(tallyOfPlaywright(report, code).failed).toBe(1);
  });
});

describe('the sum', () => {
  it('adds runners and single checks', () => {
    expect(addTallies([tallyOfCheck(0), tallyOfCheck(1), { passed: 5, failed: 2 }])).toEqual({
      passed: 6,
      failed: 3,
    });
  });
});
