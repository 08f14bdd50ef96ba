import type { WriteOp } from './port.ts';
import { sameRow } from './same-row.ts';

export type Expectation = Extract<WriteOp, { do: 'expect' | 'match' }>;

export const isExpectation = (op: WriteOp): op is Expectation => op.do === 'expect' || op.do === 'match';

/** Whether an expectation holds for the row that is stored now, `undefined` when there is none. */
export const holds = (row: object | undefined, expectation: Expectation): boolean => {
  if (expectation.do === 'match') return sameRow(row, expectation.row);
  const { field, value } = expectation;
  if (row === undefined || value === undefined) return row === undefined && value === undefined;
  return Object.hasOwn(row, field) && Reflect.get(row, field) === value;
};
