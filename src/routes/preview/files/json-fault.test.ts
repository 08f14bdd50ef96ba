import { describe, expect, it } from 'vitest';
import { jsonFault } from './json-fault.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('jsonFault', () => {
  it('finds nothing wrong with JSON', () => {
    expect(jsonFault(bytes('{"a": [1, 2]}'))).toBeUndefined();
  });

  it('tells the line and column where JSON ends', () => {
    expect(jsonFault(bytes('{\n  "a": 1,\n  oops\n}'))).toEqual({ kind: 'syntax', line: 3, column: 3 });
  });

  it('knows a file that simply stops', () => {
    expect(jsonFault(bytes('{"a": '))?.kind).toBe('syntax');
    expect(jsonFault(bytes(''))?.kind).toBe('syntax');
  });

  it('tells a text in another encoding from bad JSON', () => {
    // あ in Shift_JIS.
    expect(jsonFault(new Uint8Array([0x22, 0x82, 0xa0, 0x22]))).toEqual({ kind: 'encoding' });
  });
});
