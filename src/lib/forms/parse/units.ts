import { STANDARD_EXTENSION, UCUM_SYSTEM } from '../extensions.ts';
import type { FormItem, ItemType, Unit } from '../form.ts';
import { codingOf } from './coding-of.ts';
import type { FormElement } from './form-element.ts';
import { codesOf } from './value-sets.ts';

const NO_UNITS: readonly Unit[] = [];

const readUnit = (extension: FormElement): Unit | undefined => {
  const element = extension.object('valueCoding');
  const coding = element === undefined ? undefined : codingOf(element);
  if (coding === undefined) return undefined;
  const { code, display = code, system = UCUM_SYSTEM } = coding;
  return { code, display, system };
};

const readUnitSet = (element: FormElement): readonly Unit[] => {
  const { reading } = element;
  const canonical = element.extension(STANDARD_EXTENSION.unitValueSet, (extension) =>
    extension.string('valueCanonical'),
  );
  if (canonical === undefined) return NO_UNITS;
  const set = reading.tools.valueSets.get(canonical);
  const codes = set === undefined ? undefined : codesOf(set);
  if (codes === undefined) {
    reading.error(set === undefined ? 'value-set-missing' : 'value-set-unsupported', element.path);
  }
  return (codes ?? []).map(({ coding: { code, display = code, system = UCUM_SYSTEM } }) => ({
    code,
    display,
    system,
  }));
};

/** The unit of a number, or the units a person may choose from. One choice is no choice. */
export const readUnits = (element: FormElement, type: ItemType): Pick<FormItem, 'unit' | 'units'> => {
  if (type === 'integer' || type === 'decimal') {
    return { unit: element.extension(STANDARD_EXTENSION.unit, readUnit), units: NO_UNITS };
  }
  if (type !== 'quantity') return { unit: undefined, units: NO_UNITS };
  const unit = element.extension(STANDARD_EXTENSION.unit, readUnit);
  const listed = element.extensions(STANDARD_EXTENSION.unitOption).flatMap((extension) => {
    const option = readUnit(extension);
    if (option === undefined) element.reading.error('value-invalid', extension.path);
    extension.close();
    return option ?? [];
  });
  const units = listed.length > 0 ? listed : readUnitSet(element);
  const [only] = units;
  if (units.length === 1 && unit === undefined) return { unit: only, units: NO_UNITS };
  return units.length > 1 ? { unit: undefined, units } : { unit, units: NO_UNITS };
};
