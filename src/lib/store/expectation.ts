import type { WriteOp } from './port.ts';

export type Expectation = Extract<WriteOp, { do: 'expect' }>;

/** Whether an `expect` holds for the row that is stored now, `undefined` when there is none. */
export const holds = (row: object | undefined, { field, value }: Expectation): boolean => {
  if (row === undefined || value === undefined) return row === undefined && value === undefined;
  return Object.hasOwn(row, field) && Reflect.get(row, field) === value;
};
