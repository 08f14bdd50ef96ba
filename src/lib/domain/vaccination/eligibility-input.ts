import type { Condition } from './condition.ts';
import type { RecordOwner } from './record/history.ts';
import type { Reason, ReasonDetail } from './reason.ts';
import type { Source, VaccineId } from './vaccine.ts';

/** Who is to be vaccinated, and what is known of them today. */
export interface VaccinationSubject extends RecordOwner {
  readonly sex: 'male' | 'female' | 'unknown';
  /** What was answered with yes. */
  readonly conditions?: readonly Condition[];
  /** Missed the permitted ages through an illness of long duration (長期療養特例). */
  readonly longIllness?: boolean;
  /** Vaccines that the municipality does not give. */
  readonly notGivenHere?: readonly VaccineId[];
}

export const reason = (rule: string, source: Source, detail: ReasonDetail): Reason => ({
  ...detail,
  rule,
  source: source.text,
  edition: source.edition,
  ...(source.unsourced === true ? { unsourced: true } : {}),
});
