import { RuleSetting, type RuleSettings } from '../../contract/rule-setting.ts';
import { settingProblems, type SettingProblem } from '../../domain/rules/rule-settings.ts';
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
 * Changes what a municipality set for a rule. Tablets get it with their next list; what was signed before names the
 * values it ran with.
 * @returns what is wrong with it; nothing is changed then [CR6]
 */
export const setRule = async (
  hub: Hub,
  actor: Actor,
  { municipality, rule }: Place,
  change: RuleChange,
): Promise<readonly SettingProblem[]> => {
  const at = hubTime(hub);
  return hub.store.write(async (tx) => {
    const before = (await ruleSettingsOf(tx, municipality))[rule] ?? {};
    const on = change.on ?? before.on;
    const parameters = { ...before.parameters, ...change.parameters };
    const setting: RuleSetting = {
      ...(on === undefined ? {} : { on }),
      ...(Object.keys(parameters).length === 0 ? {} : { parameters }),
    };
    const problems = settingProblems({ [rule]: setting });
    if (problems.length > 0) return problems;
    await putRuleSetting(tx, { municipality, rule, setting: JSON.stringify(setting), set_at: at });
    await appendAudit(tx, {
      at,
      municipality,
      actor,
      action: 'rule-set',
      target: rule,
      detail: { setting: JSON.stringify(setting) },
    });
    return [];
  });
};

/** Takes what a municipality set for a rule away again. @returns whether it had set anything */
export const resetRule = async (hub: Hub, actor: Actor, { municipality, rule }: Place): Promise<boolean> => {
  const at = hubTime(hub);
  return hub.store.write(async (tx) => {
    const removed = await removeRuleSetting(tx, municipality, rule);
    if (removed) await appendAudit(tx, { at, municipality, actor, action: 'rule-reset', target: rule });
    return removed;
  });
};
