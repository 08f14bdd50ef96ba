import type { Milestones } from '../../domain/rules/facts.ts';
import type { Told } from './told.ts';

/** As the doctor saw it, else as the guardian wrote. 確認できない and the like are not known. */
const reached = (told: Told, seen: string, asked: string): boolean | undefined =>
  told.is(seen, 'seen', 'not-seen') ?? told.is(asked, 'reached', 'not-yet');

export const milestones = (told: Told): Milestones => ({
  headControl: reached(told, 'development-head', 'head-control'),
  walking: reached(told, 'development-walks', 'walks-alone'),
  words: reached(told, 'development-words', 'meaningful-words'),
  twoWordSentences: reached(told, 'development-two-words', 'two-word-sentences'),
});
