import type { MetCriterion } from '../../contract/met-criterion.ts';
import { REGISTRY } from '../../domain/rules/registry.ts';
import { RULES } from '../../domain/rules/rules.ts';
import { criterionText } from '../../i18n/criterion-text.ts';
import { rules as words } from '../../i18n/ja/rules.ts';

/** A criterion that was met when a section was signed, in words: as it was sealed, nothing worked out anew. */
export interface CriterionView {
  readonly rule: string;
  readonly title: string;
  /** Version of the rule that was run. */
  readonly version: string;
  readonly clauses: readonly string[];
  /** `undefined` when the tablet's build did not seal them yet. */
  readonly inputs: readonly string[] | undefined;
  /** The values it ran with, the municipality's own among them. */
  readonly values: readonly string[];
  /** `undefined` when this hub has another version of the rule, or none: its source may be another. */
  readonly source: string | undefined;
  readonly staffOnly: boolean;
  /** It asked back; it is no criterion that was met. */
  readonly isQuestion: boolean;
}

const criterionView = (met: MetCriterion): CriterionView => {
  const rule = REGISTRY.find(({ id }) => id === met.rule);
  const isSame = rule?.version === met.version;
  const said = criterionText(
    {
      rule: met.rule,
      version: met.version,
      // A rule that is not known here may be one that is not for everybody.
      audience: rule?.audience ?? 'staff',
      source: rule?.source ?? '',
      parameters: met.parameters,
      clauses: met.clauses ?? [],
      inputs: (met.inputs ?? []).map(({ name, value, unit }) =>
        unit === undefined ? { name, value } : { name, value, unit },
      ),
      notes: [],
      deadlines: [],
    },
    rule,
    { locale: 'ja', words },
  );
  return {
    rule: met.rule,
    title: said.title,
    version: met.version,
    clauses: said.clauses,
    inputs: met.inputs && said.inputs,
    values: said.values,
    source: isSame ? rule.source : undefined,
    staffOnly: said.staffOnly,
    isQuestion: rule !== undefined && !RULES.some(({ id }) => id === rule.id),
  };
};

/** The criteria that a revision was sealed with. */
export const criteriaView = (criteria: readonly MetCriterion[] = []): readonly CriterionView[] =>
  criteria.map(criterionView);
