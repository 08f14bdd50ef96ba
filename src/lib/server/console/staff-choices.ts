import type { StaffRole } from '../../domain/program.ts';
import type { Hub } from '../hub.ts';
import { listClinics } from '../store/organisations.ts';
import { listStaff } from '../store/staff.ts';

export interface StaffChoice {
  readonly staffId: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly clinicName: string;
}

/** A tenant's staff who may unlock tablets, by kana. */
export const listStaffChoices = async (hub: Hub, municipality: string): Promise<readonly StaffChoice[]> => {
  const clinics = await listClinics(hub.store.db, municipality);
  const staff = await listStaff(hub.store.db, municipality);
  return staff
    .filter(({ active }) => active === 1)
    .map(({ staff_id: staffId, name, role, clinic_id: clinicId }) => ({
      staffId,
      name,
      role,
      clinicName: clinics.find(({ clinic_id }) => clinic_id === clinicId)?.name ?? '',
    }));
};
