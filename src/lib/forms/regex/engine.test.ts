import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { compilePattern, compileSearch } from './engine.ts';
import { expandedSize } from './size.ts';
import { toRe2 } from './translate.ts';

/** Pattern, texts that match, texts that do not. */
const IN_THE_WILD: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['^\\d{3}-\\d{4}$', ['150-0001'], ['1500001', 'x150-0001', '150-0001\n']],
  ['[0-9]{3}-?[0-9]{4}', ['1500001', '150-0001'], ['〒150-0001', '１５０-０００１']],
  ['^0\\d{1,4}-\\d{1,4}-\\d{4}$', ['03-1234-5678', '0120-12-3456'], ['3-1234-5678']],
  ['^(070|080|090)-?\\d{4}-?\\d{4}$', ['09012345678'], ['06012345678']],
  ['^\\+?[1-9]\\d{1,14}$', ['+81312345678'], ['+0312345678']],
  ['^[\\u30A0-\\u30FF]+$', ['ヤマダ', 'ー'], ['やまだ', 'ﾔﾏﾀﾞ', '']],
  ['^[ァ-ヶー　 ]+$', ['ヤマダ　ハナコ'], ['山田']],
  ['^[\\u3040-\\u309F\\u30A0-\\u30FF]*$', ['やまダ', ''], ['山']],
  ['^\\p{Katakana}+\\s\\p{Katakana}+$', ['ヤマダ　ハナコ', 'ヤマダ ハナコ'], ['ヤマダハナコ']],
  ['^[\\p{Script=Hiragana}ー\\s]+$', ['やまだ　はなこ'], ['ヤマダ']],
  ['\\p{IsHan}{1,10}', ['山田'], ['やまだ']],
  ["^[\\p{L}\\p{M}'\\- ]{2,}$", ["O'Brien", '山田'], ['R2']],
  ['^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$', ['a@example.jp'], ['a@example', 'a b@example.jp', 'あ　@example.jp']],
  ['^([01][0-9]|2[0-3]):[0-5][0-9]$', ['23:59'], ['24:00']],
  ['^(?=.*\\d)(?=.*[a-z]).{8,}$', ['abcdefg1'], ['abcdefgh', 'abc1']],
  ['^(?!000)\\d{3}-\\d{2}-\\d{4}$', ['001-12-3456'], ['000-12-3456']],
  ['(?!.*  )[A-Z ]+', ['A B'], ['A  B']],
  ['^(https?:\\/\\/)[\\w.-]+(\\/.*)?$', ['https://example.jp/a'], ['ftp://example.jp']],
  ['-?(0|[1-9][0-9]*)(\\.[0-9]{1,2})?', ['0', '-12.5'], ['012', '1.234']],
  ['[ \\r\\n\\t\\S]+', ['a\nb c'], ['']],
  ['[^\\s]+(\\s[^\\s]+)*', ['a b'], [' a', 'a  b']],
  ['[^\\S\\n]+', ['　\t'], ['\n']],
  ['[A-Za-z0-9\\-\\.]{1,64}', ['a-b.c'], ['a_b']],
  ['(?i)[a-f]+', ['ABC'], ['xyz']],
  ['^[\\x21-\\x7E]*$', ['abc!'], ['あ']],
  ['[\\uD83C\\uDF00-\\uD83D\\uDDFF]', ['🌸'], ['a']],
  ['😀?', ['😀', ''], ['😁']],
  ['[[a]+', ['[a'], ['b']],
];

const REFUSED = [
  ['a back-reference', '(a)\\1'],
  ['a lookahead inside', 'a(?=b)b'],
  ['a lookahead that an alternative escapes', '(?=a)a|b'],
  ['a lookahead inside a lookahead', '^(?=a(?!b))a.*'],
  ['a lookbehind', '(?<=a)b'],
  ['a possessive quantifier', 'a++'],
  ['an atomic group', '(?>a)b'],
  ['a class intersection', '[a-z&&[^b]]'],
  ["XML Schema's name characters", '\\i\\c*'],
  ["Java's line break", '\\R'],
  ['an unknown property', '\\p{Kanji}'],
  ['a lone surrogate', '[\\uD800-\\uDBFF]'],
  ['what is open', '(a'],
  ['a repetition of nothing', '*a'],
  ['a thousand and one repetitions', 'a{1001}'],
  ['repetitions that multiply', '((a{100}){100}){100}'],
  ['a pattern of 1,001 characters', 'a'.repeat(1001)],
  ['repetitions that add up', '(\\p{L}{1,30}){1,30}[a-z\\]]{900}'.repeat(2)],
] as const;

const CATASTROPHIC = [
  '(a+)+$',
  '(a|a)*b',
  '(a*)*b',
  '(a|aa)+$',
  '([a-zA-Z]+)*$',
  '(.*a){20}!',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '(x+x+)+y',
  '(a?){40}a{40}!',
  '^(?=(a+)+$)a*b',
];

describe('compilePattern', () => {
  it.each(IN_THE_WILD)('%s matches whole texts', (pattern, matching, others) => {
    const compiled = compilePattern(pattern);
    expect(compiled).toBeDefined();
    for (const text of matching) expect([text, compiled?.matchesAll(text)]).toEqual([text, true]);
    for (const text of others) expect([text, compiled?.matchesAll(text)]).toEqual([text, false]);
  });

  it.each(REFUSED)('refuses %s', (_, pattern) => {
    expect(compilePattern(pattern)).toBeUndefined();
  });

  it('agrees with the platform where both have a feature', () => {
    const atom = fc.constantFrom(
      'a',
      'b',
      '.',
      '[ab]',
      '[^a]',
      '\\d',
      '\\s',
      '\\S',
      '\\w',
      'ア',
      '\\u3000',
      '[\\s\\d]',
    );
    const piece = fc
      .tuple(atom, fc.constantFrom('', '*', '+', '?', '{2}', '{1,2}'))
      .map((parts) => parts.join(''));
    const flat = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''));
    const pattern = fc.tuple(flat, flat).map(([one, other]) => `(${one}|${other})*${one}`);
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', '1', ' ', '\u3000', 'ア', '\n', '_'),
      maxLength: 8,
    });
    fc.assert(
      fc.property(pattern, text, (source, value) => {
        expect(compilePattern(source)?.matchesAll(value)).toBe(
          new RegExp(`^(?:${source})$`, 'u').test(value),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('never throws, whatever the pattern is', () => {
    const noise = fc.string({
      unit: fc.constantFrom(...Array.from('\\()[]{}?*+|^$.-&=!<:pPux0123aZsS,あ')),
      maxLength: 30,
    });
    fc.assert(
      fc.property(noise, fc.string({ maxLength: 20 }), (pattern, text) => {
        const compiled = compilePattern(pattern);
        if (compiled !== undefined) expect(typeof compiled.matchesAll(text)).toBe('boolean');
        compileSearch(pattern)?.isFoundIn(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(CATASTROPHIC)('%s is a small automaton and answers on 100,000 characters', (pattern) => {
    const bodies = pattern.replace('^(?=', '').replace('$)a*b', '$');
    expect(RE2JS.compile(toRe2(bodies) ?? '').programSize()).toBeLessThan(250);
    expect(compilePattern(pattern)?.matchesAll(`${'a'.repeat(100_000)}?`)).toBe(false);
  });
});

describe('expandedSize', () => {
  it.each([
    ['abc', 3],
    ['a{3}', 3],
    ['a{2,}b*', 3],
    ['(ab){2,30}', 90],
    ['((a{1,30}){1,30})', 931],
    ['[a(){5}]{2}', 2],
    ['\\p{L}{4}\\(', 5],
  ])('%s is about %i instructions', (pattern, size) => {
    expect(expandedSize(pattern)).toBe(size);
  });

  it('is at least a third of what RE2 makes of it', () => {
    const atom = fc.constantFrom('a', '[a-z]', '\\d', '\\p{L}', '(ab|c)', '.');
    const count = fc.constantFrom('', '*', '?', '{3}', '{2,9}', '{4,}');
    const inner = fc.array(fc.tuple(atom, count), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(inner, count, (pieces, outer) => {
        const pattern = `(${pieces.flat().join('')})${outer}`;
        expect(RE2JS.compile(pattern).programSize()).toBeLessThanOrEqual(3 * expandedSize(pattern) + 20);
      }),
    );
  });
});

describe('compileSearch', () => {
  it('finds a match anywhere, across lines', () => {
    expect(compileSearch('b.c')?.isFoundIn('ab\ncd')).toBe(true);
    expect(compileSearch('^b')?.isFoundIn('ab')).toBe(false);
  });

  it('replaces every match and knows groups', () => {
    expect(compileSearch('(\\d)(\\d)')?.replaceIn('12-34', '$2$1')).toBe('21-43');
    expect(compileSearch('(?<month>\\d+)/(?<day>\\d+)')?.replaceIn('11/30', '$' + '{day}-$1')).toBe('30-11');
  });
});
