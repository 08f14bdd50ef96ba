import { admin, type AdminMessages } from './admin.ts';
import { clinic, type ClinicMessages } from './clinic.ts';
import { problemsStaff, type StaffProblemMessages } from './problems-staff.ts';
import { rules, type RuleMessages } from './rules.ts';
import { setup, type SetupMessages } from './setup.ts';

/** The words only staff's screens need. */
export interface StaffMessages {
  readonly setup: SetupMessages;
  readonly clinic: ClinicMessages;
  readonly admin: AdminMessages;
  readonly rules: RuleMessages;
  /** The staff's sentences for every problem code. */
  readonly problemsStaff: StaffProblemMessages;
}

export const staffMessages: StaffMessages = { setup, clinic, admin, rules, problemsStaff };
