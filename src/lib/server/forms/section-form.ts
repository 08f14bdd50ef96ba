import { questionnaireOf } from '../../catalog/questionnaire-of.ts';
import { sha256, toHex, utf8 } from '../../crypto/bytes.ts';
import type { ProgramId, SectionId } from '../../domain/program.ts';
import type { FormProblem } from '../../forms/issue.ts';
import { loadForm } from '../../forms/load-form.ts';
import { appendItems } from './append-items.ts';

/** A form as it is published. */
export interface SectionForm {
  readonly url: string;
  readonly version: string;
  /** The Questionnaire's JSON. */
  readonly text: string;
}

/** Why own items cannot be appended: what both forms use, or what is wrong with the whole. */
export type OwnItemsRefusal =
  | { readonly why: 'clash'; readonly ids: readonly string[] }
  | { readonly why: 'problems'; readonly problems: readonly FormProblem[] }
  | { readonly why: 'not-a-questionnaire' };

const MARK_LENGTH = 8;

/** The built-in form of a section. */
export const builtInSection = async (program: ProgramId, section: SectionId): Promise<SectionForm> => {
  const questionnaire = await questionnaireOf(program, section);
  return { url: questionnaire.url, version: questionnaire.version, text: JSON.stringify(questionnaire) };
};

/** The built-in form of a section with the municipality's own items. @param own its Questionnaire, JSON */
export const sectionWithOwnItems = async (
  program: ProgramId,
  section: SectionId,
  own: unknown,
): Promise<SectionForm | OwnItemsRefusal> => {
  if (
    typeof own !== 'object' ||
    own === null ||
    !('resourceType' in own) ||
    own.resourceType !== 'Questionnaire'
  ) {
    return { why: 'not-a-questionnaire' };
  }
  const alone = await loadForm(own);
  if (alone.form === undefined) return { why: 'problems', problems: alone.problems };
  const base = await questionnaireOf(program, section);
  const mark = toHex(await sha256(utf8(JSON.stringify(own)))).slice(0, MARK_LENGTH);
  const appended = appendItems({ ...base }, { ...own }, mark);
  if ('clashes' in appended) return { why: 'clash', ids: appended.clashes };
  const { form, problems } = await loadForm(appended.form);
  if (form === undefined) return { why: 'problems', problems };
  return { url: form.url, version: form.version, text: JSON.stringify(appended.form) };
};
