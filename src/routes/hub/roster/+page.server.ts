import { fail, type RequestEvent } from '@sveltejs/kit';
import { PROBLEMS, type Problem } from '$lib/contract/problem.ts';
import { readNewBooking, readNewSession } from '$lib/server/console/roster-forms.ts';
import { rosterView } from '$lib/server/console/roster-view.ts';
import { tenantOf } from '$lib/server/console/tenant-of.ts';
import { textField } from '$lib/server/console/text-field.ts';
import { addBooking } from '$lib/server/roster/add-booking.ts';
import { addSession } from '$lib/server/roster/add-session.ts';
import { reissueTicket } from '$lib/server/roster/reissue-ticket.ts';
import type { Actions, PageServerLoad } from './$types';

const actorOf = ({ locals }: Pick<RequestEvent, 'locals'>) => {
  const user = tenantOf(locals);
  return { actor: { kind: 'console', id: user.userId } as const, municipality: user.municipality.code };
};

/** What was wrong, and what was typed, so that nobody types twice. */
const refuse = (action: 'booking' | 'session' | 'ticket', { code, detail }: Problem, form: FormData) =>
  fail(PROBLEMS[code].status, {
    action,
    field: String(detail?.['field'] ?? ''),
    why: String(detail?.['why'] ?? ''),
    values: Object.fromEntries([...form.keys()].map((name) => [name, textField(form, name)])),
  });

export const load: PageServerLoad = async ({ locals, url }) => ({
  view: await rosterView(locals.hub, tenantOf(locals).municipality.code, {
    date: url.searchParams.get('date'),
    session: url.searchParams.get('session'),
  }),
});

export const actions: Actions = {
  booking: async (event) => {
    const { actor, municipality } = actorOf(event);
    const form = await event.request.formData();
    const added = await addBooking(event.locals.hub, actor, readNewBooking(municipality, form));
    return added.ok
      ? { added: added.value.number, changes: added.value.changes }
      : refuse('booking', added.error, form);
  },
  session: async (event) => {
    const { actor, municipality } = actorOf(event);
    const form = await event.request.formData();
    const added = await addSession(event.locals.hub, actor, readNewSession(municipality, form));
    return added.ok ? { sessionAdded: true } : refuse('session', added.error, form);
  },
  ticket: async (event) => {
    const { actor, municipality } = actorOf(event);
    const form = await event.request.formData();
    const bookingId = textField(form, 'booking');
    const reissued = await reissueTicket(event.locals.hub, actor, { municipality, bookingId });
    return reissued.ok ? { reissued: true } : refuse('ticket', reissued.error, form);
  },
};
