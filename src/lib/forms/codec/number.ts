import type { FormItem } from '../form.ts';
import type { Defect } from './codec.ts';

/** Largest magnitude of a decimal: doubles hold 15 significant digits exactly. */
const DECIMAL_MAX = 1e15;

export const isDecimal = (value: number): boolean => Number.isFinite(value) && Math.abs(value) < DECIMAL_MAX;

/** FHIR integer: 32 bits, signed. */
export const isInteger = (value: number): boolean => Number.isInteger(value) && (value | 0) === value;

/** A JSON number, or undefined where JSON cannot hold the value. */
export const writeNumber = (value: number): number | undefined =>
  Number.isFinite(value) ? value : undefined;

/** Digits after the decimal point of the shortest text that reads back as this number: 0.5 → 1, 1e-7 → 7. */
export const decimalPlaces = (value: number): number => {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const digits = mantissa.split('.')[1]?.length ?? 0;
  return Math.max(0, digits - Number(exponent));
};

/** Plain digits, never an exponent, no grouping: what was typed. Followed by the unit where there is one. */
export const numberText = (value: number, unit: string | undefined): string => {
  const digits = value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 });
  return unit === undefined ? digits : `${digits} ${unit}`;
};

/** Bounds are inclusive. A value outside its hard bounds is not asked back a second time for the soft ones. */
export const numberDefects = (item: FormItem, value: number): readonly Defect[] => {
  const { minValue, maxValue, maxDecimalPlaces, softMin, softMax } = item;
  const defects: Defect[] = [];
  if (typeof minValue === 'number' && value < minValue) {
    defects.push({ code: 'below-min', severity: 'error', bound: minValue });
  } else if (softMin !== undefined && value < softMin) {
    defects.push({ code: 'soft-low', severity: 'warning', bound: softMin });
  }
  if (typeof maxValue === 'number' && value > maxValue) {
    defects.push({ code: 'above-max', severity: 'error', bound: maxValue });
  } else if (softMax !== undefined && value > softMax) {
    defects.push({ code: 'soft-high', severity: 'warning', bound: softMax });
  }
  if (maxDecimalPlaces !== undefined && decimalPlaces(value) > maxDecimalPlaces) {
    defects.push({ code: 'decimal-places', severity: 'error', bound: maxDecimalPlaces });
  }
  return defects;
};
