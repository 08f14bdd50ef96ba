import { describe, expect, it } from 'vitest';
import { describeError, logTo } from './log.ts';

describe('describeError', () => {
  it('tells class, code and place of an error, never its message', () => {
    const error = Object.assign(new RangeError('山田はな\n    is too heavy'), { code: 'ERR_X' });
    const text = describeError(error);
    expect(text).toMatch(/^RangeError\(ERR_X\) < /);
    expect(text).not.toMatch(/山田|heavy/);
  });

  it('tells only the type of what is no error', () => {
    expect(describeError('山田はな')).toBe('string');
    expect(describeError(undefined)).toBe('undefined');
  });
});

describe('logTo', () => {
  it('writes one line of JSON with the time', () => {
    const lines: string[] = [];
    logTo(
      (line) => lines.push(line),
      () => 0,
    )({ level: 'warn', code: 'hub-error', where: 'x' });
    expect(lines).toEqual([
      '{"at":"1970-01-01T00:00:00.000Z","level":"warn","code":"hub-error","where":"x"}\n',
    ]);
  });
});
