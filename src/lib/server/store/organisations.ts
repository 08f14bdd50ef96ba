import type { Insertable, Selectable } from 'kysely';
import type { Db } from './hub-store.ts';
import type { Tables } from './tables.ts';

export type MunicipalityRow = Selectable<Tables['municipality']>;
export type ClinicRow = Selectable<Tables['clinic']>;

export const listMunicipalities = (db: Db): Promise<MunicipalityRow[]> =>
  db.selectFrom('municipality').selectAll().orderBy('code').execute();

export const findMunicipality = (db: Db, code: string): Promise<MunicipalityRow | undefined> =>
  db.selectFrom('municipality').selectAll().where('code', '=', code).executeTakeFirst();

export const insertMunicipality = async (tx: Db, row: Insertable<Tables['municipality']>): Promise<void> => {
  await tx.insertInto('municipality').values(row).execute();
};

export const listClinics = (db: Db, municipality: string): Promise<ClinicRow[]> =>
  db
    .selectFrom('clinic')
    .selectAll()
    .where('municipality', '=', municipality)
    .orderBy('created_at')
    .execute();

export const findClinic = (db: Db, municipality: string, clinicId: string): Promise<ClinicRow | undefined> =>
  db
    .selectFrom('clinic')
    .selectAll()
    .where('municipality', '=', municipality)
    .where('clinic_id', '=', clinicId)
    .executeTakeFirst();

/** @returns whether there was such a clinic */
export const updateClinicLock = async (
  tx: Db,
  municipality: string,
  clinicId: string,
  minutes: number,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('clinic')
    .set({ lock_minutes: minutes })
    .where('municipality', '=', municipality)
    .where('clinic_id', '=', clinicId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

export const insertClinic = async (tx: Db, row: Insertable<Tables['clinic']>): Promise<void> => {
  await tx.insertInto('clinic').values(row).execute();
};
