import type { IntakeResponse } from '../../contract/receipt.ts';
import type { RevisionContent } from '../../contract/revision.ts';
import { may } from '../../domain/access.ts';
import { validateResponse } from '../../forms/response/validate-response.ts';
import type { Lookups } from './lookups.ts';

export type Warning = IntakeResponse['warnings'][number];

/** Most warnings kept of one revision. */
const WARNINGS_MAX = 100;

/** Whether the author is someone who may do this here. */
const aboutAuthor = async (
  look: Lookups,
  { author, checkup, section, status }: RevisionContent,
): Promise<Warning[]> => {
  if (author.kind === 'guardian') {
    const isOwn = section === 'questionnaire' && status === 'submitted';
    return isOwn ? [] : [{ code: 'author-not-entitled' }];
  }
  const staff = await look.staff(checkup.municipality, author.staffId);
  if (staff?.clinic_id !== checkup.clinicId) return [{ code: 'author-unknown' }];
  const action = status === 'confirmed' || status === 'amended' ? 'confirm' : 'enter';
  return may(staff.role, action, section) ? [] : [{ code: 'author-not-entitled' }];
};

const aboutForm = async (look: Lookups, content: RevisionContent): Promise<Warning[]> => {
  const form = await look.form(content.formId, content.formVersion);
  if (form === undefined) return [{ code: 'form-unknown' }];
  // What is saved on the way has gaps by nature; only a finished section lacks an answer.
  return validateResponse(form, content.response)
    .filter(({ code }) => code !== 'required' || content.status !== 'saved')
    .map(({ code, linkId }) => (linkId === undefined ? { code } : { code, linkId }));
};

/**
 * What is odd about a revision. Nothing here refuses it: what was seen at a checkup is never lost because a form
 * changed or a number is unusual. Codes are the form engine's, and `form-unknown`, `author-unknown`,
 * `author-not-entitled`, `not-on-roster`.
 */
export const notice = async (look: Lookups, content: RevisionContent): Promise<readonly Warning[]> => {
  const booking = await look.booking(content.checkup);
  return [
    ...(booking === undefined ? [{ code: 'not-on-roster' }] : []),
    ...(await aboutAuthor(look, content)),
    ...(await aboutForm(look, content)),
  ].slice(0, WARNINGS_MAX);
};
