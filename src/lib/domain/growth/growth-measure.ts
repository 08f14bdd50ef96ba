/** A measured size with a growth reference; the unit is in the name. */
export type GrowthMeasure = 'weightKg' | 'heightCm' | 'headCm' | 'chestCm';

/** The survey has no reference for a child of unknown sex: see percentile-span.ts. */
export type ReferenceSex = 'male' | 'female';

export const REFERENCE_SEXES = ['male', 'female'] as const satisfies readonly ReferenceSex[];

/** 令和5年(2023)乳幼児身体発育調査, and for chest 平成22年(2010), the last that has it by age. */
export type GrowthEdition = 'R5-2023' | 'H22-2010';

/** The edition a measure is compared with; shown wherever a percentile is. [GR1] */
export const editionOf = (measure: GrowthMeasure): GrowthEdition =>
  measure === 'chestCm' ? 'H22-2010' : 'R5-2023';

/** Digits after the point in the printed tables: 0.01 kg, 0.1 cm. */
export const printedDecimals = (measure: GrowthMeasure): number => (measure === 'weightKg' ? 2 : 1);
