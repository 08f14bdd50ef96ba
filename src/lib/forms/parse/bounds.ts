import { codecOf } from '../codec/codecs.ts';
import { isDecimal } from '../codec/number.ts';
import type { ValueAnswer } from '../answer-types.ts';
import { OWN_EXTENSION, STANDARD_EXTENSION, UCUM_SYSTEM } from '../extensions.ts';
import type { DayBound, FormItem, ItemType, Unit } from '../form.ts';
import { readDayBound } from './day-bound.ts';
import type { FormElement } from './form-element.ts';
import { readUnits } from './units.ts';

type Bounds = Pick<
  FormItem,
  | 'maxLength'
  | 'minLength'
  | 'pattern'
  | 'minValue'
  | 'maxValue'
  | 'boundUnit'
  | 'softMin'
  | 'softMax'
  | 'dayBounds'
  | 'maxDecimalPlaces'
  | 'sliderStep'
  | 'unit'
  | 'units'
  | 'maxBytes'
  | 'mimeTypes'
>;

const NUMERIC: readonly ItemType[] = ['integer', 'decimal', 'quantity'];
const TYPED: readonly ItemType[] = ['string', 'text', 'url', 'open-choice'];
/** Largest part of a byte count that `maxSize` gives in megabytes. */
const BYTES_PER_MEGABYTE = 1_000_000;

type Moment = 'date' | 'dateTime' | 'time';

const readNumber = (extension: FormElement): number | undefined => {
  const value = extension.take('valueInteger') ?? extension.take('valueDecimal');
  return typeof value === 'number' && isDecimal(value) ? value : undefined;
};

/** A bound of a date, time or date and time. A day is a bound of a date and time as well, and the other way its day. */
const readMoment = (types: readonly Moment[]) => (extension: FormElement) => {
  const answer = extension.answer(
    'value',
    types.map((type) => codecOf(type)),
  );
  if (answer?.type === 'dateTime' && types[0] === 'date') return answer.value.slice(0, 'yyyy-mm-dd'.length);
  return answer !== undefined && 'value' in answer && typeof answer.value === 'string'
    ? answer.value
    : undefined;
};

const MOMENTS: Readonly<Partial<Record<ItemType, readonly Moment[]>>> = {
  date: ['date', 'dateTime'],
  dateTime: ['dateTime', 'date'],
  time: ['time'],
};

/** An amount in the item's unit; in one of them, which is then told, where it takes several. */
const readAmount =
  ({ unit, units }: Pick<FormItem, 'unit' | 'units'>) =>
  (extension: FormElement): { readonly value: number; readonly unit: Unit | undefined } | undefined => {
    const answer: ValueAnswer | undefined = extension.answer('value', [codecOf('quantity')]);
    if (answer?.type !== 'quantity') return undefined;
    const { value, unit: display, code, system = UCUM_SYSTEM } = answer;
    const isOwn = (each: Unit): boolean => each.code === code && each.system === system;
    if (unit !== undefined) return isOwn(unit) ? { value, unit: undefined } : undefined;
    if (units.length > 0) {
      const own = units.find(isOwn);
      return own === undefined ? undefined : { value, unit: own };
    }
    return { value, unit: code === undefined ? undefined : { code, display, system } };
  };

/** Whether the lower bound is surely above the upper one. */
const isReversed = (
  type: ItemType,
  low: number | string | undefined,
  high: number | string | undefined,
): boolean => {
  if (typeof low === 'number' && typeof high === 'number') return low > high;
  if (typeof low !== 'string' || typeof high !== 'string') return false;
  const moment = MOMENTS[type]?.[0] ?? 'date';
  return (codecOf(moment).compare?.({ type: moment, value: low }, { type: moment, value: high }) ?? 0) > 0;
};

const readPattern = (element: FormElement): FormItem['pattern'] => {
  const { reading } = element;
  const { compilePattern } = reading.tools;
  return element.extension(STANDARD_EXTENSION.regex, (extension) => {
    const text = extension.string('valueString');
    if (text === undefined) return undefined;
    const pattern = compilePattern?.(text);
    if (compilePattern === undefined) reading.error('engine-missing', extension.path);
    else if (pattern === undefined) reading.error('pattern-invalid', extension.path);
    return pattern;
  });
};

const readMimeTypes = (element: FormElement): readonly string[] =>
  element.extensions(STANDARD_EXTENSION.mimeType).flatMap((extension) => {
    const code = extension.string('valueCode');
    extension.close();
    return code ?? [];
  });

const readMaxBytes = (element: FormElement): number | undefined => {
  const megabytes = element.extension(STANDARD_EXTENSION.maxSize, readNumber);
  return megabytes === undefined ? undefined : Math.floor(megabytes * BYTES_PER_MEGABYTE);
};

const NO_TYPES: readonly string[] = [];
const NO_DAY_BOUNDS: readonly DayBound[] = [];

const NO_BOUNDS: Bounds = {
  maxLength: undefined,
  minLength: undefined,
  pattern: undefined,
  minValue: undefined,
  maxValue: undefined,
  boundUnit: undefined,
  softMin: undefined,
  softMax: undefined,
  dayBounds: NO_DAY_BOUNDS,
  maxDecimalPlaces: undefined,
  sliderStep: undefined,
  unit: undefined,
  units: [],
  maxBytes: undefined,
  mimeTypes: NO_TYPES,
};

/** Types that nothing can limit. */
const UNBOUNDED: readonly ItemType[] = ['group', 'display', 'boolean', 'choice', 'reference'];

/** Units and limits of an item. A limit on a type that it does not fit stays unread and is reported as such. */
export const readBounds = (element: FormElement, type: ItemType): Bounds => {
  if (UNBOUNDED.includes(type)) return NO_BOUNDS;
  const typed = TYPED.includes(type);
  // All limits but one are extensions.
  if (!element.hasExtensions) {
    const maxLength = typed ? element.integer('maxLength', 1) : undefined;
    return maxLength === undefined ? NO_BOUNDS : { ...NO_BOUNDS, maxLength };
  }
  const { reading } = element;
  const numeric = NUMERIC.includes(type);
  const moments = MOMENTS[type];
  const number = (url: string): number | undefined =>
    numeric ? element.extension(url, readNumber) : undefined;
  const isOfDays = type === 'date' || type === 'dateTime';
  const dayBounds: DayBound[] = [];
  /** A bound of a date. One by a day that only filling in tells goes to the others of its kind. */
  const moment = (
    url: string,
    side: 'min' | 'max',
    severity: DayBound['severity'],
    types: readonly Moment[],
  ): string | undefined =>
    element.extension(url, (extension) => {
      const against = isOfDays ? readDayBound(extension, side) : undefined;
      if (against !== undefined) dayBounds.push({ against, severity });
      const value = severity === 'error' && against === undefined ? readMoment(types)(extension) : undefined;
      return against === undefined && value === undefined ? undefined : { value };
    })?.value;
  const hard = (url: string, side: 'min' | 'max'): number | string | undefined =>
    moments === undefined ? number(url) : moment(url, side, 'error', moments);
  const soft = (url: string, side: 'min' | 'max'): number | undefined => {
    if (isOfDays) moment(url, side, 'warning', []);
    return number(url);
  };
  const count = (url: string, from: number): number | undefined =>
    element.extension(url, (extension) => extension.integer('valueInteger', from));

  const { unit, units } = readUnits(element, type);
  const amount = (url: string) =>
    type === 'quantity' ? element.extension(url, readAmount({ unit, units })) : undefined;
  const least = amount(STANDARD_EXTENSION.minQuantity);
  const most = amount(STANDARD_EXTENSION.maxQuantity);
  const bounds: Bounds = {
    maxLength: typed ? element.integer('maxLength', 1) : undefined,
    minLength: typed ? count(STANDARD_EXTENSION.minLength, 0) : undefined,
    pattern: typed ? readPattern(element) : undefined,
    minValue: least?.value ?? hard(STANDARD_EXTENSION.minValue, 'min'),
    maxValue: most?.value ?? hard(STANDARD_EXTENSION.maxValue, 'max'),
    boundUnit: least?.unit ?? most?.unit,
    softMin: soft(OWN_EXTENSION.softMin, 'min'),
    softMax: soft(OWN_EXTENSION.softMax, 'max'),
    dayBounds: dayBounds.length === 0 ? NO_DAY_BOUNDS : dayBounds,
    maxDecimalPlaces:
      type === 'quantity' || type === 'decimal' ? count(STANDARD_EXTENSION.maxDecimalPlaces, 0) : undefined,
    sliderStep: number(STANDARD_EXTENSION.sliderStepValue),
    unit,
    units,
    maxBytes: type === 'attachment' ? readMaxBytes(element) : undefined,
    mimeTypes: type === 'attachment' ? readMimeTypes(element) : NO_TYPES,
  };
  const { minValue, maxValue, softMin, softMax, sliderStep } = bounds;
  const isTwoUnits = least !== undefined && most !== undefined && least.unit?.code !== most.unit?.code;
  if (isTwoUnits || isReversed(type, minValue, maxValue) || isReversed(type, softMin, softMax)) {
    reading.error('value-invalid', element.path);
  }
  if (sliderStep !== undefined && sliderStep <= 0) reading.error('value-invalid', element.path);
  return bounds;
};
