import { DAY_CROSSINGS } from '../codec/day-bounds.ts';
import { DAY_EXPRESSIONS, FHIRPATH_LANGUAGE, STANDARD_EXTENSION } from '../extensions.ts';
import type { DayBound } from '../form.ts';
import { isJsonObject } from '../json-object.ts';
import type { FormElement } from './form-element.ts';

type Crossing = DayBound['against'];

const CROSSINGS = Object.keys(DAY_CROSSINGS) as readonly Crossing[];

/** What an expression speaks against; any that is not one of ours refuses the form, for it would decide over answers. */
const readExpression =
  (side: 'min' | 'max') =>
  (extension: FormElement): Crossing | undefined => {
    const element = extension.object('valueExpression');
    if (element === undefined) return undefined;
    element.leave(['description', 'reference', 'name']);
    const language = element.string('language');
    const text = element.string('expression')?.trim();
    element.close();
    if (language !== undefined && language !== FHIRPATH_LANGUAGE) {
      element.reading.error('expression-language', element.path);
      return undefined;
    }
    const against = CROSSINGS.find((each) => {
      const crossing = DAY_CROSSINGS[each];
      return crossing.side === side && DAY_EXPRESSIONS[crossing.day] === text;
    });
    if (against === undefined) element.reading.error('expression-invalid', element.path);
    return against;
  };

/** What a date's bound names in the place of a day: `_valueDate` with a `cqf-expression`. [FM12] */
export const readDayBound = (bound: FormElement, side: 'min' | 'max'): Crossing | undefined => {
  const key = ['_valueDate', '_valueDateTime'].find((each) => isJsonObject(bound.peek(each)));
  if (key === undefined || bound.peek(key.slice(1)) !== undefined) return undefined;
  const sidecar = bound.object(key);
  const against = sidecar?.extension(STANDARD_EXTENSION.cqfExpression, readExpression(side));
  sidecar?.close();
  return against;
};
