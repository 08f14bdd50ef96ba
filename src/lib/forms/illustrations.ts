/** Names of the pictures the app carries, as the own extension `illustration` gives them. */
export const ILLUSTRATIONS = [
  'car-seat',
  'feeding',
  'hips',
  'sleeping-on-back',
  'smoking',
  'stool-card',
  'toothbrush',
] as const;

export type Illustration = (typeof ILLUSTRATIONS)[number];
