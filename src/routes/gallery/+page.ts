import { openForm } from '$lib/form-view/open-form.ts';
import type { CompiledForm } from '$lib/forms/form.ts';
import { CONTROL_FORM } from './control-form.ts';
import { SAMPLE_FORM } from './sample-form.ts';
import type { Json } from './questionnaire-parts.ts';

export const ssr = false;
export const prerender = true;

const compiled = async (questionnaire: Json): Promise<CompiledForm> => {
  const { form, problems } = await openForm(new TextEncoder().encode(JSON.stringify(questionnaire)));
  if (form === undefined) throw new Error(`a sample form is refused: ${JSON.stringify(problems)}`);
  return form;
};

/** All questions for reading only. */
const readOnly = (questionnaire: Json): Json => ({
  ...questionnaire,
  ...(questionnaire['type'] !== 'group' &&
    questionnaire['type'] !== 'display' &&
    'linkId' in questionnaire && { readOnly: true }),
  ...(Array.isArray(questionnaire['item']) && {
    item: (questionnaire['item'] as readonly Json[]).map(readOnly),
  }),
});

export const load = async () => ({
  sample: await compiled(SAMPLE_FORM),
  controls: await compiled(CONTROL_FORM),
  fixed: await compiled(readOnly(CONTROL_FORM)),
});
