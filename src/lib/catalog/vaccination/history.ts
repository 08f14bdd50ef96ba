import { compareCivilDates, parseCivilDate, type CivilDate } from '../../domain/civil-date.ts';
import type { GivenDose } from '../../domain/vaccination/record/history.ts';
import { SCHEDULE } from '../../domain/vaccination/schedule/schedule.ts';
import type { Product, VaccineId } from '../../domain/vaccination/vaccine.ts';
import type { Answers } from '../../forms/answer-types.ts';
import { codeIn } from '../code-in.ts';

/** Most vaccines one record (接種の記録) holds: given together at one visit (同時接種). */
const MOST_VACCINES = 5;

const PRODUCTS: Readonly<Partial<Record<VaccineId, readonly Product[]>>> = {
  pcv: ['pcv-13', 'pcv-15', 'pcv-20'],
  hpv: ['hpv-2', 'hpv-4', 'hpv-9'],
};

const vaccinesIn = (answers: Answers, linkId: string): readonly VaccineId[] => {
  const codes = (answers.get(linkId) ?? []).flatMap((answer) =>
    answer.type === 'coding' ? [answer.value.code] : [],
  );
  return SCHEDULE.map(({ id }) => id).filter((id) => codes.includes(id));
};

/** A whole day; `undefined` for a month alone. */
const dayIn = (answers: Answers, linkId: string): CivilDate | undefined => {
  const answer = answers.get(linkId)?.[0];
  return answer?.type === 'date' ? parseCivilDate(answer.value) : undefined;
};

const isTicked = (answers: Answers, linkId: string): boolean => {
  const answer = answers.get(linkId)?.[0];
  return answer?.type === 'boolean' && answer.value;
};

/** The vaccines 予診票 is for, in the order of the schedule. */
export const plannedVaccines = (questionnaire: Answers): readonly VaccineId[] =>
  vaccinesIn(questionnaire, 'vaccine');

/** Expected date of delivery, asked for the vaccine of pregnancy. */
export const dueDateIn = (questionnaire: Answers): CivilDate | undefined =>
  plannedVaccines(questionnaire).includes('rsv-maternal') ? dayIn(questionnaire, 'due-date') : undefined;

/**
 * The record of vaccinations with what the guardian says was given in the last four weeks: the vaccines of the most
 * recent day. Other days stand in 予診票 as text, for staff to enter. An entry that is in the record already is not
 * taken twice; a day that is not known makes none.
 */
export const historyWith = (
  questionnaire: Answers,
  record: readonly GivenDose[] = [],
): readonly GivenDose[] => {
  if (codeIn(questionnaire, 'recent-vaccination') !== 'yes') return record;
  const date = dayIn(questionnaire, 'recent-vaccination-date');
  if (date === undefined) return record;
  const told = vaccinesIn(questionnaire, 'recent-vaccination-which')
    .filter((vaccine) => !record.some((given) => given.vaccine === vaccine && given.date === date))
    .map((vaccine) => ({ vaccine, date }));
  return [...record, ...told];
};

/** A dose as the day's list holds it: codes of the form, checked for nothing but their length. */
interface ListedDose {
  readonly vaccine: string;
  readonly date: string;
  readonly dose?: number | undefined;
  readonly product?: string | undefined;
  readonly conflict?: true | undefined;
}

/** The doses that earlier visits recorded, oldest first. A vaccine that the schedule does not have makes none. [VI14] */
export const recordedDoses = (listed: readonly ListedDose[]): readonly GivenDose[] =>
  listed
    .flatMap((each): readonly GivenDose[] => {
      const vaccine = SCHEDULE.find(({ id }) => id === each.vaccine)?.id;
      const date = parseCivilDate(each.date);
      if (vaccine === undefined || date === undefined) return [];
      const product = PRODUCTS[vaccine]?.find((one) => one === each.product);
      return [
        {
          vaccine,
          date,
          ...(each.dose !== undefined && { dose: each.dose }),
          ...(product !== undefined && { product }),
          ...(each.conflict === true && { conflict: true as const }),
        },
      ];
    })
    .toSorted((one, other) => compareCivilDates(one.date, other.date));

const doseIn = (answers: Answers, place: number, date: CivilDate): GivenDose | undefined => {
  const [vaccine] = vaccinesIn(answers, `vaccine-${place}`);
  if (vaccine === undefined) return undefined;
  const dose = answers.get(`dose-number-${place}`)?.[0];
  const code = codeIn(answers, `valency-${place}`);
  const product = PRODUCTS[vaccine]?.find((each) => each === code);
  return {
    vaccine,
    date,
    ...(dose?.type === 'integer' && { dose: dose.value }),
    ...(product !== undefined && { product }),
  };
};

/** What the doctor's part says was given, for the record: nothing when it was postponed or the day is missing. */
export const dosesGiven = (record: Answers): readonly GivenDose[] => {
  const date = dayIn(record, 'visit-date');
  if (date === undefined || codeIn(record, 'vaccination-decision') !== 'go') return [];
  const places = Array.from({ length: MOST_VACCINES }, (_, at) => at + 1);
  const last = places.find((place) => !isTicked(record, `another-${place}`)) ?? MOST_VACCINES;
  return places.slice(0, last).flatMap((place) => doseIn(record, place, date) ?? []);
};
