import {
  DAY_EXPRESSIONS,
  FHIRPATH_LANGUAGE,
  ITEM_CONTROL_SYSTEM,
  OWN_EXTENSION,
  STANDARD_EXTENSION,
  UCUM_SYSTEM,
} from '../../forms/extensions.ts';
import type { Extension } from '../questionnaire.ts';
import type { FormRow } from './columns.ts';
import { hintTranslations } from './texts.ts';

/** Ways of not answering that a guardian's question offers: わからない, こたえたくない, スタッフに聞く. */
export const ABSENT_REASONS = ['asked-unknown', 'asked-declined', 'temp-unknown'] as const;

const absentReasons = (traits: readonly string[]): readonly string[] => {
  if (traits.includes('absent')) return ABSENT_REASONS;
  return traits.includes('absent-known') ? ABSENT_REASONS.filter((reason) => reason !== 'asked-unknown') : [];
};

/** What stands before the name of a picture in `traits`. */
export const PICTURE_TRAIT = 'picture:';

/** Controls a row may name in `traits`. */
export const CONTROLS = [
  'radio-button',
  'check-box',
  'drop-down',
  'autocomplete',
  'text-area',
  'page',
  'spinner',
] as const;

/** How the printed name of a unit differs from its UCUM code. */
const UNIT_NAMES: Readonly<Record<string, string>> = {
  mo: 'か月',
  wk: '週',
  d: '日',
  a: '歳',
  deg: '度',
  'mm[Hg]': 'mmHg',
  '{count}': '回',
  '{tooth}': '本',
  '{cigarette}': '本',
  '{score}': '点',
  Cel: '℃',
  '[diop]': 'D',
  min: '分',
  h: '時間',
  '/min': '/分',
};

const number = (url: string, value: number): Extension =>
  Number.isInteger(value) ? { url, valueInteger: value } : { url, valueDecimal: value };

const unitName = (code: string): string => UNIT_NAMES[code] ?? code;

const whole = (cell: string): number => Number(cell);

/** A bound by a day that only the time of filling in tells. */
const dayBound = (url: string, cell: string): readonly Extension[] => {
  if (cell === '') return [];
  const expression = DAY_EXPRESSIONS[cell === 'birth' ? 'birth' : 'today'];
  const named = {
    url: STANDARD_EXTENSION.cqfExpression,
    valueExpression: { language: FHIRPATH_LANGUAGE, expression },
  };
  return [{ url, _valueDate: { extension: [named] } }];
};

const dayBounds = (row: FormRow): readonly Extension[] => [
  ...dayBound(STANDARD_EXTENSION.minValue, row.min),
  ...dayBound(STANDARD_EXTENSION.maxValue, row.max),
  ...dayBound(OWN_EXTENSION.softMin, row['soft-min']),
  ...dayBound(OWN_EXTENSION.softMax, row['soft-max']),
];

const limits = (row: FormRow): readonly Extension[] => {
  const { type, unit } = row;
  const limit = (column: 'min' | 'max'): readonly Extension[] => {
    if (row[column] === '') return [];
    const value = whole(row[column]);
    if (type !== 'quantity') {
      return [number(column === 'min' ? STANDARD_EXTENSION.minValue : STANDARD_EXTENSION.maxValue, value)];
    }
    const url = column === 'min' ? STANDARD_EXTENSION.minQuantity : STANDARD_EXTENSION.maxQuantity;
    return [{ url, valueQuantity: { value, unit: unitName(unit), system: UCUM_SYSTEM, code: unit } }];
  };
  return [
    ...(unit === ''
      ? []
      : [
          {
            url: STANDARD_EXTENSION.unit,
            valueCoding: { system: UCUM_SYSTEM, code: unit, display: unitName(unit) },
          },
        ]),
    ...(row.decimals === ''
      ? []
      : [{ url: STANDARD_EXTENSION.maxDecimalPlaces, valueInteger: whole(row.decimals) }]),
    ...limit('min'),
    ...limit('max'),
    ...(row['soft-min'] === '' ? [] : [number(OWN_EXTENSION.softMin, whole(row['soft-min']))]),
    ...(row['soft-max'] === '' ? [] : [number(OWN_EXTENSION.softMax, whole(row['soft-max']))]),
  ];
};

/**
 * The extensions of one question.
 * @param hint the row of its hint
 * @param system the answer list of a choice
 */
export const itemExtensions = (
  row: FormRow,
  traits: readonly string[],
  hint: FormRow | undefined,
  system: string | undefined,
): readonly Extension[] => {
  const control = CONTROLS.find((each) => traits.includes(each));
  const picture = traits.find((trait) => trait.startsWith(PICTURE_TRAIT))?.slice(PICTURE_TRAIT.length);
  return [
    ...(row.staff === '' ? [] : [{ url: STANDARD_EXTENSION.shortText, valueString: row.staff }]),
    ...(hint === undefined
      ? []
      : [{ url: OWN_EXTENSION.hint, valueString: hint.ja, _valueString: hintTranslations(hint) }]),
    ...(control === undefined
      ? []
      : [
          {
            url: STANDARD_EXTENSION.itemControl,
            valueCodeableConcept: { coding: [{ system: ITEM_CONTROL_SYSTEM, code: control }] },
          },
        ]),
    ...(picture === undefined ? [] : [{ url: OWN_EXTENSION.illustration, valueCode: picture }]),
    ...absentReasons(traits).map((reason) => ({ url: OWN_EXTENSION.absentReasons, valueCode: reason })),
    ...(traits.includes('hidden') ? [{ url: STANDARD_EXTENSION.hidden, valueBoolean: true }] : []),
    ...(row.type === 'boolean' && row.concern === 'ticked'
      ? [{ url: OWN_EXTENSION.concernWhen, valueBoolean: true }]
      : []),
    ...(system === undefined || row.normal === ''
      ? []
      : [{ url: OWN_EXTENSION.normalAnswer, valueCoding: { system, code: row.normal } }]),
    ...(row.type === 'date' ? dayBounds(row) : limits(row)),
  ];
};
