import { describe, expect, it } from 'vitest';
import { aChild } from '../../../tests/support/a-bundle.ts';
import type { RosterEntry } from '../contract/people.ts';
import type { SectionId } from '../domain/program.ts';
import {
  dueSections,
  inFilter,
  matchesSearch,
  shownLines,
  staffSections,
  type BoardLine,
} from './board-line.ts';
import type { SectionState } from './sections.ts';

const SECTIONS = ['questionnaire', 'measurement', 'examination'] as const;

const aLine = (
  states: Partial<Record<SectionId, SectionState>> = {},
  over: Partial<BoardLine> & { entry?: RosterEntry } = {},
): BoardLine => ({
  entry: aChild(),
  checkupId: 'c',
  sections: SECTIONS.map((section) => ({
    section,
    recordId: section,
    state: states[section] ?? 'none',
    revisions: [],
    damaged: false,
  })),
  byNeed: new Set(),
  facts: { date: undefined, age: undefined, corrected: undefined },
  signals: undefined,
  unsent: false,
  ...over,
});

describe('searching the board', () => {
  const child = aChild({ name: '照屋 結菜', kana: 'てるや ゆいな', number: 12 });

  it.each(['てるや', 'テルヤ', 'ﾃﾙﾔ', 'ゆいな', 'てるやゆいな', '照屋', ' てる　や ', ''])(
    'finds てるや ゆいな by %s',
    (typed) => {
      expect(matchesSearch(child, typed)).toBe(true);
    },
  );

  it.each(['12', '１２', '1', 'No.12', '#12', '012'])('finds number 12 by %s', (typed) => {
    expect(matchesSearch(child, typed)).toBe(true);
  });

  it.each(['2', '123', '112', 'ひが', 'zz'])('does not find it by %s', (typed) => {
    expect(matchesSearch(child, typed)).toBe(false);
  });

  it('finds names in Latin letters without their marks, in any case', () => {
    const anna = aChild({ name: 'Nguyễn Thị Ánh Đào', kana: 'グエン ティ アイン ダオ' });
    for (const typed of ['nguyen', 'NGUYỄN', 'dao', 'thi anh', 'ぐえん']) {
      expect(matchesSearch(anna, typed), typed).toBe(true);
    }
  });
});

describe('filtering the board', () => {
  it('keeps a child in 計測待ち until the measurement is confirmed, drafts and saved ones too', () => {
    for (const state of ['none', 'draft', 'saved', 'conflict'] as const) {
      expect(inFilter(aLine({ measurement: state }), 'measurement'), state).toBe(true);
    }
    expect(inFilter(aLine({ measurement: 'confirmed' }), 'measurement')).toBe(false);
  });

  it('shows under 要確認 who has concerning answers, asks for staff, conflicts or damaged records', () => {
    const calm = aLine({ questionnaire: 'submitted' }, { signals: { concerns: 0, asks: 0 } });
    expect(inFilter(calm, 'attention')).toBe(false);
    expect(inFilter({ ...calm, signals: { concerns: 1, asks: 0 } }, 'attention')).toBe(true);
    expect(inFilter({ ...calm, signals: { concerns: 0, asks: 1 } }, 'attention')).toBe(true);
    expect(inFilter(aLine({ measurement: 'conflict' }), 'attention')).toBe(true);
    const damaged = { ...calm, sections: calm.sections.map((section) => ({ ...section, damaged: true })) };
    expect(inFilter(damaged, 'attention')).toBe(true);
  });

  it('counts a child as done when measurement and examination are both confirmed', () => {
    expect(inFilter(aLine({ measurement: 'confirmed', examination: 'confirmed' }), 'done')).toBe(true);
    expect(inFilter(aLine({ measurement: 'confirmed', examination: 'saved' }), 'done')).toBe(false);
  });

  it('waits for no section that may stay empty, until somebody begins it', () => {
    const byNeed = new Set(['measurement'] as const);
    const empty = aLine({ examination: 'confirmed' }, { byNeed });
    expect([inFilter(empty, 'measurement'), inFilter(empty, 'done')]).toEqual([false, true]);
    expect(dueSections(empty).map(({ section }) => section)).toEqual(['questionnaire', 'examination']);
    const begun = aLine({ measurement: 'draft', examination: 'confirmed' }, { byNeed });
    expect([inFilter(begun, 'measurement'), inFilter(begun, 'done')]).toEqual([true, false]);
    const done = aLine({ measurement: 'confirmed', examination: 'confirmed' }, { byNeed });
    expect([inFilter(done, 'measurement'), inFilter(done, 'done')]).toEqual([false, true]);
  });

  it('keeps nobody waiting for a section their checkup does not have', () => {
    expect(inFilter(aLine(), 'dental')).toBe(false);
  });

  it('offers the sections of staff that somebody has, in the order of their program', () => {
    const [questionnaire, measurement, examination] = aLine().sections;
    const one = { ...aLine(), sections: [examination, measurement].filter((each) => each !== undefined) };
    const other = { ...aLine(), sections: [questionnaire].filter((each) => each !== undefined) };
    expect(staffSections([one, other])).toEqual(['examination', 'measurement']);
    expect(staffSections([other])).toEqual([]);
  });

  it('joins search and filter and keeps the order', () => {
    const lines = [3, 1, 2].map((number) => aLine({}, { entry: aChild({ number, kana: `カナ${number}` }) }));
    const shown = shownLines(lines, { search: 'かな', filter: 'measurement' });
    expect(shown.map(({ entry }) => entry.number)).toEqual([3, 1, 2]);
    expect(shownLines(lines, { search: '2', filter: 'measurement' })).toHaveLength(1);
    expect(shownLines(lines, { search: '2', filter: 'done' })).toEqual([]);
  });
});
