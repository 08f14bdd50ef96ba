import { decimalPlaces } from '../../forms/codec/number.ts';
import type { FormItem } from '../../forms/form.ts';

/** From where to where a number goes, and by how much at once. */
export interface NumberScale {
  readonly least: number;
  readonly most: number;
  readonly step: number;
}

/** Ends of a scale whose author gave none. */
const LEAST = 0;
const MOST = 100;

/** The step the form asks for; else the smallest difference the item can hold, whole numbers where it says nothing. */
export const stepOf = ({ sliderStep, type, maxDecimalPlaces = 0 }: FormItem): number => {
  if (sliderStep !== undefined) return type === 'integer' ? Math.max(1, Math.round(sliderStep)) : sliderStep;
  return type === 'integer' ? 1 : 10 ** -maxDecimalPlaces;
};

/** The scale a slider shows. A form that gives one end only gets the other a hundred steps away. */
export const scaleOf = (item: FormItem): NumberScale => {
  const step = stepOf(item);
  const least = typeof item.minValue === 'number' ? item.minValue : undefined;
  const most = typeof item.maxValue === 'number' ? item.maxValue : undefined;
  if (least !== undefined && most !== undefined) return { least, most, step };
  if (least !== undefined) return { least, most: Math.max(MOST, least + MOST * step), step };
  return { least: Math.min(LEAST, most ?? LEAST), most: most ?? MOST, step };
};

/** A number without the noise of binary fractions, at the places of the step and of where it started. */
const rounded = (value: number, step: number, from: number): number =>
  Number(value.toFixed(Math.min(20, Math.max(decimalPlaces(step), decimalPlaces(from)))));

/** One step up or down, within hard bounds; from nothing to the lower bound, or to nought where there is none. */
export const stepped = (item: FormItem, value: number | undefined, direction: 1 | -1): number => {
  const least = typeof item.minValue === 'number' ? item.minValue : -Infinity;
  const most = typeof item.maxValue === 'number' ? item.maxValue : Infinity;
  const within = (wanted: number): number => Math.min(most, Math.max(least, wanted));
  if (value === undefined) return Number.isFinite(least) ? least : within(0);
  const step = stepOf(item);
  return within(rounded(value + direction * step, step, value));
};
