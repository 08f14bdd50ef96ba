import { compileFile } from './compile-file.ts';

/** A form's table as a module that exports its FHIR `questionnaire`; as text, which engines read faster than code. */
export const moduleOf = (path: string): string =>
  `export const questionnaire = JSON.parse(${JSON.stringify(JSON.stringify(compileFile(path)))})`;
