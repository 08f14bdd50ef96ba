import {
  DAY_EXPRESSIONS,
  ITEM_CONTROL_SYSTEM,
  OWN_EXTENSION,
  STANDARD_EXTENSION,
} from '../../forms/extensions.ts';
import type { Extension, Questionnaire, QuestionnaireItem } from '../questionnaire.ts';
import { answerListOf } from './answer-list-url.ts';
import { formatCodes } from './codes.ts';
import { COLUMNS, FORM_LANGUAGES, type Column, type FormLanguage } from './columns.ts';
import { formatConditions } from './conditions.ts';
import { PICTURE_TRAIT } from './item-extensions.ts';
import { textsOf } from './texts.ts';

type Cell = Column | FormLanguage;
export type TableRow = Readonly<Record<Cell, string>>;

const EMPTY = Object.fromEntries([...COLUMNS, ...FORM_LANGUAGES].map((cell) => [cell, ''])) as Record<
  Cell,
  string
>;

const cell = (value: number | string | undefined): string => (value === undefined ? '' : String(value));

const find = (item: QuestionnaireItem, url: string): Extension | undefined =>
  item.extension?.find((each) => each.url === url);

/** The name of the day that a date's bound stands for. */
const dayOf = (bound: Extension | undefined): string | undefined => {
  const text = bound?._valueDate?.extension[0]?.valueExpression?.expression;
  return Object.entries(DAY_EXPRESSIONS).find(([, expression]) => expression === text)?.[0];
};

const limit = (item: QuestionnaireItem, quantity: string, value: string): string => {
  const plain = find(item, value);
  return cell(
    find(item, quantity)?.valueQuantity?.value ?? plain?.valueInteger ?? plain?.valueDecimal ?? dayOf(plain),
  );
};

const soft = (item: QuestionnaireItem, url: string): string => {
  const extension = find(item, url);
  return cell(extension?.valueInteger ?? extension?.valueDecimal ?? dayOf(extension));
};

const absentTrait = ({ extension = [] }: QuestionnaireItem): string | undefined => {
  const reasons = extension.filter(({ url }) => url === OWN_EXTENSION.absentReasons);
  if (reasons.length === 0) return undefined;
  return reasons.some(({ valueCode }) => valueCode === 'asked-unknown') ? 'absent' : 'absent-known';
};

const traitsOf = (item: QuestionnaireItem): string => {
  const alone = item.answerOption?.find(({ extension }) =>
    extension.some(({ url }) => url === STANDARD_EXTENSION.optionExclusive),
  );
  const control = find(item, STANDARD_EXTENSION.itemControl)?.valueCodeableConcept?.coding.find(
    ({ system }) => system === ITEM_CONTROL_SYSTEM,
  );
  const picture = find(item, OWN_EXTENSION.illustration)?.valueCode;
  return [
    item.required === true && 'required',
    absentTrait(item),
    item.repeats === true && 'multiple',
    alone !== undefined && `alone:${alone.valueCoding.code}`,
    find(item, STANDARD_EXTENSION.hidden) !== undefined && 'hidden',
    item.readOnly === true && 'read-only',
    control?.code,
    picture !== undefined && `${PICTURE_TRAIT}${picture}`,
  ]
    .filter((trait) => typeof trait === 'string')
    .join(' ');
};

const concernOf = ({ type, answerOption = [], ...item }: QuestionnaireItem): string => {
  if (type === 'boolean') {
    return find({ ...item, type }, OWN_EXTENSION.concernWhen) === undefined ? '' : 'ticked';
  }
  if (type !== 'choice') return '';
  const concerns = answerOption.filter(
    ({ extension }) => extension.find(({ url }) => url === OWN_EXTENSION.concern)?.valueBoolean === true,
  );
  return concerns.map(({ valueCoding }) => valueCoding.code).join(' ') || 'none';
};

const answersOf = ({ answerOption }: QuestionnaireItem): string => {
  const system = answerOption?.[0]?.valueCoding.system;
  if (answerOption === undefined || system === undefined) return '';
  return `${answerListOf(system)}: ${answerOption.map(({ valueCoding }) => valueCoding.code).join(' ')}`;
};

const rowsOf = (item: QuestionnaireItem, group: string): readonly TableRow[] => {
  const hint = find(item, OWN_EXTENSION.hint);
  return [
    {
      ...EMPTY,
      ...textsOf(item.text, item._text),
      linkId: item.linkId,
      type: item.type,
      in: group,
      staff: cell(find(item, STANDARD_EXTENSION.shortText)?.valueString),
      answers: answersOf(item),
      concern: concernOf(item),
      normal: cell(find(item, OWN_EXTENSION.normalAnswer)?.valueCoding?.code),
      unit: cell(find(item, STANDARD_EXTENSION.unit)?.valueCoding?.code),
      decimals: cell(find(item, STANDARD_EXTENSION.maxDecimalPlaces)?.valueInteger),
      min: limit(item, STANDARD_EXTENSION.minQuantity, STANDARD_EXTENSION.minValue),
      max: limit(item, STANDARD_EXTENSION.maxQuantity, STANDARD_EXTENSION.maxValue),
      'soft-min': soft(item, OWN_EXTENSION.softMin),
      'soft-max': soft(item, OWN_EXTENSION.softMax),
      length: cell(item.maxLength),
      when: formatConditions(item.enableWhen, item.enableBehavior),
      traits: traitsOf(item),
      codes: formatCodes(item.code ?? []),
    },
    ...(hint === undefined
      ? []
      : [
          {
            ...EMPTY,
            ...textsOf(cell(hint.valueString), hint._valueString),
            linkId: item.linkId,
            type: 'hint',
          },
        ]),
    ...(item.item ?? []).flatMap((child) => rowsOf(child, item.linkId)),
  ];
};

/**
 * The table a built-in form was compiled from, its common rows written out and its answers named one by one: what a
 * reviewer reads, and the proof that compiling loses nothing.
 */
export const tableOf = ({ name, title, _title, item }: Questionnaire): readonly TableRow[] => [
  { ...EMPTY, ...textsOf(title, _title), linkId: name.toLowerCase(), type: 'form' },
  ...item.flatMap((each) => rowsOf(each, '')),
];
