import { rolesThatMay } from '../domain/access.ts';
import { PROGRAMS, subjectOf, type ProgramId, type SectionId, type StaffRole } from '../domain/program.ts';
import { STATIONS, type StationId } from '../domain/station.ts';
import {
  DEFAULT_1_MONTH,
  DEFAULT_2_YEARS,
  DEFAULT_3_4_MONTHS,
  DEFAULT_5_YEARS,
  DEFAULT_6_7_MONTHS,
  DEFAULT_9_10_MONTHS,
  DEFAULT_METABOLIC,
  DEFAULT_NEWBORN_HEARING,
  DEFAULT_NEWBORN_VISIT,
  DEFAULT_POSTNATAL_1_MONTH,
  DEFAULT_POSTNATAL_2_WEEKS,
  DEFAULT_PRENATAL,
  STATUTORY_18_MONTHS,
  STATUTORY_3_YEARS,
  STATUTORY_POSTNATAL_CARE,
  VACCINATION_AGES,
  WHOLE_CHILDHOOD,
  type WindowRule,
} from '../domain/window.ts';
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
  /** A checkup at one clinic alone (個別健診) is complete without it: it is filled in where there is something to say. */
  readonly byNeed: boolean;
}

export interface Program {
  readonly title: LocalText;
  readonly subject: 'child' | 'mother';
  /** In the order of the usual way through the venue. */
  readonly sections: readonly ProgramSection[];
  /** Usual order of stations; the municipality may set its own. [SO1] */
  readonly stations: readonly StationId[];
  /** Default ages; the municipality may set its own. */
  readonly window: WindowRule;
  readonly statutory?: WindowRule;
  /** The law lets a municipality give it at other ages, too. */
  readonly mayReachBeyond?: boolean;
}

type Place = readonly [
  section: SectionId,
  station: StationId,
  ja: string,
  en: string,
  atOneClinic?: 'by-need',
];

const QUESTIONNAIRE: Place = ['questionnaire', 'interview', '問診票', 'Questionnaire'];
const INTERVIEW: Place = ['interview', 'interview', '問診確認', 'Interview', 'by-need'];
const MEASUREMENT: Place = ['measurement', 'measurement', '計測', 'Measurement'];
const URINE: Place = ['urine', 'measurement', '検尿', 'Urine test'];
const VISION: Place = ['vision', 'vision-hearing', '視覚・屈折', 'Vision'];
const HEARING: Place = ['hearing', 'vision-hearing', '聴覚', 'Hearing'];
const EXAMINATION: Place = ['examination', 'examination', '診察', 'Examination'];
const DENTAL: Place = ['dental', 'dental', '歯科', 'Dental'];
const NUTRITION: Place = ['nutrition', 'guidance', '栄養', 'Nutrition', 'by-need'];
const GUIDANCE: Place = ['guidance', 'guidance', '保健指導', 'Guidance', 'by-need'];
const CONFERENCE: Place = ['conference', 'conference', 'カンファレンス', 'Conference', 'by-need'];
/** Of checkups that are mostly given at one clinic, where nobody meets: what is to follow is written down all the same. */
const FOLLOW_UP: Place = [
  'conference',
  'conference',
  'カンファレンス・事後の支援',
  'Conference and follow-up',
  'by-need',
];
const LABORATORY: Place = ['laboratory', 'examination', '検査', 'Laboratory', 'by-need'];
/** Once in a pregnancy, not at every visit. */
const MOTHERS_TEETH: Place = ['dental', 'dental', '歯科', 'Dental', 'by-need'];
const ASSESSMENT: Place = ['assessment', 'interview', 'アセスメント', 'Assessment'];

interface ProgramProps {
  readonly title: readonly [ja: string, en: string];
  readonly window: WindowRule;
  /**
   * The law gives these ages: as those at which it has to be given, beside which 母子保健法13条 allows others (`duty`), or
   * as the limit of what it is (`limit`, 産後ケア: 17条の2).
   */
  readonly byLaw?: 'duty' | 'limit';
  /** In the order of the usual way. */
  readonly sections: readonly Place[];
}

const programOf = (id: ProgramId, { title, window, byLaw, sections }: ProgramProps): Program => {
  const used: ReadonlySet<StationId> = new Set(['reception', ...sections.map(([, at]) => at)]);
  return {
    title: { ja: title[0], en: title[1] },
    subject: subjectOf(id),
    sections: sections.map(([section, station, ja, en, atOneClinic]) => ({
      section,
      title: { ja, en },
      station,
      formId: formId(id, section),
      formVersion: FORM_VERSION,
      filledBy: section === 'questionnaire' ? 'guardian' : rolesThatMay('enter', section),
      confirmBy: rolesThatMay('confirm', section),
      byNeed: atOneClinic === 'by-need',
    })),
    stations: STATIONS.filter((station) => used.has(station)),
    window,
    ...(byLaw === undefined ? {} : { statutory: window, mayReachBeyond: byLaw === 'duty' }),
  };
};

const PROPS: Readonly<Record<ProgramId, ProgramProps>> = {
  'infant-3-4m': {
    title: ['3〜4か月児健診', '3–4 month checkup'],
    window: DEFAULT_3_4_MONTHS,
    sections: [QUESTIONNAIRE, INTERVIEW, MEASUREMENT, EXAMINATION, NUTRITION, GUIDANCE, CONFERENCE],
  },
  'newborn-metabolic': {
    title: ['先天性代謝異常等検査', 'Newborn metabolic screening'],
    window: DEFAULT_METABOLIC,
    sections: [['screening', 'examination', '検査結果', 'Test result']],
  },
  'newborn-hearing': {
    title: ['新生児聴覚検査', 'Newborn hearing screening'],
    window: DEFAULT_NEWBORN_HEARING,
    sections: [HEARING],
  },
  'newborn-visit': {
    title: ['新生児訪問指導', 'Newborn home visit'],
    window: DEFAULT_NEWBORN_VISIT,
    sections: [QUESTIONNAIRE, MEASUREMENT, ['guidance', 'guidance', '訪問指導の記録', 'Record of the visit']],
  },
  'infant-1m': {
    title: ['1か月児健診', '1 month checkup'],
    window: DEFAULT_1_MONTH,
    sections: [QUESTIONNAIRE, INTERVIEW, MEASUREMENT, EXAMINATION, NUTRITION, GUIDANCE, FOLLOW_UP],
  },
  'infant-6-7m': {
    title: ['6〜7か月児健診', '6–7 month checkup'],
    window: DEFAULT_6_7_MONTHS,
    sections: [QUESTIONNAIRE, INTERVIEW, MEASUREMENT, EXAMINATION, NUTRITION, GUIDANCE, FOLLOW_UP],
  },
  'infant-9-10m': {
    title: ['9〜10か月児健診', '9–10 month checkup'],
    window: DEFAULT_9_10_MONTHS,
    sections: [QUESTIONNAIRE, INTERVIEW, MEASUREMENT, EXAMINATION, NUTRITION, GUIDANCE, FOLLOW_UP],
  },
  'child-18m': {
    title: ['1歳6か月児健診', '18 month checkup'],
    window: STATUTORY_18_MONTHS,
    byLaw: 'duty',
    sections: [QUESTIONNAIRE, INTERVIEW, MEASUREMENT, EXAMINATION, DENTAL, NUTRITION, GUIDANCE, CONFERENCE],
  },
  'child-2y': {
    title: ['2歳児健診', '2 year checkup'],
    window: DEFAULT_2_YEARS,
    sections: [QUESTIONNAIRE, INTERVIEW, MEASUREMENT, EXAMINATION, DENTAL, NUTRITION, GUIDANCE, FOLLOW_UP],
  },
  'child-3y': {
    title: ['3歳児健診', '3 year checkup'],
    window: STATUTORY_3_YEARS,
    byLaw: 'duty',
    sections: [
      QUESTIONNAIRE,
      INTERVIEW,
      MEASUREMENT,
      URINE,
      VISION,
      HEARING,
      EXAMINATION,
      DENTAL,
      NUTRITION,
      GUIDANCE,
      CONFERENCE,
    ],
  },
  'child-5y': {
    title: ['5歳児健診', '5 year checkup'],
    window: DEFAULT_5_YEARS,
    sections: [QUESTIONNAIRE, INTERVIEW, MEASUREMENT, EXAMINATION, NUTRITION, GUIDANCE, CONFERENCE],
  },
  prenatal: {
    title: ['妊婦健診', 'Prenatal checkup'],
    window: DEFAULT_PRENATAL,
    sections: [QUESTIONNAIRE, MEASUREMENT, LABORATORY, EXAMINATION, MOTHERS_TEETH, GUIDANCE],
  },
  'postnatal-2w': {
    title: ['産婦健診（2週間）', 'Postnatal checkup, 2 weeks'],
    window: DEFAULT_POSTNATAL_2_WEEKS,
    sections: [QUESTIONNAIRE, ASSESSMENT, MEASUREMENT, EXAMINATION],
  },
  'postnatal-1m': {
    title: ['産婦健診（1か月）', 'Postnatal checkup, 1 month'],
    window: DEFAULT_POSTNATAL_1_MONTH,
    sections: [QUESTIONNAIRE, ASSESSMENT, MEASUREMENT, EXAMINATION],
  },
  'postnatal-care': {
    title: ['産後ケア', 'Postnatal care'],
    window: STATUTORY_POSTNATAL_CARE,
    byLaw: 'limit',
    sections: [['care', 'guidance', '産後ケアの記録', 'Record of care']],
  },
  assessment: {
    title: ['アセスメント', 'Assessment'],
    window: WHOLE_CHILDHOOD,
    sections: [ASSESSMENT],
  },
  detailed: {
    title: ['精密健康診査', 'Detailed examination'],
    window: WHOLE_CHILDHOOD,
    sections: [['detailed', 'examination', '精密健康診査の結果', 'Result of the detailed examination']],
  },
  vaccination: {
    title: ['予防接種', 'Vaccination'],
    window: VACCINATION_AGES,
    sections: [
      ['questionnaire', 'interview', '予診票', 'Pre-vaccination questionnaire'],
      ['vaccination', 'examination', '接種の記録', 'Record of the vaccination'],
    ],
  },
};

/** The built-in programs (健診種別). */
export const PROGRAM_TABLE: Readonly<Record<ProgramId, Program>> = Object.fromEntries(
  PROGRAMS.map((id) => [id, programOf(id, PROPS[id])]),
) as Record<ProgramId, Program>;
