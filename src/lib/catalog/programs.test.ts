import { describe, expect, it } from 'vitest';
import { may } from '../domain/access.ts';
import { PROGRAMS } from '../domain/program.ts';
import { inStationOrder, STATIONS } from '../domain/station.ts';
import { spanOf, unitsOf, windowProblem } from '../domain/own-windows.ts';
import { byNeedAt } from './by-need.ts';
import { PROGRAM_TABLE } from './programs.ts';
import { STATION_TABLE } from './stations.ts';
import { builtInForm } from './testing/built-in-form.ts';

/** Checkups of a child: held as a group (集団健診), everybody walking from station to station, or at one clinic (個別健診). */
const CHILD_CHECKUPS = PROGRAMS.filter((program) => /^(infant|child)-/.test(program));

describe.each(PROGRAMS)('the program %s', (program) => {
  const { sections, stations, window, title, subject } = PROGRAM_TABLE[program];

  it('has a name in both languages and a sound window', () => {
    expect(title.ja).toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u);
    expect(title['en']).toMatch(/^[\x20-\x7e\u2013]+$/);
    expect(windowProblem(PROGRAM_TABLE[program], [spanOf(window)])).toBeUndefined();
    expect(unitsOf({ subject, window })).toContain(window.unit);
  });

  it('has each section once, at a station of its own way through the venue', () => {
    const ids = sections.map(({ section }) => section);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(sections.map(({ station }) => station))).toEqual(
      new Set(stations.filter((station) => station !== 'reception')),
    );
    expect(new Set(stations).size).toBe(stations.length);
  });

  it('[SO1] has its sections in the order of its stations', () => {
    expect(inStationOrder(sections, stations, undefined)).toEqual(sections);
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

describe('a checkup of a child', () => {
  it.each(CHILD_CHECKUPS)('has a section for every station on the way: %s', (program) => {
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
    for (const program of CHILD_CHECKUPS)
      for (const { section, filledBy } of PROGRAM_TABLE[program].sections) {
        if (filledBy === 'guardian') continue;
        for (const { linkId, type } of (await builtInForm(program, section)).items)
          if (type !== 'group') places.set(linkId, (places.get(linkId) ?? new Set()).add(section));
      }
    const moving = [...places].filter(([, at]) => at.size > 1).map(([linkId]) => linkId);
    expect(moving.toSorted()).toEqual([
      // At 1か月 weights since birth are compared, at 3〜4か月 the handbook is copied.
      'birth-length',
      'birth-weight',
      // At 1歳6か月 nobody screens eyes: the doctor looks at them (目の異常).
      'eye-alignment',
      // 栄養状態 stands on the handbook's page of checkups at one clinic, which has no dietitian: the doctor fills it in.
      'nutrition-assessment',
    ]);
  });

  it.each(CHILD_CHECKUPS)(
    'is complete at one clinic with measurements and what doctors and dentists say: %s',
    (program) => {
      expect([...byNeedAt(program, 'individual')]).toEqual([
        'interview',
        'nutrition',
        'guidance',
        'conference',
      ]);
      expect(byNeedAt(program, 'group').size).toBe(0);
    },
  );

  it.each(CHILD_CHECKUPS)('keeps no judgement in a section that may stay empty: %s', async (program) => {
    const byNeed = byNeedAt(program, 'individual');
    for (const { section } of PROGRAM_TABLE[program].sections.filter((each) => byNeed.has(each.section)))
      expect((await builtInForm(program, section)).items.map(({ linkId }) => linkId)).not.toContain(
        'judgement',
      );
  });
});

it('[SO1] a mother’s assessment is looked at before she is measured and examined', () => {
  for (const program of ['postnatal-2w', 'postnatal-1m'] as const)
    expect(PROGRAM_TABLE[program].sections.map(({ section }) => section)).toEqual([
      'questionnaire',
      'assessment',
      'measurement',
      'examination',
    ]);
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
