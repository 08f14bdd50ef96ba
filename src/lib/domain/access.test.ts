import { describe, expect, it } from 'vitest';
import {
  may,
  mayIdentifyGuardian,
  rolesThatMay,
  sectionsFor,
  type AccessAction,
  type Actor,
} from './access.ts';
import { SECTIONS, STAFF_ROLES, type SectionId } from './program.ts';

const ACTIONS: readonly AccessAction[] = ['open', 'enter', 'confirm'];
const ACTORS: readonly Actor[] = ['guardian', ...STAFF_ROLES];

/** The whole table, written out a second time: every cell is a decision. o open, e enter, c confirm. */
const EXPECTED: Readonly<Record<SectionId, Readonly<Partial<Record<Actor, string>>>>> = {
  questionnaire: { guardian: 'oe', nurse: 'oec', doctor: 'oec' },
  interview: { nurse: 'oec', doctor: 'oec' },
  measurement: { nurse: 'oec', doctor: 'oec' },
  urine: { nurse: 'oec', doctor: 'oec' },
  vision: { nurse: 'oec', doctor: 'oec' },
  hearing: { nurse: 'oec', doctor: 'oec' },
  examination: { nurse: 'oe', doctor: 'oec' },
  dental: { nurse: 'oe', doctor: 'o', dentist: 'oec' },
  nutrition: { nurse: 'oec', doctor: 'oec' },
  guidance: { nurse: 'oec', doctor: 'oec' },
  conference: { nurse: 'oec', doctor: 'oec' },
  screening: { nurse: 'oec', doctor: 'oec' },
  laboratory: { nurse: 'oe', doctor: 'oec' },
  assessment: { nurse: 'oec', doctor: 'oec' },
  care: { nurse: 'oec', doctor: 'oec' },
  detailed: { nurse: 'oe', doctor: 'oec' },
  vaccination: { nurse: 'oe', doctor: 'oec' },
};

describe('access', () => {
  it.each(
    ACTORS.flatMap((actor) =>
      SECTIONS.flatMap((section) =>
        ACTIONS.map(
          (action) =>
            [actor, action, section, (EXPECTED[section][actor] ?? '').includes(action.charAt(0))] as const,
        ),
      ),
    ),
  )('[AC1] %s may %s the %s: %s', (actor, action, section, allowed) => {
    expect(may(actor, action, section)).toBe(allowed);
  });

  it('[AC1] lets nobody confirm without entering, or enter without opening', () => {
    for (const actor of ACTORS) {
      expect(sectionsFor(actor, 'enter')).toEqual(expect.arrayContaining([...sectionsFor(actor, 'confirm')]));
      expect(sectionsFor(actor, 'open')).toEqual(expect.arrayContaining([...sectionsFor(actor, 'enter')]));
    }
  });

  it('[AC2] shows a guardian the questionnaire only', () => {
    expect(sectionsFor('guardian', 'open')).toEqual(['questionnaire']);
    expect(sectionsFor('guardian', 'confirm')).toEqual([]);
  });

  it.each([
    ['reception', []],
    ['admin', []],
    ['dentist', ['dental']],
  ] as const)('[AC3] %s opens no section but %j', (role, sections) => {
    expect(sectionsFor(role, 'open')).toEqual(sections);
  });

  it('[AC4] lets a nurse write findings down and only a doctor confirm them', () => {
    expect(rolesThatMay('enter', 'examination')).toEqual(['nurse', 'doctor']);
    expect(rolesThatMay('confirm', 'examination')).toEqual(['doctor']);
    expect(rolesThatMay('confirm', 'dental')).toEqual(['dentist']);
  });

  it('[AC5] lets reception start a questionnaire that it cannot open', () => {
    expect(STAFF_ROLES.filter(mayIdentifyGuardian)).toEqual(['reception', 'nurse', 'doctor']);
    expect(may('reception', 'open', 'questionnaire')).toBe(false);
  });
});
