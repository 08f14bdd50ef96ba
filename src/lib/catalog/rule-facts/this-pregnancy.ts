import { addDays, type CivilDate } from '../../domain/civil-date.ts';
import { pregnancyBegins, TERM_DAYS } from '../../domain/pregnancy/gestational-age.ts';
import type { EarlierSize } from './earlier-size.ts';

/** A value with the day of the visit that told it. */
export interface ToldEarlier<T> {
  readonly value: T;
  readonly on: CivilDate;
}

/** What earlier visits told of the pregnancy that a visit is of. Left out where nobody told. */
export interface ThisPregnancy {
  /** The due date given, else the one the newest visit wrote down. */
  readonly due: CivilDate | undefined;
  /** Days of the earlier visits, oldest first. */
  readonly visits: readonly CivilDate[];
  /** The last number of a visit that was written down. */
  readonly lastNumber: ToldEarlier<number> | undefined;
  readonly weightBeforeKg: ToldEarlier<number> | undefined;
  readonly heightCm: ToldEarlier<number> | undefined;
  readonly multiple: ToldEarlier<boolean> | undefined;
}

/**
 * What is known of a pregnancy from its earlier visits (妊婦健診). They are those since its 0 weeks 0 days, where the due
 * date is known, else those of the last 40 weeks. The newest visit that told a thing counts. [PG5]
 * @param due as the form or the list has it today
 */
export const thisPregnancy = (
  earlier: readonly EarlierSize[] | undefined,
  due: CivilDate | undefined,
  today: CivilDate,
): ThisPregnancy => {
  const since = (from: CivilDate): readonly EarlierSize[] =>
    (earlier ?? []).filter(({ program, on }) => program === 'prenatal' && on < today && on >= from);
  const written =
    due ?? since(addDays(today, -TERM_DAYS)).findLast(({ pregnancy }) => pregnancy?.due)?.pregnancy?.due;
  const visits = since(written === undefined ? addDays(today, -TERM_DAYS) : pregnancyBegins(written));
  const told = <T>(of: (visit: EarlierSize) => T | undefined): ToldEarlier<T> | undefined => {
    const visit = visits.findLast((each) => of(each) !== undefined);
    const value = visit && of(visit);
    return visit === undefined || value === undefined ? undefined : { value, on: visit.on };
  };
  return {
    due: written,
    visits: [...new Set(visits.map(({ on }) => on))],
    lastNumber: told(({ pregnancy }) => pregnancy?.visitNumber),
    weightBeforeKg: told(({ pregnancy }) => pregnancy?.weightBeforeKg),
    heightCm: told(({ size }) => size.heightCm),
    multiple: told(({ pregnancy }) => pregnancy?.multiple),
  };
};

/**
 * The number a visit has by the earlier ones of the same pregnancy: the one after the last that was written down, or
 * after their count where that is more. `undefined` without any: the mother may have been seen elsewhere.
 */
export const nextVisitNumber = ({ visits, lastNumber }: ThisPregnancy): number | undefined => {
  if (visits.length === 0) return undefined;
  const after = lastNumber === undefined ? 0 : visits.filter((on) => on > lastNumber.on).length;
  return Math.max(visits.length, (lastNumber?.value ?? 0) + after) + 1;
};
