import { CAUTION, UNSUITABLE, VOLUNTARY } from './schedule/sources.ts';
import type { Source, Vaccine, VaccineId } from './vaccine.ts';

/**
 * - `unsuitable`: 接種不適当者 and who is left out of the routine programme (対象から除かれる者)
 * - `caution`: 接種要注意者
 */
export type ConditionClass = 'unsuitable' | 'caution';

interface ConditionRule {
  readonly class: ConditionClass;
  /** Without it: every vaccine. */
  readonly concerns?: readonly VaccineId[] | 'live' | 'live-injected';
  readonly source: Source;
}

const ROTA = ['rota-1', 'rota-5'] as const;
const UNSOURCED_CAUTION: Source = { ...VOLUNTARY, text: '添付文書 接種要注意者' };

/** What the guardian or the mother answered yes to. Either class is for the doctor: none decides by itself. [VI1] */
export const CONDITIONS = {
  /** 37.5 °C or more. */
  fever: { class: 'unsuitable', source: UNSUITABLE },
  'acute-illness': { class: 'unsuitable', source: UNSUITABLE },
  /** To a component of the vaccine. */
  anaphylaxis: { class: 'unsuitable', source: UNSUITABLE },
  pregnant: { class: 'unsuitable', concerns: 'live', source: UNSUITABLE },
  keloid: { class: 'unsuitable', concerns: ['bcg'], source: UNSUITABLE },
  intussusception: { class: 'unsuitable', concerns: ROTA, source: UNSUITABLE },
  'gut-malformation': { class: 'unsuitable', concerns: ROTA, source: UNSUITABLE },
  'severe-immunodeficiency': { class: 'unsuitable', concerns: ROTA, source: UNSUITABLE },
  /** Vaccinated from birth against infection by the mother; outside the routine programme. */
  'hep-b-from-birth': { class: 'unsuitable', concerns: ['hep-b'], source: UNSUITABLE },
  'had-varicella': { class: 'unsuitable', concerns: ['varicella'], source: UNSUITABLE },
  'had-measles-or-rubella': { class: 'unsuitable', concerns: ['mr-1', 'mr-2'], source: UNSUITABLE },
  'had-mumps': { class: 'unsuitable', concerns: ['mumps'], source: UNSOURCED_CAUTION },
  'underlying-disease': { class: 'caution', source: CAUTION },
  'reaction-after-vaccine': { class: 'caution', source: CAUTION },
  seizure: { class: 'caution', source: CAUTION },
  immunodeficiency: { class: 'caution', source: CAUTION },
  'component-allergy': { class: 'caution', source: CAUTION },
  'tuberculosis-contact': { class: 'caution', concerns: ['bcg'], source: CAUTION },
  /** Transfusion or gamma globulin not long ago. */
  immunoglobulin: { class: 'caution', concerns: 'live-injected', source: UNSOURCED_CAUTION },
} as const satisfies Readonly<Record<string, ConditionRule>>;

export type Condition = keyof typeof CONDITIONS;

const RULES: Readonly<Record<Condition, ConditionRule>> = CONDITIONS;

export const conditionRule = (condition: Condition): ConditionRule => RULES[condition];

export const concerns = (condition: Condition, vaccine: Vaccine): boolean => {
  const { concerns: whom } = RULES[condition];
  if (whom === undefined) return true;
  if (whom === 'live') return vaccine.kind !== 'inactivated';
  return whom === 'live-injected' ? vaccine.kind === 'live-injected' : whom.includes(vaccine.id);
};
