import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelWidth, toggled, type Choice } from './choice.ts';

const choices: readonly Choice[] = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
  { value: 'c', label: 'C' },
  { value: 'none', label: 'None', exclusive: true },
];

describe('toggled', () => {
  it('replaces the only answer', () => {
    expect(toggled(choices, ['a'], 'b', 'one')).toEqual(['b']);
  });

  it('keeps the only answer when it is pressed again', () => {
    expect(toggled(choices, ['a'], 'a', 'one')).toEqual(['a']);
  });

  it('adds in the order of the choices and takes away again', () => {
    expect(toggled(choices, ['c'], 'a', 'many')).toEqual(['a', 'c']);
    expect(toggled(choices, ['a', 'c'], 'c', 'many')).toEqual(['a']);
  });

  it('lets an exclusive answer stand alone, from both sides', () => {
    expect(toggled(choices, ['a', 'b'], 'none', 'many')).toEqual(['none']);
    expect(toggled(choices, ['none'], 'b', 'many')).toEqual(['b']);
  });

  it('never holds an exclusive answer beside another, whatever is pressed', () => {
    const presses = fc.array(fc.constantFrom('a', 'b', 'c', 'none'));
    fc.assert(
      fc.property(presses, (values) => {
        const chosen = values.reduce<readonly string[]>(
          (now, value) => toggled(choices, now, value, 'many'),
          [],
        );
        return !chosen.includes('none') || chosen.length === 1;
      }),
    );
  });
});

describe('labelWidth', () => {
  it('counts Latin letters half', () => {
    expect(labelWidth('はい')).toBe(2);
    expect(labelWidth('BCG 接種')).toBe(4);
  });
});
