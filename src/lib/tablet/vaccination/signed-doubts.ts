import type { SectionAnswers } from '../../catalog/rule-facts/told.ts';
import type { MetCriterion } from '../../contract/met-criterion.ts';
import type { CriterionInput } from '../../domain/rules/criterion.ts';
import type { RuleSettings } from '../../domain/rules/rule-settings.ts';
import { valuesHere } from '../../domain/rules/rule.ts';
import { vaccinationSchedule } from '../../domain/vaccination/vaccination-rule.ts';
import type { RuledChild } from '../checkup-criteria.ts';
import { DOUBT_RULE, type RecordDoubt } from './record-doubts.ts';
import { vaccinationCheck } from './vaccination-check.ts';

const inputOf = (doubt: RecordDoubt): CriterionInput => {
  switch (doubt.code) {
    case 'fever':
      return { name: 'temperatureCelsius', value: doubt.temperatureCelsius, unit: 'Cel' };
    case 'status':
      return { name: doubt.vaccine, value: doubt.status };
    case 'dose-known':
      return { name: doubt.vaccine, value: doubt.typed };
    case 'lot-expired':
      return { name: doubt.vaccine, value: doubt.expiry };
    case 'not-named':
    case 'twice':
    case 'lot-is-code':
      return { name: doubt.vaccine, value: doubt.code };
  }
};

/**
 * What of the record of a vaccination stood asked back when the doctor signed: like a criterion that was met, with
 * version, switches, ids and, by vaccine, what was odd. [VR8]
 */
export const signedDoubts = (
  child: RuledChild,
  answers: SectionAnswers,
  settings: RuleSettings,
): readonly MetCriterion[] => {
  const doubts = vaccinationCheck(child, answers, settings)?.doubts ?? [];
  if (doubts.length === 0) return [];
  const { id: rule, version } = vaccinationSchedule;
  return [
    {
      rule,
      version,
      state: 'met',
      parameters: { ...valuesHere(vaccinationSchedule, settings) },
      clauses: [...new Set(doubts.map(({ code }) => DOUBT_RULE[code]))],
      inputs: doubts.map(inputOf).map((input) => ({ ...input })),
    },
  ];
};
