import { fail, type RequestEvent } from '@sveltejs/kit';
import { tenantOf } from '$lib/server/console/tenant-of.ts';
import { textField } from '$lib/server/console/text-field.ts';
import {
  clearRule,
  clearStations,
  clearWindow,
  saveRule,
  saveStations,
  saveWindow,
} from '$lib/server/settings/change-settings.ts';
import { settingsView } from '$lib/server/settings/settings-view.ts';
import { withLine } from '$lib/server/settings/span-lines.ts';
import { moveStation } from '$lib/server/stations/move-station.ts';
import type { Actions, PageServerLoad } from './$types';

type Change = typeof saveWindow;

const valuesOf = (form: FormData): Readonly<Record<string, string>> =>
  Object.fromEntries([...form.keys()].map((name) => [name, textField(form, name)]));

/** What was done, or why it was not with what was typed, so that nobody types twice. */
const answer = async (
  { locals, request }: RequestEvent,
  change: Change,
  of: 'window' | 'stations' | 'rule',
) => {
  const form = await request.formData();
  const id = `${of}-${textField(form, of === 'rule' ? 'rule' : 'program')}`;
  const done = await change(locals.hub, tenantOf(locals), form);
  if (done.ok) return { saved: id };
  const { code, parameter, line, status } = done.error;
  return fail(status, { refused: { id, code, parameter, line, values: valuesOf(form) } });
};

export const load: PageServerLoad = async ({ locals }) => ({
  view: await settingsView(locals.hub, tenantOf(locals).municipality.code),
});

export const actions: Actions = {
  window: (event) => answer(event, saveWindow, 'window'),
  windowReset: (event) => answer(event, clearWindow, 'window'),
  // Nothing is kept yet by these two: the form comes back with one more line, or with a station in another place.
  windowMore: async ({ request }) => {
    const values = valuesOf(await request.formData());
    return { editing: { id: `window-${values['program'] ?? ''}`, values: withLine(values) } };
  },
  stationsMove: async ({ request }) => {
    const { move = '', ...values } = valuesOf(await request.formData());
    const moved = moveStation(values['order'] ?? '', move);
    const order = moved?.order ?? values['order'] ?? '';
    return { editing: { id: `stations-${values['program'] ?? ''}`, values: { ...values, order }, moved } };
  },
  stations: (event) => answer(event, saveStations, 'stations'),
  stationsReset: (event) => answer(event, clearStations, 'stations'),
  rule: (event) => answer(event, saveRule, 'rule'),
  ruleReset: (event) => answer(event, clearRule, 'rule'),
};
