import type { Coding } from '../questionnaire.ts';

/** Code systems of the column `codes`, by the short name they have there. */
export const CODE_NAMES = {
  JP: 'http://jpfhir.jp/fhir/core/CodeSystem/JP_ObservationBodyMeasurementCode_CS',
  LOINC: 'http://loinc.org',
  JLAC10: 'urn:oid:1.2.392.200119.6.1005',
} as const;

/** Owners of code systems, as their terms want them named in a form that uses their codes. */
const NOTICES: Readonly<Record<keyof typeof CODE_NAMES, string>> = {
  JP: 'JP_ObservationBodyMeasurementCode_CS: MEDIS-DC (一般財団法人医療情報システム開発センター).',
  LOINC: 'LOINC: Regenstrief Institute, Inc.',
  JLAC10: 'JLAC10: 一般社団法人日本臨床検査医学会.',
};

const names = Object.keys(CODE_NAMES) as (keyof typeof CODE_NAMES)[];

/** `JP:31000297 LOINC:3141-9` as codings; `undefined` when one is not of a known system. */
export const parseCodes = (cell: string): readonly Coding[] | undefined => {
  const codings = cell.split(' ').flatMap((each): Coding[] => {
    const [name, code] = each.split(':');
    const known = names.find((one) => one === name);
    return known === undefined || code === undefined ? [] : [{ system: CODE_NAMES[known], code }];
  });
  return codings.length === cell.split(' ').length ? codings : undefined;
};

/** The inverse of {@link parseCodes}. */
export const formatCodes = (codings: readonly Coding[]): string =>
  codings
    .map(({ system, code }) => `${names.find((name) => CODE_NAMES[name] === system) ?? system}:${code}`)
    .join(' ');

/** What a form that uses these codes says of their owners; `undefined` when it uses none. */
export const noticesFor = (codings: readonly Coding[]): string | undefined => {
  const used = names.filter((name) => codings.some(({ system }) => system === CODE_NAMES[name]));
  return used.length === 0 ? undefined : used.map((name) => NOTICES[name]).join(' ');
};
