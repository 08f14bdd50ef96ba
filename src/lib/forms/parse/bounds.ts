import { dateCodec } from '../codec/date.ts';
import { isDecimal } from '../codec/number.ts';
import { quantityCodec } from '../codec/quantity.ts';
import { OWN_EXTENSION, STANDARD_EXTENSION, UCUM_SYSTEM } from '../extensions.ts';
import type { FormItem, ItemType } from '../form.ts';
import type { FormElement } from './form-element.ts';

type Bounds = Pick<
  FormItem,
  'maxLength' | 'minValue' | 'maxValue' | 'softMin' | 'softMax' | 'maxDecimalPlaces' | 'unit'
>;

const NUMERIC: readonly ItemType[] = ['integer', 'decimal', 'quantity'];

const readNumber = (extension: FormElement): number | undefined => {
  const value = extension.take('valueInteger') ?? extension.take('valueDecimal');
  return typeof value === 'number' && isDecimal(value) ? value : undefined;
};

const readDate = (extension: FormElement): string | undefined => {
  const value = extension.string('valueDate');
  return value !== undefined && dateCodec.isValid({ type: 'date', value }) ? value : undefined;
};

const readUnit = (extension: FormElement): FormItem['unit'] => {
  const coding = extension.object('valueCoding');
  coding?.leave(['version', 'userSelected']);
  const system = coding?.string('system');
  const code = coding?.string('code');
  const display = coding?.string('display');
  coding?.close();
  return system === UCUM_SYSTEM && code !== undefined && code !== ''
    ? { code, display: display ?? code }
    : undefined;
};

const readQuantity =
  (unit: FormItem['unit']) =>
  (extension: FormElement): number | undefined => {
    const quantity = quantityCodec.read(extension.take('valueQuantity'));
    return quantity !== undefined && isDecimal(quantity.value) && quantity.code === unit?.code
      ? quantity.value
      : undefined;
  };

const isReversed = (low: number | string | undefined, high: number | string | undefined): boolean =>
  low !== undefined && high !== undefined && low > high;

/** Unit and limits of an item. A limit on a type that it does not fit stays unread and is reported as such. */
export const readBounds = (element: FormElement, type: ItemType): Bounds => {
  const { reading } = element;
  const numeric = NUMERIC.includes(type);
  const quantity = type === 'quantity';
  const number = (url: string): number | undefined =>
    numeric ? element.extension(url, readNumber) : undefined;
  const hard = (url: string): number | string | undefined =>
    type === 'date' ? element.extension(url, readDate) : number(url);

  const unit = numeric ? element.extension(STANDARD_EXTENSION.unit, readUnit) : undefined;
  const amount = (url: string): number | undefined =>
    quantity ? element.extension(url, readQuantity(unit)) : undefined;
  const bounds: Bounds = {
    maxLength: type === 'string' || type === 'text' ? element.integer('maxLength', 1) : undefined,
    minValue: amount(STANDARD_EXTENSION.minQuantity) ?? hard(STANDARD_EXTENSION.minValue),
    maxValue: amount(STANDARD_EXTENSION.maxQuantity) ?? hard(STANDARD_EXTENSION.maxValue),
    softMin: number(OWN_EXTENSION.softMin),
    softMax: number(OWN_EXTENSION.softMax),
    maxDecimalPlaces:
      quantity || type === 'decimal'
        ? element.extension(STANDARD_EXTENSION.maxDecimalPlaces, (extension) =>
            extension.integer('valueInteger', 0),
          )
        : undefined,
    unit,
  };
  if (quantity && unit === undefined) reading.error('value-invalid', element.path);
  if (isReversed(bounds.minValue, bounds.maxValue) || isReversed(bounds.softMin, bounds.softMax)) {
    reading.error('value-invalid', element.path);
  }
  return bounds;
};
