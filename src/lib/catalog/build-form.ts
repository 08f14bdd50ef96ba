import type { ProgramId, SectionId } from '../domain/program.ts';
import { inEnglish } from './build-item.ts';
import type { Bilingual } from './code-systems.ts';
import { FORM_VERSION, formId } from './form-id.ts';
import type { Questionnaire, QuestionnaireItem } from './questionnaire.ts';

interface FormProps {
  readonly program: ProgramId;
  readonly section: SectionId;
  readonly title: Bilingual;
  /** Day of the last change, `YYYY-MM-DD`. */
  readonly date: string;
  readonly copyright?: string;
  readonly item: readonly QuestionnaireItem[];
}

/** Machine name of a form: `infant-3-4m-questionnaire` becomes `Infant34mQuestionnaire`. */
const nameOf = (program: ProgramId, section: SectionId): string =>
  `${program}-${section}`
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** A built-in form as a FHIR R4 Questionnaire. */
export const buildForm = ({ program, section, title, date, copyright, item }: FormProps): Questionnaire => ({
  resourceType: 'Questionnaire',
  language: 'ja',
  url: formId(program, section),
  version: FORM_VERSION,
  name: nameOf(program, section),
  title: title[0],
  _title: inEnglish(title[1]),
  status: 'active',
  subjectType: ['Patient'],
  date,
  publisher: 'Hagukumi',
  ...(copyright !== undefined && { copyright }),
  item,
});
