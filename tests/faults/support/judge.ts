import type { FaultFigures } from './fault-row.ts';

/** The figures that must be 0, with their words in the table. */
export const MUST_BE_ZERO = {
  lost: 'lost',
  duplicates: 'duplicates',
  undecryptable: 'undecryptable',
  falseSaved: 'false 保存済み',
  canariesFound: 'canaries found',
  forgeriesAccepted: 'forgeries accepted',
  hubErrors: 'hub 5xx',
} as const satisfies Partial<Record<keyof FaultFigures, string>>;

export type ZeroFigure = keyof typeof MUST_BE_ZERO;

export const ZERO_FIGURES = Object.keys(MUST_BE_ZERO) as readonly ZeroFigure[];

/**
 * What is wrong about a row's figures, in plain words; nothing when the row holds. A figure that is no number is
 * wrong, and so is a run that made fewer tries than it was asked for.
 */
export const wrongsOf = (figures: FaultFigures, asked: number): readonly string[] => [
  ...(figures.tries >= asked ? [] : [`${figures.tries} tries of ${asked}`]),
  ...ZERO_FIGURES.filter((name) => figures[name] !== 0).map(
    (name) => `${MUST_BE_ZERO[name]}: ${String(figures[name])}`,
  ),
  ...(figures.failures.length === 0 ? [] : [`failures: ${figures.failures.length}`]),
];
