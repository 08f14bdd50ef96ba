/** Measurements a family's result sheet names, by linkId, in printed order. */
export const RESULT_SIZES = ['weight', 'height', 'head', 'chest', 'bp-systolic', 'bp-diastolic'] as const;
export type ResultSize = (typeof RESULT_SIZES)[number];

/** What a judgement means for the family: each has one fixed text that says what to do next. */
export type ResultMeaning =
  | 'fine'
  | 'guidance'
  | 'followUp'
  | 'inCare'
  | 'detailed'
  | 'treatment'
  | 'dentist'
  | 'pass'
  | 'refer'
  | 'retest'
  | 'vaccinated'
  | 'postponed';

/** What a judgement is about, as the family reads it. */
export type ResultPart =
  | 'examination'
  | 'dental'
  | 'ears'
  | 'eyes'
  | 'urine'
  | 'rightEar'
  | 'leftEar'
  | 'blood'
  | 'bloodAgain'
  | 'detailed'
  | 'vaccination';

/** An item whose answer a family's result sheet tells. */
export interface ResultItem {
  readonly part: ResultPart;
  /** The meaning of each of its answers, by code. An answer that is not here is not told. */
  readonly means: Readonly<Record<string, ResultMeaning>>;
  /** linkId of the months until it is looked at again. */
  readonly months?: string;
}

/** JU1: of a child and of a mother. */
const MEDICAL = {
  'no-abnormality': 'fine',
  guidance: 'guidance',
  'already-in-care': 'inCare',
  'in-treatment': 'inCare',
  'follow-up': 'followUp',
  'refer-detailed': 'detailed',
  'refer-treatment': 'treatment',
} as const;
const DENTAL = {
  'no-problem': 'fine',
  guidance: 'guidance',
  'follow-up': 'followUp',
  treatment: 'dentist',
} as const;
const HEARING = { pass: 'pass', refer: 'refer' } as const;
const BLOOD = { normal: 'fine', retest: 'retest', detailed: 'detailed' } as const;

const OUTCOME = { 'no-abnormality': 'fine', 'follow-up': 'followUp', 'medical-care': 'treatment' } as const;

/** Every judgement a family is told on paper, by linkId, in printed order. */
export const RESULT_ITEMS: Readonly<Record<string, ResultItem>> = {
  judgement: { part: 'examination', means: MEDICAL, months: 'judgement-months' },
  'dental-judgement': { part: 'dental', means: DENTAL },
  'eye-judgement': { part: 'eyes', means: MEDICAL, months: 'eye-months' },
  'ent-judgement': { part: 'ears', means: MEDICAL, months: 'ent-months' },
  'urine-next': { part: 'urine', means: { none: 'fine', retest: 'retest', refer: 'treatment' } },
  'hearing-first-right': { part: 'rightEar', means: HEARING },
  'hearing-first-left': { part: 'leftEar', means: HEARING },
  'hearing-confirmation-right': { part: 'rightEar', means: HEARING },
  'hearing-confirmation-left': { part: 'leftEar', means: HEARING },
  'metabolic-result': { part: 'blood', means: BLOOD },
  'metabolic-retest-result': { part: 'bloodAgain', means: BLOOD },
  'detailed-outcome': { part: 'detailed', means: OUTCOME },
  'eye-detailed-outcome': { part: 'eyes', means: OUTCOME },
  'ent-detailed-outcome': { part: 'ears', means: OUTCOME },
  'vaccination-decision': { part: 'vaccination', means: { go: 'vaccinated', postpone: 'postponed' } },
};
