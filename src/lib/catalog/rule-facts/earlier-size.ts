import type { CivilDate } from '../../domain/civil-date.ts';
import type { ProgramId } from '../../domain/program.ts';
import type { MotherUrine } from '../../domain/rules/facts.ts';
import type { BodySize } from '../../domain/slip.ts';

/** What an earlier visit (妊婦健診) told of the pregnancy. */
export interface EarlierPregnancy {
  /** 出産予定日 as it was written down there. */
  readonly due?: CivilDate;
  /** 健診の回数. */
  readonly visitNumber?: number;
  readonly weightBeforeKg?: number;
  /** 多胎. */
  readonly multiple?: boolean;
}

/** What an earlier visit of the same person measured. */
export interface EarlierSize {
  readonly on: CivilDate;
  readonly program: ProgramId;
  readonly size: BodySize;
  /** Of a mother; left out where nothing is known. */
  readonly urine?: MotherUrine;
  /** Of a pregnancy; left out where nothing is known. */
  readonly pregnancy?: EarlierPregnancy;
}

/** The last visit before a day that measured what is asked for. */
export const lastBefore = (
  earlier: readonly EarlierSize[] | undefined,
  day: CivilDate,
  has: (visit: EarlierSize) => boolean,
): EarlierSize | undefined => earlier?.findLast((visit) => visit.on < day && has(visit));
