import type { CompiledForm } from '../../forms/form.ts';
import type { ResponseIssue } from '../../forms/issue.ts';
import { validateResponse } from '../../forms/response/validate-response.ts';

/** What would be wrong with a response if it were handed in as it is now. */
export const checkResponse = (
  form: CompiledForm,
  response: Readonly<Record<string, unknown>>,
): readonly ResponseIssue[] => validateResponse(form, { ...response, status: 'completed' });
