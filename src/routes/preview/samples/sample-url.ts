/** Canonical of the sample form that comes with the page. */
export const SAMPLE_URL = 'https://hagukumi.dev/fhir/Questionnaire/preview-sample';
