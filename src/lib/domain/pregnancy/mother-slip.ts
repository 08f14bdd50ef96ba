/** What is written down of the mother at a visit; the unit is in the name. */
export type MotherField = 'systolicMmHg' | 'diastolicMmHg' | 'weightKg' | 'haemoglobinGramsPerDl';

export type MotherReadings = Readonly<Partial<Record<MotherField, number | undefined>>>;

/** What can be written down at all, both inclusive; outside is an error. Weight is (u). Source: SPEC.md MS4. */
export const MOTHER_LIMITS: Readonly<Record<MotherField, { readonly min: number; readonly max: number }>> = {
  systolicMmHg: { min: 50, max: 260 },
  diastolicMmHg: { min: 20, max: 160 },
  weightKg: { min: 25, max: 250 },
  haemoglobinGramsPerDl: { min: 3, max: 20 },
};

/** More or less than at the last visit by this much is asked back, kg (u); the municipality may set its own (rule `mother-slip`). */
export const WEIGHT_CHANGE_MAX_KG = 10;

/** A possible slip of typing or measuring. Asked back, never refused. `rule` stands in SPEC.md. */
export type MotherSlip =
  /** The two pressures would be right in each other's place. */
  | { readonly rule: 'MS1'; readonly values: readonly [systolic: number, diastolic: number] }
  /** Systolic is not above diastolic, and a swap does not explain it. */
  | { readonly rule: 'MS2'; readonly values: readonly [systolic: number, diastolic: number] }
  /** Far from the last visit's weight. */
  | { readonly rule: 'MS3'; readonly value: number; readonly before: number }
  /** Cannot be. `suggestion` is what another unit or a misplaced point would make of it. */
  | {
      readonly rule: 'MS4';
      readonly field: MotherField;
      readonly value: number;
      readonly suggestion?: number;
    };

/** What a wrong unit or a misplaced point multiplies a value by, undone: g for kg, g/L for g/dL, a digit. */
const CORRECTIONS: Readonly<Record<MotherField, readonly number[]>> = {
  systolicMmHg: [0.1, 10],
  diastolicMmHg: [0.1, 10],
  weightKg: [0.001, 0.1, 10],
  haemoglobinGramsPerDl: [0.1, 10],
};

const FIELDS = ['systolicMmHg', 'diastolicMmHg', 'weightKg', 'haemoglobinGramsPerDl'] as const;

const possible = (field: MotherField, value: number): boolean =>
  value >= MOTHER_LIMITS[field].min && value <= MOTHER_LIMITS[field].max;

const tidy = (value: number): number => Number(value.toPrecision(10));

/**
 * Possible slips in what was written down of the mother. What is no number is passed over.
 * @param weightChangeKg from which change since the last visit on [MS3] asks back
 */
export const motherSlips = (
  readings: MotherReadings,
  before: Pick<MotherReadings, 'weightKg'> = {},
  weightChangeKg = WEIGHT_CHANGE_MAX_KG,
): readonly MotherSlip[] => {
  const slips: MotherSlip[] = [];
  const [systolic, diastolic] = [readings.systolicMmHg, readings.diastolicMmHg].map((value) =>
    Number.isFinite(value) ? value : undefined,
  );
  const swapped =
    systolic !== undefined &&
    diastolic !== undefined &&
    systolic < diastolic &&
    possible('systolicMmHg', diastolic) &&
    possible('diastolicMmHg', systolic);
  if (swapped) slips.push({ rule: 'MS1', values: [systolic, diastolic] });
  else if (systolic !== undefined && diastolic !== undefined && systolic <= diastolic)
    slips.push({ rule: 'MS2', values: [systolic, diastolic] });
  for (const field of FIELDS) {
    const value = readings[field];
    if (value === undefined || !Number.isFinite(value) || possible(field, value)) continue;
    if (swapped && field !== 'weightKg' && field !== 'haemoglobinGramsPerDl') continue;
    const suggestion = CORRECTIONS[field]
      .map((factor) => tidy(value * factor))
      .find((corrected) => possible(field, corrected));
    slips.push({ rule: 'MS4', field, value, ...(suggestion !== undefined && { suggestion }) });
  }
  const [weight, last] = [readings.weightKg, before.weightKg];
  if (
    weight !== undefined &&
    last !== undefined &&
    possible('weightKg', weight) &&
    possible('weightKg', last) &&
    tidy(Math.abs(weight - last)) > weightChangeKg
  )
    slips.push({ rule: 'MS3', value: weight, before: last });
  return slips;
};
