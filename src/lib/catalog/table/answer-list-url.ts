const BASE = 'https://hagukumi.dev/fhir/CodeSystem/';

/** Canonical URL of an answer list. */
export const answerListUrl = (list: string): string => `${BASE}${list}`;

/** The answer list a URL names. */
export const answerListOf = (url: string): string => (url.startsWith(BASE) ? url.slice(BASE.length) : '');
