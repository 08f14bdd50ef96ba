import { REGISTRY } from './registry.ts';
import { isAllowed } from './rule.ts';
import type { RuleSettings } from './rule-settings.ts';

/** What is wrong with a setting. The rule then runs with its own value. */
export interface SettingProblem {
  readonly rule: string;
  readonly parameter?: string;
  readonly why: 'unknown-rule' | 'unknown-parameter' | 'not-allowed';
}

/** Settings that nothing is done with, to be shown to whoever made them. [CR6] */
export const settingProblems = (settings: RuleSettings): readonly SettingProblem[] =>
  Object.entries(settings).flatMap(([id, { parameters = {} }]): readonly SettingProblem[] => {
    const rule = REGISTRY.find((each) => each.id === id);
    if (rule === undefined) return [{ rule: id, why: 'unknown-rule' }];
    return Object.entries(parameters).flatMap(([name, value]): readonly SettingProblem[] => {
      const parameter = Object.hasOwn(rule.parameters, name) ? rule.parameters[name] : undefined;
      if (parameter === undefined) return [{ rule: id, parameter: name, why: 'unknown-parameter' }];
      return isAllowed(parameter, value) ? [] : [{ rule: id, parameter: name, why: 'not-allowed' }];
    });
  });
