import { describe, expect, it } from 'vitest';
import { problemGroups } from './problem-groups.ts';

describe('problemGroups', () => {
  it('puts errors first, and each kind together in the order of the form', () => {
    expect(
      problemGroups([
        { severity: 'warning', code: 'extension-unsupported', path: 'a' },
        { severity: 'error', code: 'link-id-missing', path: 'b' },
        { severity: 'warning', code: 'extension-unsupported', path: 'c' },
        { severity: 'error', code: 'extension-unsupported', path: 'd' },
      ]),
    ).toEqual([
      { severity: 'error', code: 'link-id-missing', paths: ['b'] },
      { severity: 'error', code: 'extension-unsupported', paths: ['d'] },
      { severity: 'warning', code: 'extension-unsupported', paths: ['a', 'c'] },
    ]);
  });

  it('has no group where there is no problem', () => {
    expect(problemGroups([])).toEqual([]);
  });
});
