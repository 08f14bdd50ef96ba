import { describe, expect, it } from 'vitest';
import { runRules } from '../../domain/rules/run-rules.ts';
import { RULES } from '../../domain/rules/rules.ts';
import { INPUT_ITEMS, itemsOfInput } from './input-items.ts';
import { FORMS, TODAY } from './testing/entered-facts.ts';

describe('the questions behind the inputs', () => {
  /** Read from items a municipality appends itself. */
  const OWN = ['bonding-item3', 'bonding-item5'];

  it('stand in a form of a program that has a rule with the input', () => {
    const asked = new Set([...FORMS.values()].flatMap((form) => form.items.map(({ linkId }) => linkId)));
    const missing = Object.values(INPUT_ITEMS)
      .flat()
      .filter((linkId) => !asked.has(linkId) && !OWN.includes(linkId));
    expect(missing).toEqual([]);
  });

  it('are there for everything a rule misses, but what comes from the list or is computed', () => {
    const NOT_ASKED = ['birthDate', 'ageMonths', 'ageDays', 'female', 'epdsCutoffOfLanguage'];
    const missed = new Set(
      RULES.flatMap(({ id, programs }) =>
        programs.flatMap(
          (program) =>
            runRules({ program, today: TODAY }, { [id]: { on: true } }).find(({ rule }) => rule === id)
              ?.missing ?? [],
        ),
      ),
    );
    expect(
      [...missed].filter((name) => !Object.hasOwn(INPUT_ITEMS, name) && !NOT_ASKED.includes(name)),
    ).toEqual([]);
  });

  it('are found in a form by the name of the input, with the choice left out', () => {
    const form = FORMS.get('infant-3-4m questionnaire');
    expect(form && itemsOfInput(form, 'homeEvents.shaken')).toEqual(['home-events']);
    expect(form && itemsOfInput(form, 'toString')).toEqual([]);
  });
});
