import type { GestationalAge } from './gestational-age.ts';

export type Trimester = 'first' | 'second' | 'third';

const FIRST_TO_DAY = 97;
const SECOND_TO_DAY = 195;

/** 妊娠初期 to 13w6d, 中期 14w0d–27w6d, 後期 from 28w0d. [GA5] */
export const trimesterOf = ({ totalDays }: Pick<GestationalAge, 'totalDays'>): Trimester =>
  totalDays <= FIRST_TO_DAY ? 'first' : totalDays <= SECOND_TO_DAY ? 'second' : 'third';
