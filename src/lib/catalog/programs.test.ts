import { describe, expect, it } from 'vitest';
import { may } from '../domain/access.ts';
import { PROGRAMS, SECTIONS } from '../domain/program.ts';
import { STATIONS } from '../domain/station.ts';
import { isSoundWindow } from '../domain/window.ts';
import { PROGRAM_TABLE } from './programs.ts';
import { STATION_TABLE } from './stations.ts';

describe.each(PROGRAMS)('the program %s', (program) => {
  const { sections, stations, window, title } = PROGRAM_TABLE[program];

  it('has a name in both languages and a sound window', () => {
    expect([title.ja, title['en']]).toEqual(['3〜4か月児健診', '3–4 month checkup']);
    expect(isSoundWindow(window)).toBe(true);
  });

  it('has each section once, at a station of its own way through the venue', () => {
    expect(sections.map(({ section }) => section)).toEqual(SECTIONS);
    expect(sections.filter(({ station }) => !stations.includes(station))).toEqual([]);
    expect(new Set(stations).size).toBe(stations.length);
  });

  it('[AC1] names only who may enter and who may confirm', () => {
    for (const { section, filledBy, confirmBy } of sections) {
      const fillers = filledBy === 'guardian' ? (['guardian'] as const) : filledBy;
      expect(fillers.length).toBeGreaterThan(0);
      expect(confirmBy.length).toBeGreaterThan(0);
      expect(fillers.every((actor) => may(actor, 'enter', section))).toBe(true);
      expect(confirmBy.every((role) => may(role, 'confirm', section))).toBe(true);
    }
  });

  it('[AC4] lets only doctors confirm the examination', () => {
    expect(sections.find(({ section }) => section === 'examination')?.confirmBy).toEqual(['doctor']);
  });
});

it('every station has a name in both languages', () => {
  const nameless = STATIONS.filter((station) => {
    const { ja, en } = STATION_TABLE[station].title;
    return ja === '' || en === undefined || en === '';
  });
  expect(nameless).toEqual([]);
});
