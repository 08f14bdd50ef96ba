import fhirpath from 'fhirpath';
import { isJsonObject } from '../json-object.ts';

const UCUM = 'http://unitsofmeasure.org';

/** FHIRPath's calendar units → UCUM. A calendar year is UCUM's `a` as FHIR maps it. */
const CALENDAR_UNITS: Readonly<Record<string, string>> = {
  year: 'a',
  month: 'mo',
  week: 'wk',
  day: 'd',
  hour: 'h',
  minute: 'min',
  second: 's',
  millisecond: 'ms',
};

/**
 * A result of the engine as plain JSON: elements as they are, dates and times as FHIR text, a calculated quantity as
 * `{value, unit, system, code}`. Undefined when it holds what JSON cannot: a number without end, a date off the calendar.
 */
export function jsonOf(result: readonly unknown[]): unknown[] | undefined {
  const types = fhirpath.types(result);
  const values: unknown[] = [];
  for (const [index, element] of result.entries()) {
    const value = types[index] === 'System.Quantity' ? quantityOf(element) : plainOf(element);
    if (!isPlainJson(value)) return undefined;
    values.push(value);
  }
  return values;
}

function plainOf(element: unknown): unknown {
  if (typeof element === 'bigint') return Number(element);
  const [value] = fhirpath.resolveInternalTypes([element]) as unknown[];
  return value;
}

function quantityOf(element: unknown): unknown {
  const plain = plainOf(element);
  if (isJsonObject(plain)) return plain;
  const text = typeof plain === 'string' ? /^(\S+) (?:'(.+)'|([a-z]+?)s?)$/.exec(plain) : null;
  if (text === null) return undefined;
  const [, digits, code, calendarUnit = ''] = text;
  const value = Number(digits);
  if (code !== undefined) return { value, unit: code, system: UCUM, code };
  return { value, unit: calendarUnit, system: UCUM, code: CALENDAR_UNITS[calendarUnit] };
}

function isPlainJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'string') return !value.startsWith('NaN-');
  if (isJsonObject(value))
    return Object.values(value).every((part) => part !== undefined && typeof part !== 'function');
  return typeof value === 'boolean' || Array.isArray(value);
}
