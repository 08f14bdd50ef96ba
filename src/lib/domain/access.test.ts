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
const EXPECTED: Readonly<Record<Actor, Readonly<Record<SectionId, string>>>> = {
  guardian: { questionnaire: 'oe', measurement: '', examination: '' },
  reception: { questionnaire: '', measurement: '', examination: '' },
  nurse: { questionnaire: 'oec', measurement: 'oec', examination: 'oe' },
  doctor: { questionnaire: 'oec', measurement: 'oec', examination: 'oec' },
  dentist: { questionnaire: '', measurement: '', examination: '' },
  admin: { questionnaire: '', measurement: '', examination: '' },
};

describe('access', () => {
  it.each(
    ACTORS.flatMap((actor) =>
      SECTIONS.flatMap((section) =>
        ACTIONS.map(
          (action) => [actor, action, section, EXPECTED[actor][section].includes(action.charAt(0))] as const,
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

  it.each(['reception', 'dentist', 'admin'] as const)('[AC3] %s opens no section', (role) => {
    expect(sectionsFor(role, 'open')).toEqual([]);
  });

  it('[AC4] lets a nurse write findings down and only a doctor confirm them', () => {
    expect(rolesThatMay('enter', 'examination')).toEqual(['nurse', 'doctor']);
    expect(rolesThatMay('confirm', 'examination')).toEqual(['doctor']);
  });

  it('[AC5] lets reception start a questionnaire that it cannot open', () => {
    expect(STAFF_ROLES.filter(mayIdentifyGuardian)).toEqual(['reception', 'nurse', 'doctor']);
    expect(may('reception', 'open', 'questionnaire')).toBe(false);
  });
});
