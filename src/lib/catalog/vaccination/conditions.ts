import type { Condition } from '../../domain/vaccination/condition.ts';
import type { Answers } from '../../forms/answer-types.ts';

/** An answer that states a condition: the question, and its codes that do. */
interface Statement {
  readonly condition: Condition;
  readonly linkId: string;
  readonly codes: readonly string[];
  /** Asked only below a yes to this question; an answer left behind under a no counts for nothing. */
  readonly below?: string;
}

const YES = ['yes'] as const;

const STATEMENTS: readonly Statement[] = [
  { condition: 'acute-illness', linkId: 'unwell-today', codes: YES },
  { condition: 'acute-illness', linkId: 'ill-recovered', codes: ['no'], below: 'ill-last-month' },
  {
    condition: 'anaphylaxis',
    linkId: 'vaccine-reaction-which',
    codes: ['severe-allergy'],
    below: 'vaccine-reaction',
  },
  { condition: 'pregnant', linkId: 'pregnant-now', codes: ['yes', 'possible'] },
  { condition: 'keloid', linkId: 'keloid', codes: YES },
  { condition: 'intussusception', linkId: 'intussusception', codes: YES },
  { condition: 'gut-malformation', linkId: 'gut-malformation', codes: YES },
  { condition: 'severe-immunodeficiency', linkId: 'severe-immunodeficiency', codes: YES },
  { condition: 'hep-b-from-birth', linkId: 'hep-b-from-birth', codes: YES },
  { condition: 'had-varicella', linkId: 'had-varicella', codes: YES },
  { condition: 'had-measles-or-rubella', linkId: 'had-measles-or-rubella', codes: YES },
  { condition: 'had-mumps', linkId: 'had-mumps', codes: YES },
  { condition: 'underlying-disease', linkId: 'serious-illness', codes: YES },
  { condition: 'underlying-disease', linkId: 'checkup-problem', codes: YES },
  { condition: 'reaction-after-vaccine', linkId: 'vaccine-reaction', codes: YES },
  { condition: 'seizure', linkId: 'convulsion', codes: YES },
  {
    condition: 'seizure',
    linkId: 'vaccine-reaction-which',
    codes: ['convulsion'],
    below: 'vaccine-reaction',
  },
  { condition: 'immunodeficiency', linkId: 'family-immunodeficiency', codes: YES },
  { condition: 'component-allergy', linkId: 'allergy', codes: YES },
  { condition: 'tuberculosis-contact', linkId: 'tuberculosis-contact', codes: YES },
  { condition: 'immunoglobulin', linkId: 'blood-product', codes: YES },
];

/** 明らかな発熱 (予防接種実施規則6条, 定期接種実施要領), ℃. */
const FEVER = 37.5;

const gives = (answers: Answers, linkId: string, codes: readonly string[]): boolean =>
  (answers.get(linkId) ?? []).some((answer) => answer.type === 'coding' && codes.includes(answer.value.code));

const isAsked = (answers: Answers, { below }: Statement): boolean =>
  below === undefined || gives(answers, below, YES);

const isLeftOpen = (answers: Answers, linkId: string): boolean =>
  (answers.get(linkId) ?? []).some(({ type }) => type === 'absent');

/** ℃. */
const temperatureIn = (answers: Answers | undefined, linkId: string): number | undefined => {
  const answer = answers?.get(linkId)?.[0];
  return answer?.type === 'quantity' ? answer.value : undefined;
};

/**
 * What 予診票 says that the doctor has to weigh, for `VaccinationSubject.conditions`. It leans to the careful side:
 * what the guardian calls unwell counts as an acute illness, an allergy to any medicine or food as one that may
 * concern the vaccine. No answer, わからない and こたえたくない state nothing; see {@link openConditions}.
 * @param record the doctor's part; the temperature taken there goes before the guardian's
 */
export const conditionsOf = (questionnaire: Answers, record?: Answers): readonly Condition[] => {
  const temperature =
    temperatureIn(record, 'temperature-checked') ?? temperatureIn(questionnaire, 'temperature');
  const stated = STATEMENTS.filter(
    (each) => isAsked(questionnaire, each) && gives(questionnaire, each.linkId, each.codes),
  ).map(({ condition }) => condition);
  const all: readonly Condition[] =
    temperature !== undefined && temperature >= FEVER ? ['fever', ...stated] : stated;
  return [...new Set(all)];
};

/**
 * Conditions the guardian was asked about and left to the staff (わからない, こたえたくない, スタッフに聞く), unless
 * another answer states them: to be asked again before the doctor decides.
 */
export const openConditions = (questionnaire: Answers, record?: Answers): readonly Condition[] => {
  const stated = new Set(conditionsOf(questionnaire, record));
  const isFeverOpen =
    temperatureIn(record, 'temperature-checked') === undefined && isLeftOpen(questionnaire, 'temperature');
  const open = STATEMENTS.filter(
    (each) => isAsked(questionnaire, each) && isLeftOpen(questionnaire, each.linkId),
  ).map(({ condition }) => condition);
  const all: readonly Condition[] = isFeverOpen ? ['fever', ...open] : open;
  return [...new Set(all)].filter((condition) => !stated.has(condition));
};
