import type { FormItem } from '../form.ts';
import type { Defect } from './codec.ts';

/** Length in characters as people count them on a keyboard: code points, 𠮷 is one. */
const lengthOf = (text: string): number => {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
};

/** The defect of a typed text of the wrong length or shape. */
export const textDefects = (
  { maxLength, minLength, pattern }: Pick<FormItem, 'maxLength' | 'minLength' | 'pattern'>,
  value: string,
): readonly Defect[] => {
  if (maxLength !== undefined && lengthOf(value) > maxLength) {
    return [{ code: 'too-long', severity: 'error', bound: maxLength }];
  }
  if (minLength !== undefined && lengthOf(value) < minLength) {
    return [{ code: 'too-short', severity: 'error', bound: minLength }];
  }
  return pattern?.matchesAll(value) === false ? [{ code: 'pattern', severity: 'error' }] : [];
};
