import { SECTIONS, STAFF_ROLES, type SectionId, type StaffRole } from './program.ts';

/** `open` read what is there, `enter` write and save, `confirm` sign (確定). */
export type AccessAction = 'open' | 'enter' | 'confirm';

/** Who acts: a role of staff, or the guardian of this one child. */
export type Actor = StaffRole | 'guardian';

type AccessRow = Readonly<Record<AccessAction, readonly Actor[]>>;

const row = (open: readonly Actor[], enter: readonly Actor[], confirm: readonly Actor[]): AccessRow => ({
  open,
  enter,
  confirm,
});

/** Sections a nurse or a public health nurse fills in and answers for, as does a doctor. */
const NURSING = row(['nurse', 'doctor'], ['nurse', 'doctor'], ['nurse', 'doctor']);

/** Sections only a doctor answers for; a nurse may write them down. */
const MEDICAL = row(['nurse', 'doctor'], ['nurse', 'doctor'], ['doctor']);

/**
 * The access table. What is not listed is refused. [AC1]
 *
 * - a guardian fills in the questionnaire and sees nothing else [AC2]
 * - reception and administrators see no section; a dentist sees the dental one alone [AC3]
 * - a nurse may write findings down for the doctor or the dentist, under her own name; only they confirm them [AC4]
 */
const ACCESS: Readonly<Record<SectionId, AccessRow>> = {
  questionnaire: row(['guardian', 'nurse', 'doctor'], ['guardian', 'nurse', 'doctor'], ['nurse', 'doctor']),
  interview: NURSING,
  measurement: NURSING,
  urine: NURSING,
  vision: NURSING,
  hearing: NURSING,
  examination: MEDICAL,
  dental: row(['nurse', 'doctor', 'dentist'], ['nurse', 'dentist'], ['dentist']),
  nutrition: NURSING,
  guidance: NURSING,
  conference: NURSING,
  screening: NURSING,
  laboratory: MEDICAL,
  assessment: NURSING,
  care: NURSING,
  detailed: MEDICAL,
  vaccination: MEDICAL,
};

/** Roles that may bring up the questionnaire of a child whose guardian has no ticket (受付での確認). [AC5] */
const IDENTIFIES: readonly StaffRole[] = ['reception', 'nurse', 'doctor'];

export const may = (actor: Actor, action: AccessAction, section: SectionId): boolean =>
  ACCESS[section][action].includes(actor);

/** The staff roles that may do this, in the order of {@link STAFF_ROLES}. */
export const rolesThatMay = (action: AccessAction, section: SectionId): readonly StaffRole[] =>
  STAFF_ROLES.filter((role) => may(role, action, section));

/** The sections this actor may act on, in the order of {@link SECTIONS}. */
export const sectionsFor = (actor: Actor, action: AccessAction): readonly SectionId[] =>
  SECTIONS.filter((section) => may(actor, action, section));

/** Whether this role may start the questionnaire for a guardian without a ticket; reads no answers. [AC5] */
export const mayIdentifyGuardian = (role: StaffRole): boolean => IDENTIFIES.includes(role);
