import { RuleSetting, type RuleSettings } from '../../contract/rule-setting.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { REGISTRY } from '../../domain/rules/registry.ts';
import { settingProblems, type SettingProblem } from '../../domain/rules/setting-problems.ts';
import type { Actor } from '../actor.ts';
import { hubTime, type Hub } from '../hub.ts';
import { appendAudit } from '../store/audit-chain.ts';
import type { Db } from '../store/hub-store.ts';
import { listRuleSettings, putRuleSetting, removeRuleSetting } from '../store/rule-settings.ts';

/** What a municipality set for the rules, by rule id; empty where it set nothing. */
export const ruleSettingsOf = async (db: Db, municipality: string): Promise<RuleSettings> =>
  Object.fromEntries(
    (await listRuleSettings(db, municipality)).map(({ rule, setting }) => [
      rule,
      RuleSetting.parse(JSON.parse(setting)),
    ]),
  );

interface Place {
  readonly municipality: string;
  readonly rule: string;
}

/** One change of a setting: what is left out stays as it was set. */
export interface RuleChange {
  readonly on?: boolean | undefined;
  readonly parameters?: Readonly<Record<string, number | boolean | string>>;
}

/**
 * Why a setting was not changed: what is wrong with it, `changed-since` somebody looked, or `nothing-set` to take away.
 */
export interface RuleRefusal {
  readonly parameter?: string;
  readonly why: SettingProblem['why'] | 'changed-since' | 'nothing-set';
}

/** What somebody saw who is about to change a setting: what was set, or that nothing was. */
export const ruleMark = (own: RuleSetting | undefined): string =>
  own === undefined ? '' : JSON.stringify(own);

const isEmpty = ({ on, parameters = {} }: RuleSetting): boolean =>
  on === undefined && Object.keys(parameters).length === 0;

/** A setting as it is kept: without what is not set. */
const settingOf = ({ on, parameters = {} }: RuleChange): RuleSetting => ({
  ...(on === undefined ? {} : { on }),
  ...(Object.keys(parameters).length === 0 ? {} : { parameters: { ...parameters } }),
});

/** Puts `next` in place of what was set; an empty one takes it away. */
const change = async (
  hub: Hub,
  actor: Actor,
  { municipality, rule }: Place,
  next: (before: RuleSetting) => RuleSetting,
  seen?: string,
): Promise<Result<undefined, RuleRefusal>> => {
  const at = hubTime(hub);
  return hub.store.write(async (tx) => {
    const own = (await ruleSettingsOf(tx, municipality))[rule];
    if (seen !== undefined && seen !== ruleMark(own)) return err({ why: 'changed-since' });
    const setting = next(own ?? {});
    const [wrong] = settingProblems({ [rule]: setting });
    if (wrong !== undefined) return err(wrong);
    const before = JSON.stringify(own ?? {});
    if (isEmpty(setting)) {
      if (!(await removeRuleSetting(tx, municipality, rule))) return err({ why: 'nothing-set' });
      await appendAudit(tx, {
        at,
        municipality,
        actor,
        action: 'rule-reset',
        target: rule,
        detail: { before },
      });
      return ok(undefined);
    }
    const text = JSON.stringify(setting);
    await putRuleSetting(tx, { municipality, rule, setting: text, set_at: at });
    const detail = { before, setting: text };
    await appendAudit(tx, { at, municipality, actor, action: 'rule-set', target: rule, detail });
    return ok(undefined);
  });
};

/**
 * Changes what a municipality set for a rule. Tablets get it with their next list; what was signed before names the
 * values it ran with.
 * @returns why nothing is changed, if so [CR6]
 */
export const setRule = (
  hub: Hub,
  actor: Actor,
  place: Place,
  { on, parameters }: RuleChange,
): Promise<Result<undefined, RuleRefusal>> =>
  change(hub, actor, place, (before) =>
    settingOf({ on: on ?? before.on, parameters: { ...before.parameters, ...parameters } }),
  );

/** Every value of a rule, as it shall be. */
interface RuleValues {
  readonly on: boolean;
  readonly parameters: Readonly<Record<string, number | boolean | string>>;
}

/** Values that differ from the rule's own, and those that were set to what it has. */
const whatIsSet = (ruleId: string, { on, parameters }: RuleValues, before: RuleSetting): RuleSetting => {
  const rule = REGISTRY.find(({ id }) => id === ruleId);
  const own = Object.entries(parameters).filter(([name, value]) => {
    const standard = rule !== undefined && Object.hasOwn(rule.parameters, name) && rule.parameters[name];
    return standard === false || standard?.standard !== value || before.parameters?.[name] === value;
  });
  return settingOf({
    on: on === rule?.on && before.on !== on ? undefined : on,
    parameters: Object.fromEntries(own),
  });
};

/**
 * Gives a rule all its values at once. Those that are as the rule has them anyway are not set, so that they follow it.
 * @param seen the {@link ruleMark} of what is to be replaced
 * @returns as {@link setRule}
 */
export const replaceRule = async (
  hub: Hub,
  actor: Actor,
  place: Place,
  values: RuleValues,
  seen: string,
): Promise<Result<undefined, RuleRefusal>> => {
  const replaced = await change(hub, actor, place, (before) => whatIsSet(place.rule, values, before), seen);
  return !replaced.ok && replaced.error.why === 'nothing-set' ? ok(undefined) : replaced;
};

/** Takes what a municipality set for a rule away again. @param seen as in {@link replaceRule}; left out, whatever is set */
export const resetRule = (
  hub: Hub,
  actor: Actor,
  place: Place,
  seen?: string,
): Promise<Result<undefined, RuleRefusal>> => change(hub, actor, place, () => ({}), seen);
