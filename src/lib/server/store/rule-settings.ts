import type { Selectable } from 'kysely';
import type { Db } from './hub-store.ts';
import type { Tables } from './tables.ts';

type RuleSettingRow = Selectable<Tables['rule_setting']>;

/** What a municipality set, in the order of the rules' ids. */
export const listRuleSettings = (db: Db, municipality: string): Promise<RuleSettingRow[]> =>
  db
    .selectFrom('rule_setting')
    .selectAll()
    .where('municipality', '=', municipality)
    .orderBy('rule')
    .execute();

/** Keeps the setting of a rule in place of the one before. */
export const putRuleSetting = async (tx: Db, row: RuleSettingRow): Promise<void> => {
  await tx
    .insertInto('rule_setting')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['municipality', 'rule']).doUpdateSet({ setting: row.setting, set_at: row.set_at }),
    )
    .execute();
};

/** @returns whether there was one */
export const removeRuleSetting = async (tx: Db, municipality: string, rule: string): Promise<boolean> => {
  const { numDeletedRows } = await tx
    .deleteFrom('rule_setting')
    .where('municipality', '=', municipality)
    .where('rule', '=', rule)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
};
