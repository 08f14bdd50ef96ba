import type { StaffMessages } from '../ja/staff-messages.ts';
import { admin } from './admin.ts';
import { clinic } from './clinic.ts';
import { problemsStaff } from './problems-staff.ts';
import { rules } from './rules.ts';
import { setup } from './setup.ts';

export const staffMessages: StaffMessages = { setup, clinic, admin, rules, problemsStaff };
