import { fail, type RequestEvent } from '@sveltejs/kit';
import { tenantOf } from '$lib/server/console/tenant-of.ts';
import { textField } from '$lib/server/console/text-field.ts';
import { clearRule, clearWindow, saveRule, saveWindow } from '$lib/server/settings/change-settings.ts';
import { settingsView } from '$lib/server/settings/settings-view.ts';
import type { Actions, PageServerLoad } from './$types';

type Change = typeof saveWindow;

/** What was done, or why it was not with what was typed, so that nobody types twice. */
const answer = async ({ locals, request }: RequestEvent, change: Change, of: 'window' | 'rule') => {
  const form = await request.formData();
  const id = `${of}-${textField(form, of === 'window' ? 'program' : 'rule')}`;
  const done = await change(locals.hub, tenantOf(locals), form);
  if (done.ok) return { saved: id };
  const { code, parameter, status } = done.error;
  const values = Object.fromEntries([...form.keys()].map((name) => [name, textField(form, name)]));
  return fail(status, { refused: { id, code, parameter, values } });
};

export const load: PageServerLoad = async ({ locals }) => ({
  view: await settingsView(locals.hub, tenantOf(locals).municipality.code),
});

export const actions: Actions = {
  window: (event) => answer(event, saveWindow, 'window'),
  windowReset: (event) => answer(event, clearWindow, 'window'),
  rule: (event) => answer(event, saveRule, 'rule'),
  ruleReset: (event) => answer(event, clearRule, 'rule'),
};
