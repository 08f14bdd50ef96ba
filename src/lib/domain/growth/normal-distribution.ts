/**
 * Standard normal cumulative distribution Φ(z), 0 to 1, absolute error under 1e-14. NaN gives NaN.
 * Source: G. West, Better approximations to cumulative normal functions, Wilmott 2005 (after J. F. Hart).
 */
export const normalCdf = (z: number): number => {
  const size = Math.abs(z);
  if (size > 37) return z > 0 ? 1 : 0;
  const bell = Math.exp((-size * size) / 2);
  const tail =
    size < 7.071_067_811_865_47
      ? (bell * polynomial(NUMERATOR, size)) / polynomial(DENOMINATOR, size)
      : bell / ((size + 1 / (size + 2 / (size + 3 / (size + 4 / (size + 0.65))))) * 2.506_628_274_631);
  return z > 0 ? 1 - tail : tail;
};

/** Highest power first. */
const NUMERATOR = [
  3.526_249_659_989_11e-2, 0.700_383_064_443_688, 6.373_962_203_531_65, 33.912_866_078_383,
  112.079_291_497_871, 221.213_596_169_931, 220.206_867_912_376,
] as const;
const DENOMINATOR = [
  8.838_834_764_831_84e-2, 1.755_667_163_182_64, 16.064_177_579_207, 86.780_732_202_946_1,
  296.564_248_779_674, 637.333_633_378_831, 793.826_512_519_948, 440.413_735_824_752,
] as const;

const polynomial = (coefficients: readonly number[], x: number): number => {
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * x + coefficient;
  return sum;
};

/**
 * Where Φ reaches a probability strictly between 0 and 1; `undefined` elsewhere.
 * Source: P. J. Acklam's rational approximation (relative error under 1.2e-9), then one step of Halley on Φ.
 */
export const normalQuantile = (probability: number): number | undefined => {
  if (!(probability > 0 && probability < 1)) return undefined;
  // The lower half only: near 1 a probability has no digits left to refine with.
  if (probability > 0.5) return -lowerQuantile(1 - probability);
  return lowerQuantile(probability);
};

const A = [
  -39.696_830_286_653_8, 220.946_098_424_521, -275.928_510_446_969, 138.357_751_867_269,
  -30.664_798_066_147_2, 2.506_628_277_459_24,
] as const;
const B = [
  -54.476_098_798_224_1, 161.585_836_858_041, -155.698_979_859_887, 66.801_311_887_719_7,
  -13.280_681_552_885_7, 1,
] as const;
const C = [
  -7.784_894_002_430_29e-3, -0.322_396_458_041_136, -2.400_758_277_161_84, -2.549_732_539_343_73,
  4.374_664_141_464_97, 2.938_163_982_698_78,
] as const;
const D = [
  7.784_695_709_041_46e-3, 0.322_467_129_070_04, 2.445_134_137_143, 3.754_408_661_907_42, 1,
] as const;
const TAIL_BELOW = 0.024_25;

/** Of a probability over 0, up to a half. */
const lowerQuantile = (probability: number): number => {
  const near = nearQuantile(probability);
  const miss = (normalCdf(near) - probability) * Math.sqrt(2 * Math.PI) * Math.exp((near * near) / 2);
  const refined = near - miss / (1 + (near * miss) / 2);
  return Number.isFinite(refined) ? refined : near;
};

const nearQuantile = (probability: number): number => {
  if (probability < TAIL_BELOW) {
    const root = Math.sqrt(-2 * Math.log(probability));
    return polynomial(C, root) / polynomial(D, root);
  }
  const centred = probability - 0.5;
  const square = centred * centred;
  return (polynomial(A, square) * centred) / polynomial(B, square);
};
