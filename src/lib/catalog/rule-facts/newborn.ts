import type { CivilDate } from '../../domain/civil-date.ts';
import type { MetabolicScreening, NewbornWeights, StoolColour, Weighing } from '../../domain/rules/facts.ts';
import type { Told } from './told.ts';

const weighing = (grams: number | undefined, on: CivilDate | undefined): Weighing | undefined =>
  grams === undefined || on === undefined ? undefined : { grams, on };

/** Weights of the first weeks, each with its day. */
export const newbornWeights = (
  told: Told,
  today: CivilDate,
  gramsNow: number | undefined,
): NewbornWeights => ({
  lowest: weighing(told.quantity('lowest-weight', 'g'), told.day('lowest-weight-date')),
  discharge: weighing(told.quantity('discharge-weight', 'g'), told.day('discharge-date')),
  now: weighing(gramsNow, today),
});

const jaundiceSeen = (told: Told): boolean | undefined => {
  const seen = told.oneOf('jaundice', ['none', 'mild', 'marked']);
  return seen === undefined ? told.is('looks-yellow', 'yes', 'no') : seen !== 'none';
};

/** 便色カード, with what is asked beside it; jaundice as staff saw it, else as the guardian did. */
export const stoolColour = (told: Told): StoolColour => ({
  number: told.count('stool-colour-card'),
  paler: told.is('stool-paler', 'yes', 'no'),
  jaundice: jaundiceSeen(told),
  darkUrine: told.is('dark-urine', 'yes', 'no'),
});

const DONE = ['done', 'not-done'] as const;
const RESULTS = ['normal', 'retest', 'detailed'] as const;

/**
 * 先天性代謝異常等検査, from the screening's own form or as the handbook was read at one month. The result of the second
 * sample goes before that of the first.
 */
export const metabolicScreening = (told: Told): MetabolicScreening => {
  const status = told.oneOf('metabolic-status', [...RESULTS, 'not-done']);
  const isNotDone = told.code('metabolic-done') === 'not-done' || status === 'not-done';
  return {
    sampled: isNotDone ? 'not-done' : told.day('metabolic-sampled'),
    specimen: told.oneOf('metabolic-specimen', ['adequate', 'inadequate']),
    result:
      told.oneOf('metabolic-retest-result', RESULTS) ??
      told.oneOf('metabolic-result', RESULTS) ??
      (status === 'not-done' ? undefined : status),
    retest: told.oneOf('metabolic-retest', DONE),
    detailed: told.oneOf('metabolic-detailed', DONE),
  };
};
