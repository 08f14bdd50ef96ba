import type { Hub } from '../hub.ts';
import { listClinics } from '../store/organisations.ts';

/** A tenant's clinics as a form offers them. */
export const listClinicChoices = async (
  hub: Hub,
  municipality: string,
): Promise<readonly { readonly clinicId: string; readonly name: string }[]> =>
  (await listClinics(hub.store.db, municipality)).map(({ clinic_id: clinicId, name }) => ({
    clinicId,
    name,
  }));
