import type { Acuity, EyeRefraction, Refraction, RuleFacts } from '../../domain/rules/facts.ts';
import type { Told } from './told.ts';

const DIOPTRE = '[diop]';

/** The device prints sphere and cylinder; the spherical equivalent is the sphere and half the cylinder. */
const eye = (told: Told, side: 'right' | 'left'): EyeRefraction => {
  const sphere = told.quantity(`svs-${side}-sphere`, DIOPTRE);
  const cylinder = told.quantity(`svs-${side}-cylinder`, DIOPTRE);
  return {
    sphericalEquivalent: sphere === undefined || cylinder === undefined ? undefined : sphere + cylinder / 2,
    cylinder,
  };
};

const OUTCOMES = { within: 'measured', outside: 'measured', unmeasurable: 'unmeasurable' } as const;

/** 屈折検査. What was not done is not known. */
export const refraction = (told: Told): Refraction => {
  const result = told.oneOf('svs-result', ['within', 'outside', 'unmeasurable']);
  return {
    outcome: result && OUTCOMES[result],
    strabismusFlag: told.is('svs-strabismus', 'present', 'none'),
    right: eye(told, 'right'),
    left: eye(told, 'left'),
  };
};

const acuityOf = (told: Told, side: 'right' | 'left'): Acuity | undefined =>
  told.oneOf(`acuity-${side}`, ['passed', 'failed', 'could-not-test']);

/** 視力検査, each eye by itself. */
export const acuity = (told: Told): RuleFacts['acuity'] => ({
  right: acuityOf(told, 'right'),
  left: acuityOf(told, 'left'),
});
