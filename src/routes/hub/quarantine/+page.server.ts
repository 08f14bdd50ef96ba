import { fail } from '@sveltejs/kit';
import { PROBLEMS } from '$lib/contract/problem.ts';
import { tenantOf } from '$lib/server/console/tenant-of.ts';
import { textField } from '$lib/server/console/text-field.ts';
import { ingestRescueFile } from '$lib/server/rescue/ingest.ts';
import { spanOf } from '$lib/server/rescue/receipts.ts';
import { releaseQuarantined } from '$lib/server/rescue/release.ts';
import { quarantineItems } from '$lib/server/store/quarantine.ts';
import type { Actions, PageServerLoad } from './$types';

/** Most lines of the list. */
const LISTED = 500;

export const load: PageServerLoad = async ({ locals }) => {
  const { code } = tenantOf(locals).municipality;
  return { items: await quarantineItems(locals.hub.store.db, code, LISTED) };
};

export const actions: Actions = {
  release: async ({ locals, request }) => {
    const user = tenantOf(locals);
    const quarantineId = textField(await request.formData(), 'id');
    const municipality = user.municipality.code;
    const actor = { kind: 'console', id: user.userId } as const;
    const released = await releaseQuarantined(locals.hub, actor, { municipality, quarantineId });
    if (!released.ok) return fail(PROBLEMS[released.error.code].status, { problem: released.error.code });
    return { released: released.value.isNew };
  },
  ingest: async ({ locals, request }) => {
    const user = tenantOf(locals);
    const file = (await request.formData()).get('file');
    const bytes = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array(0);
    const municipality = user.municipality.code;
    const actor = { kind: 'console', id: user.userId } as const;
    const taken = await ingestRescueFile(locals.hub, actor, { municipality, bytes });
    if (!taken.ok) return fail(PROBLEMS[taken.error.code].status, { file: taken.error.code });
    const { deviceId, deviceLabel, items, drafts } = taken.value;
    const receipted = items.flatMap(({ revisionId, receipt }) => (receipt === undefined ? [] : [revisionId]));
    const count = (result: (typeof items)[number]['result']): number =>
      items.filter((item) => item.result === result).length;
    return {
      ingested: {
        deviceId,
        deviceLabel,
        drafts,
        receipts: await spanOf(locals.hub, deviceId, receipted),
        new: count('new'),
        known: count('known'),
        quarantined: count('quarantined'),
        refused: count('refused'),
      },
    };
  },
};
