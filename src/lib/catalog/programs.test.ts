import { describe, expect, it } from 'vitest';
import { may } from '../domain/access.ts';
import { PROGRAMS } from '../domain/program.ts';
import { STATIONS } from '../domain/station.ts';
import { isSoundWindow } from '../domain/window.ts';
import { PROGRAM_TABLE } from './programs.ts';
import { STATION_TABLE } from './stations.ts';
import { builtInForm } from './testing/built-in-form.ts';

/** Checkups that are held as a group (集団健診), everybody walking from station to station. */
const GROUP_CHECKUPS = ['infant-3-4m', 'child-18m', 'child-3y', 'child-5y'] as const;

describe.each(PROGRAMS)('the program %s', (program) => {
  const { sections, stations, window, title } = PROGRAM_TABLE[program];

  it('has a name in both languages and a sound window', () => {
    expect(title.ja).toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u);
    expect(title['en']).toMatch(/^[\x20-\x7e\u2013]+$/);
    expect(isSoundWindow(window)).toBe(true);
  });

  it('has each section once, at a station of its own way through the venue', () => {
    const ids = sections.map(({ section }) => section);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(sections.map(({ station }) => station))).toEqual(
      new Set(stations.filter((station) => station !== 'reception')),
    );
    expect(new Set(stations).size).toBe(stations.length);
  });

  it('asks the guardian or the mother at most one questionnaire, and before everything else', () => {
    const asked = sections.flatMap(({ filledBy }, at) => (filledBy === 'guardian' ? [at] : []));
    expect([[], [0]]).toContainEqual(asked);
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
    const confirmers = sections
      .filter(({ section }) => section === 'examination')
      .map(({ confirmBy }) => confirmBy);
    expect(confirmers.every((roles) => roles.join() === 'doctor')).toBe(true);
  });
});

describe('a group checkup', () => {
  it.each(GROUP_CHECKUPS)('has a section for every station on the way: %s', (program) => {
    expect(PROGRAM_TABLE[program].sections.map(({ section }) => section)).toEqual(
      expect.arrayContaining([
        'questionnaire',
        'interview',
        'measurement',
        'examination',
        'nutrition',
        'guidance',
        'conference',
      ]),
    );
  });

  it('asks the same question of staff at the same station as every other', async () => {
    const places = new Map<string, Set<string>>();
    for (const program of GROUP_CHECKUPS)
      for (const { section, filledBy } of PROGRAM_TABLE[program].sections) {
        if (filledBy === 'guardian') continue;
        for (const { linkId, type } of (await builtInForm(program, section)).items)
          if (type !== 'group') places.set(linkId, (places.get(linkId) ?? new Set()).add(section));
      }
    // At 1歳6か月 nobody screens eyes: the doctor looks at them (目の異常).
    expect([...places].filter(([, at]) => at.size > 1).map(([linkId]) => linkId)).toEqual(['eye-alignment']);
  });
});

describe('a judgement', () => {
  const FOLLOW_UP = ['follow-up-plan', 'follow-up-date', 'follow-up-staff', 'support-need', 'support-note'];
  const DETAILED = ['detailed-requested', 'detailed-visited', 'detailed-outcome'];

  const asked = async (program: (typeof PROGRAMS)[number]): Promise<ReadonlySet<string>> =>
    new Set(
      (
        await Promise.all(PROGRAM_TABLE[program].sections.map(({ section }) => builtInForm(program, section)))
      ).flatMap(({ items }) => items.map(({ linkId }) => linkId)),
    );

  it.each(PROGRAMS)('has all that follows from it, wherever %s asks for it', async (program) => {
    const items = await asked(program);
    const months = items.has('finding-growth') ? ['judgement-months'] : [];
    const due = [
      ...(items.has('judgement') ? [...DETAILED, ...FOLLOW_UP, ...months, 'health-guidance', 'remarks'] : []),
      ...(items.has('eye-judgement') ? ['eye-months', ...DETAILED.map((each) => `eye-${each}`)] : []),
      ...(items.has('ent-judgement') ? ['ent-months', ...DETAILED.map((each) => `ent-${each}`)] : []),
      ...(items.has('support-need') ? FOLLOW_UP : []),
    ];
    expect(due.filter((linkId) => !items.has(linkId))).toEqual([]);
  });

  it('is asked in every checkup of a child and of a mother', async () => {
    const judged = await Promise.all(
      PROGRAMS.map(async (program) => ((await asked(program)).has('judgement') ? [program] : [])),
    );
    expect(judged.flat()).toEqual(
      PROGRAMS.filter((program) => /^(infant|child)-|^prenatal$|^postnatal-(2w|1m)$/.test(program)),
    );
  });
});

it('every station has a name in both languages', () => {
  const nameless = STATIONS.filter((station) => {
    const { ja, en } = STATION_TABLE[station].title;
    return ja === '' || en === undefined || en === '';
  });
  expect(nameless).toEqual([]);
});

it('names every program differently in both languages', () => {
  for (const language of ['ja', 'en'] as const) {
    expect(new Set(PROGRAMS.map((program) => PROGRAM_TABLE[program].title[language])).size).toBe(
      PROGRAMS.length,
    );
  }
});
