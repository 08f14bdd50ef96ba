import type { VaccinationSubject } from '../../domain/vaccination/eligibility-input.ts';
import { eligibilityOf, type VaccineEligibility } from '../../domain/vaccination/eligibility.ts';
import type { GivenDose } from '../../domain/vaccination/record/history.ts';
import type { VaccineId } from '../../domain/vaccination/vaccine.ts';

/** What is said of one vaccine that 予診票 names or the doctor's part holds. */
export interface VaccineLine {
  /** Weighed as if it were the only one given today. */
  readonly eligibility: VaccineEligibility;
  /** As in `eligibility`; `doctor-decides` where the dates of earlier doses are not known here. */
  readonly status: VaccineEligibility['status'];
  /** Chosen in 予診票. */
  readonly isNamed: boolean;
  /** Number of the dose in the doctor's part. */
  readonly typedDose: number | undefined;
  /** The doctor's part numbers the dose higher than what is known here: intervals cannot be told. */
  readonly isEarlierUnknown: boolean;
}

/** @param given what the doctor's part says was given */
export const vaccineLine = (
  vaccine: VaccineId,
  subject: VaccinationSubject,
  isNamed: boolean,
  given: readonly GivenDose[],
): VaccineLine => {
  const eligibility = eligibilityOf(vaccine, subject);
  const typedDose = given.find((each) => each.vaccine === vaccine)?.dose;
  const known = 'dose' in eligibility ? eligibility.dose : undefined;
  const isEarlierUnknown = typedDose !== undefined && known !== undefined && typedDose > known;
  const status =
    isEarlierUnknown && eligibility.status === 'can-be-given' ? 'doctor-decides' : eligibility.status;
  return { eligibility, status, isNamed, typedDose, isEarlierUnknown };
};
