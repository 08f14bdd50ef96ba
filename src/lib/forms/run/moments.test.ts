import { describe, expect, it } from 'vitest';
import type { Answer } from '../answer-types.ts';
import { anItem, aQuestionnaire } from '../testing/questionnaire.ts';
import { Scenario } from '../testing/scenario.ts';

const issuesOf = (type: string, given: Answer): readonly string[] =>
  new Scenario(aQuestionnaire([anItem(type, 'a')])).set('a', [given]).issues.map(({ code }) => code);

describe('dates and times that are none', () => {
  it.each([
    ['00:00', []],
    ['23:59:59', []],
    ['23:59:60', []],
    ['09:30:00.123', []],
    ['24:00', ['not-a-time']],
    ['09:60', ['not-a-time']],
    ['9:30', ['not-a-time']],
    ['09:30:00Z', ['not-a-time']],
    ['午前9時', ['not-a-time']],
  ])('[FV13] the time %s gives %j', (value, issues) => {
    expect(issuesOf('time', { type: 'time', value })).toEqual(issues);
  });

  it.each([
    ['2024-02-29T00:00:00+09:00', []],
    ['2026-02-28', []],
    ['2026', []],
    ['2026-03-05T09:30', []],
    ['2026-02-29T00:00:00+09:00', ['not-a-date']],
    ['2026-03-05T24:00:00Z', ['not-a-date']],
    ['2026-03-05 09:30', ['not-a-date']],
    ['2026-03T09:30:00Z', ['not-a-date']],
    ['2026-03-05T09:30:00+15:00', ['not-a-date']],
  ])('[FV13] the date and time %s gives %j', (value, issues) => {
    expect(issuesOf('dateTime', { type: 'dateTime', value })).toEqual(issues);
  });

  it.each([
    ['2024-02-29', []],
    ['2026-02-29', ['not-a-date']],
    ['2026-04-31', ['not-a-date']],
    ['2026-00', ['not-a-date']],
    ['2026-13', ['not-a-date']],
    ['0000', ['not-a-date']],
    ['0001-01-01', []],
    ['2026-1-1', ['not-a-date']],
    ['2026-01-01T00:00:00Z', ['not-a-date']],
    ['令和8年', ['not-a-date']],
  ])('[FV13] %s gives %j', (value, issues) => {
    expect(issuesOf('date', { type: 'date', value })).toEqual(issues);
  });
});
