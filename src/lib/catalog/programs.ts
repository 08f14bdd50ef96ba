import { rolesThatMay } from '../domain/access.ts';
import type { ProgramId, SectionId, StaffRole } from '../domain/program.ts';
import type { StationId } from '../domain/station.ts';
import { DEFAULT_3_4_MONTHS, type WindowRule } from '../domain/window.ts';
import type { LocalText } from '../forms/form.ts';
import { FORM_VERSION, formId } from './form-id.ts';

/** One section of a program: who fills it in where, and with which form. */
export interface ProgramSection {
  readonly section: SectionId;
  readonly title: LocalText;
  readonly station: StationId;
  readonly formId: string;
  readonly formVersion: string;
  readonly filledBy: 'guardian' | readonly StaffRole[];
  readonly confirmBy: readonly StaffRole[];
}

export interface Program {
  readonly title: LocalText;
  /** In the order of the usual way through the venue. */
  readonly sections: readonly ProgramSection[];
  /** Usual order of stations; the venue may set its own. */
  readonly stations: readonly StationId[];
  /** Default ages; the municipality may set its own. */
  readonly window: WindowRule;
}

const section = (
  program: ProgramId,
  id: SectionId,
  station: StationId,
  title: LocalText,
  filledBy: ProgramSection['filledBy'] = rolesThatMay('enter', id),
): ProgramSection => ({
  section: id,
  title,
  station,
  formId: formId(program, id),
  formVersion: FORM_VERSION,
  filledBy,
  confirmBy: rolesThatMay('confirm', id),
});

/** The built-in programs (健診種別). */
export const PROGRAM_TABLE: Readonly<Record<ProgramId, Program>> = {
  'infant-3-4m': {
    title: { ja: '3〜4か月児健診', en: '3–4 month checkup' },
    sections: [
      section('infant-3-4m', 'questionnaire', 'interview', { ja: '問診票', en: 'Questionnaire' }, 'guardian'),
      section('infant-3-4m', 'measurement', 'measurement', { ja: '計測', en: 'Measurement' }),
      section('infant-3-4m', 'examination', 'examination', { ja: '診察', en: 'Examination' }),
    ],
    stations: ['reception', 'interview', 'measurement', 'examination', 'guidance', 'conference'],
    window: DEFAULT_3_4_MONTHS,
  },
};
