import type { ProgramId, SectionId } from '../domain/program.ts';

/** Version of the built-in forms: year, and a counter within it. Raised with any change a guardian or staff could notice. */
export const FORM_VERSION = '2026.2';

/** Canonical URL of a built-in form; stands in records as the form's id. */
export const formId = (program: ProgramId, section: SectionId): string =>
  `https://hagukumi.dev/fhir/Questionnaire/${program}-${section}`;
