import { INPUT_ITEMS, itemsOfInput } from '../catalog/rule-facts/input-items.ts';
import { ruleFacts } from '../catalog/rule-facts/rule-facts.ts';
import type { SectionAnswers } from '../catalog/rule-facts/told.ts';
import type { MetCriterion } from '../contract/met-criterion.ts';
import type { SectionId } from '../domain/program.ts';
import type { RuleSettings } from '../domain/rules/rule-settings.ts';
import { runRules, type Criterion } from '../domain/rules/run-rules.ts';
import type { CompiledForm } from '../forms/form.ts';
import type { BoardLine } from './board-line.ts';
import { ruleSubjectOf } from './rule-subject-of.ts';

export type RuledChild = Pick<BoardLine, 'entry' | 'facts'>;

/** What the rules of the program say of a child by what was entered; nothing while the day of the visit is not known. */
export const checkupCriteria = (
  { entry, facts: { date } }: RuledChild,
  answers: SectionAnswers,
  settings: RuleSettings,
): readonly Criterion[] =>
  date === undefined ? [] : runRules(ruleFacts(ruleSubjectOf(entry), answers, date, settings), settings);

/** Where the one in charge decides: every criterion that is met is shown there, wherever its inputs were entered. */
const DECIDING: ReadonlySet<SectionId> = new Set(['examination', 'conference']);

/**
 * Whether a criterion is shown beside a section: one of its inputs is asked there, or it is decided there. Never beside
 * the questionnaire, which a guardian may be looking at.
 */
export const bearsOn = (section: SectionId, form: CompiledForm, { inputs }: Criterion): boolean =>
  section !== 'questionnaire' &&
  (DECIDING.has(section) || inputs.some(({ name }) => itemsOfInput(form, name).length > 0));

/**
 * Whether a criterion would be decided by what this section still asks for.
 * @param isWaiting whether a question of this form is asked and has no answer yet
 */
export const waitsFor = (
  section: SectionId,
  form: CompiledForm,
  { state, missing }: Criterion,
  isWaiting: (linkId: string) => boolean,
): boolean =>
  section !== 'questionnaire' &&
  state === 'open' &&
  missing.every((name) => Object.hasOwn(INPUT_ITEMS, name)) &&
  missing.some((name) => itemsOfInput(form, name).some(isWaiting));

/** The criteria a section is signed with: those met that bear on it, with version, values, clauses and inputs. [CR2] */
export const signedCriteria = (
  section: SectionId,
  form: CompiledForm,
  criteria: readonly Criterion[],
): readonly MetCriterion[] =>
  criteria
    .filter((criterion) => criterion.state === 'met' && bearsOn(section, form, criterion))
    .map(({ rule, version, parameters, clauses, inputs }) => ({
      rule,
      version,
      state: 'met',
      parameters: { ...parameters },
      clauses: [...clauses],
      inputs: inputs.map((input) => ({ ...input })),
    }));
