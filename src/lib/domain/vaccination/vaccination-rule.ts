import { defineRemark, valuesHere, type Parameter, type RuleText } from '../rules/rule.ts';
import type { RuleSettings } from '../rules/rule-settings.ts';
import { SCHEDULE } from './schedule/schedule.ts';
import type { VaccineId } from './vaccine.ts';

/** One vaccine, given here or not. */
const given = (name: RuleText): Parameter => ({
  kind: 'switch',
  standard: true,
  title: name,
});

/** What can be given today by the schedule, with a switch for each vaccine. VC1 to VR8 of SPEC.md. */
export const vaccinationSchedule = defineRemark({
  id: 'vaccination-schedule',
  title: { ja: '予防接種の確認', en: 'Vaccination check' },
  programs: ['vaccination'],
  audience: 'staff',
  source: '予防接種法施行令3条、予防接種実施規則、定期接種実施要領（版は接種の確認の各行に示す）',
  version: '1',
  on: true,
  unsourced: false,
  parameters: Object.fromEntries(SCHEDULE.map(({ id, name }) => [id, given(name)])),
});

/** The vaccines that the municipality does not give, in the order of the schedule; `undefined` where the check is off. [VI15] */
export const notGivenHere = (settings: RuleSettings): readonly VaccineId[] | undefined => {
  const values = valuesHere(vaccinationSchedule, settings);
  return values && SCHEDULE.map(({ id }) => id).filter((id) => values[id] === false);
};
