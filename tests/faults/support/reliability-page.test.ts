import { describe, expect, it } from 'vitest';
import { NO_FAULT } from './fault-row.ts';
import { wrongsOf } from './judge.ts';
import { upperBound, withRun, type FullRun } from './reliability-page.ts';

const aRun = (name: string, tries: number): FullRun => ({
  row: { name, title: `what ${name} does` },
  figures: { ...NO_FAULT, tries, counted: { kills: 12_345 } },
  seed: 7,
  seconds: 200,
  date: '2026-11-21',
  commit: 'abc',
});

const ORDER = ['first', 'second', 'third'];

const rowsOf = (page: string): string[] => page.split('\n').filter((line) => line.startsWith('| `'));

describe('the page of reliability', () => {
  it('keeps what a person wrote and the lines of other rows, in the order of the table', () => {
    let page = withRun('# Reliability\n\nWords.\n', aRun('second', 10), ORDER);
    page = withRun(`${page}\nMore words.\n`, aRun('first', 10_000), ORDER);
    page = withRun(page, aRun('second', 20), ORDER);
    expect(page).toContain('# Reliability\n\nWords.\n');
    expect(page).toContain('\nMore words.\n');
    expect(rowsOf(page)).toEqual([
      '| `first`: what first does | 10,000 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0.03 % | kills: 12,345 | 2026-11-21 | 7 | 3 min | abc |',
      '| `second`: what second does | 20 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 15 % | kills: 12,345 | 2026-11-21 | 7 | 3 min | abc |',
    ]);
  });

  it('knows its own lines after they were laid out', () => {
    const page = withRun('', aRun('first', 1), ORDER).replaceAll('| `first`', '|    `first`');
    expect(rowsOf(withRun(page, aRun('first', 2), ORDER))).toHaveLength(1);
  });

  it('keeps a line for each part of a row, with their sum, until the row is divided otherwise', () => {
    const part = (number: number, of: number): FullRun => ({ ...aRun('second', 500), part: { number, of } });
    let page = withRun('', part(2, 2), ORDER).replaceAll(' | ', '   |   ');
    page = withRun(page, part(1, 2), ORDER);
    page = withRun(page, part(1, 2), ORDER);
    page = withRun(page, aRun('first', 1), ORDER);
    const heads = (text: string): string[] =>
      rowsOf(text).map((line) =>
        line
          .split('|')
          .slice(1, 4)
          .map((cell) => cell.trim())
          .join('; '),
      );
    expect(heads(page)).toEqual([
      '`first`: what first does; 1; 0',
      '`second`: what second does, part 1 of 2; 500; 0',
      '`second`: what second does, part 2 of 2; 500; 0',
      '`second` in all; 1,000; 0',
    ]);
    expect(rowsOf(page).at(-1)).toContain('| 0.3 % | 2 of 2 parts |');
    expect(heads(withRun(page, part(3, 4), ORDER)).slice(1)).toEqual([
      '`second`: what second does, part 3 of 4; 500; 0',
      '`second` in all; 500; 0',
    ]);
    expect(heads(withRun(page, aRun('second', 9), ORDER)).slice(1)).toEqual([
      '`second`: what second does; 9; 0',
    ]);
  });

  it.each([
    [3_000, '0.1 %'],
    [1_000_000, '0.0003 %'],
    [0, '–'],
  ])('gives for %i tries the upper bound %s', (tries, bound) => {
    expect(upperBound(tries)).toBe(bound);
  });
});

describe('the judgement of a row', () => {
  const fine = { ...NO_FAULT, tries: 5 };

  it('finds nothing wrong where nothing is', () => {
    expect(wrongsOf(fine, 5)).toEqual([]);
  });

  it.each([
    [{ ...fine, tries: 4 }, '4 tries of 5'],
    [{ ...fine, lost: 1 }, 'lost: 1'],
    [{ ...fine, falseSaved: Number.NaN }, 'false 保存済み: NaN'],
    [{ ...fine, hubErrors: 2 }, 'hub 5xx: 2'],
    [{ ...fine, failures: ['try 3'] }, 'failures: 1'],
  ])('finds %o wrong', (figures, wrong) => {
    expect(wrongsOf(figures, 5)).toEqual([wrong]);
  });
});
