import { fail } from '@sveltejs/kit';
import { PROBLEMS } from '$lib/contract/problem.ts';
import { listStaffChoices } from '$lib/server/console/staff-choices.ts';
import { tenantOf } from '$lib/server/console/tenant-of.ts';
import { textField } from '$lib/server/console/text-field.ts';
import { issueRecoveryCode } from '$lib/server/recovery/issue-recovery-code.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  staff: await listStaffChoices(locals.hub, tenantOf(locals).municipality.code),
});

export const actions: Actions = {
  recover: async ({ locals, request }) => {
    const user = tenantOf(locals);
    const staffId = textField(await request.formData(), 'staff');
    const municipality = user.municipality.code;
    const actor = { kind: 'console', id: user.userId } as const;
    const issued = await issueRecoveryCode(locals.hub, actor, { municipality, staffId });
    if (!issued.ok) return fail(PROBLEMS[issued.error.code].status, { problem: issued.error.code });
    return { issued: { ...issued.value, staffId } };
  },
};
