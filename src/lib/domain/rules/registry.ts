import { vaccinationSchedule } from '../vaccination/vaccination-rule.ts';
import { REMARKS } from './remarks.ts';
import type { RuleEntry } from './rule.ts';
import { RULES } from './rules.ts';

/** Every rule, whatever it yields: each with a version, a source and a switch of the municipality. [CR8] */
export const REGISTRY: readonly RuleEntry[] = [...RULES, ...REMARKS, vaccinationSchedule];
