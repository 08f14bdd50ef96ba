import type { HearingTest, NewbornHearing } from '../../domain/rules/facts.ts';
import type { Told } from './told.ts';

const EARS = ['right', 'left'] as const;

/** Both ears together: `refer` when either ear is, `pass` only when both are known to. */
const test = (told: Told, step: 'first' | 'confirmation'): HearingTest | undefined => {
  if (told.code(`hearing-${step}-done`) === 'not-done') return 'not-done';
  const ears = EARS.map((ear) => told.oneOf(`hearing-${step}-${ear}`, ['pass', 'refer']));
  if (ears.includes('refer')) return 'refer';
  return ears.every((ear) => ear === 'pass') ? 'pass' : undefined;
};

const detailedResult = (told: Told): NewbornHearing['detailed'] => {
  if (told.code('hearing-detailed-done') === 'not-done') return 'not-done';
  const ears = EARS.map((ear) => told.code(`hearing-detailed-${ear}`));
  if (ears.includes('hearing-loss')) return 'hearing-loss';
  return ears.every((ear) => ear === 'no-hearing-loss') ? 'no-hearing-loss' : undefined;
};

/**
 * What the handbook says at one month. リファー（確認検査前） and 精密検査中 say of the first test that it was referred;
 * 精密検査中 says so of the confirmation too.
 */
const byStatus = (told: Told): Pick<NewbornHearing, 'first' | 'confirmation'> => {
  switch (told.code('hearing-status')) {
    case 'pass':
      return { first: 'pass' };
    case 'refer':
      return { first: 'refer' };
    case 'detailed':
      return { first: 'refer', confirmation: 'refer' };
    case 'not-done':
      return { first: 'not-done' };
    default:
      return {};
  }
};

/** 新生児聴覚検査, from its own form, else as the handbook was read at one month. */
export const newbornHearing = (told: Told): NewbornHearing => {
  const status = byStatus(told);
  return {
    first: test(told, 'first') ?? status.first,
    confirmation: test(told, 'confirmation') ?? status.confirmation,
    detailed: detailedResult(told),
    cmv: told.oneOf('cmv-done', ['done', 'not-done']),
    intervention: told.oneOf('intervention-started', ['done', 'not-done']),
  };
};
