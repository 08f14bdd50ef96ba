import { fail } from '@sveltejs/kit';
import { PROBLEMS } from '$lib/contract/problem.ts';
import { devicesView } from '$lib/server/console/devices-view.ts';
import { listClinicChoices } from '$lib/server/console/clinic-choices.ts';
import { tenantOf } from '$lib/server/console/tenant-of.ts';
import { textField } from '$lib/server/console/text-field.ts';
import { issueEnrolmentCode } from '$lib/server/people/issue-enrolment-code.ts';
import { revokeDevice } from '$lib/server/people/revoke-device.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { code } = tenantOf(locals).municipality;
  return {
    devices: await devicesView(locals.hub, code),
    clinics: await listClinicChoices(locals.hub, code),
  };
};

export const actions: Actions = {
  code: async ({ locals, request }) => {
    const user = tenantOf(locals);
    const clinicId = textField(await request.formData(), 'clinic');
    const municipality = user.municipality.code;
    const actor = { kind: 'console', id: user.userId } as const;
    const issued = await issueEnrolmentCode(locals.hub, actor, { municipality, clinicId });
    if (!issued.ok) return fail(PROBLEMS[issued.error.code].status, { problem: issued.error.code });
    return { issued: { ...issued.value, clinicId } };
  },
  revoke: async ({ locals, request }) => {
    const user = tenantOf(locals);
    const deviceId = textField(await request.formData(), 'device');
    const municipality = user.municipality.code;
    const actor = { kind: 'console', id: user.userId } as const;
    const revoked = await revokeDevice(locals.hub, actor, { municipality, deviceId });
    if (!revoked.ok) return fail(PROBLEMS[revoked.error.code].status, { problem: revoked.error.code });
    return { revoked: true };
  },
};
