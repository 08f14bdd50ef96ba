import { describe, expect, it } from 'vitest';
import { csv } from './csv.ts';

describe('csv', () => {
  it('begins with the mark of UTF-8 and ends each row', () => {
    expect(csv([['a', '種類'], ['b']])).toBe('\uFEFFa,種類\r\nb\r\n');
  });

  it('quotes what would break a row', () => {
    expect(csv([['a,b', 'say "hi"', 'x\ny']])).toBe('\uFEFF"a,b","say ""hi""","x\ny"\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])('keeps %j from being taken for a formula', (text) => {
    expect(csv([[text]])).toContain(`'${text}`);
  });
});
