import { isDate } from '../codec/date.ts';

/** From its first to its last instant, in milliseconds. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

const FHIR_TIME = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(T\d{2}:\d{2}.*)?)?)?$/;

/** What a FHIR date, dateTime or instant names at the precision it has; Japanese time where it names no zone. */
export const spanOf = (text: unknown): TimeSpan | undefined => {
  if (typeof text !== 'string') return undefined;
  const [, year, month, day, clock] = FHIR_TIME.exec(text) ?? [];
  if (year === undefined || !isDate(text.slice(0, 10))) return undefined;
  if (clock !== undefined) {
    const zone = /(?:Z|[+-]\d{2}:\d{2})$/.test(clock) ? '' : '+09:00';
    const instant = Date.parse(`${text}${zone}`);
    return Number.isNaN(instant) ? undefined : { from: instant, to: instant };
  }
  const at = (y: number, m: number, d: number): number => Date.UTC(y, m, d) - 9 * 3_600_000;
  const [y, m, d] = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)];
  const end = month === undefined ? at(y + 1, 0, 1) : day === undefined ? at(y, m + 1, 1) : at(y, m, d + 1);
  return { from: at(y, m, d), to: end - 1 };
};
