import { PROGRAMS } from '../../domain/program.ts';
import type { NewBooking } from '../roster/add-booking.ts';
import type { NewSession } from '../roster/add-session.ts';
import { textField } from './text-field.ts';

const SEXES = ['male', 'female', 'unknown'] as const;

/** Digits as typed, full-width ones too; `NaN` for anything else. */
const wholeNumber = (text: string): number => {
  const digits = text.normalize('NFKC').replaceAll(/[\s,]/g, '');
  return /^\d+$/.test(digits) ? Number(digits) : Number.NaN;
};

const chosenPrograms = (form: FormData) =>
  PROGRAMS.filter((program) => form.getAll('program').includes(program));

/** The booking form as it was sent; checked by `addBooking`. */
export const readNewBooking = (municipality: string, form: FormData): NewBooking => {
  const dueDate = textField(form, 'dueDate');
  const deliveredOn = textField(form, 'deliveredOn');
  const weight = textField(form, 'birthWeightGrams').trim();
  const [program = PROGRAMS[0]] = chosenPrograms(form);
  return {
    municipality,
    sessionId: textField(form, 'session'),
    program,
    name: textField(form, 'name'),
    kana: textField(form, 'kana'),
    birthDate: textField(form, 'birthDate'),
    sex: SEXES.find((sex) => sex === textField(form, 'sex')) ?? 'unknown',
    ...(dueDate === '' ? {} : { dueDate }),
    ...(deliveredOn === '' ? {} : { deliveredOn }),
    ...(weight === '' ? {} : { birthWeightGrams: wholeNumber(weight) }),
  };
};

/** The session form as it was sent; checked by `addSession`. */
export const readNewSession = (municipality: string, form: FormData): NewSession => ({
  municipality,
  clinicId: textField(form, 'clinic'),
  date: textField(form, 'date'),
  kind: textField(form, 'kind') === 'individual' ? 'individual' : 'group',
  place: textField(form, 'place'),
  programs: chosenPrograms(form),
});
