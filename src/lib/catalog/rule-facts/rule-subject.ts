import type { CivilDate } from '../../domain/civil-date.ts';
import type { EarlierSize } from './earlier-size.ts';
import type { ProgramId } from '../../domain/program.ts';

/** Who is examined, as today's list has it. Of a mother, `birth` is her own and `due` that of her pregnancy. */
export interface RuleSubject {
  readonly program: ProgramId;
  readonly sex: 'male' | 'female' | 'unknown';
  readonly birth: CivilDate | undefined;
  /** 出産予定日. */
  readonly due: CivilDate | undefined;
  readonly birthWeightGrams: number | undefined;
  /** What earlier visits measured, oldest first; left out where none is known. */
  readonly earlier?: readonly EarlierSize[];
}
