import type { Insertable, Selectable } from 'kysely';
import type { ProgramId, SectionId } from '../../domain/program.ts';
import type { Db } from './hub-store.ts';
import type { Tables } from './tables.ts';

export type FormRow = Selectable<Tables['form']>;

/** Every publication, oldest first. */
export const listForms = (db: Db): Promise<FormRow[]> =>
  db.selectFrom('form').selectAll().orderBy('published_seq').execute();

/** The newest form of a section. */
export const currentForm = (db: Db, program: ProgramId, section: SectionId): Promise<FormRow | undefined> =>
  db
    .selectFrom('form')
    .selectAll()
    .where('program', '=', program)
    .where('section', '=', section)
    .orderBy('published_seq', 'desc')
    .executeTakeFirst();

/** By what one publication is told from every other. */
export type FormKey = Pick<FormRow, 'form_id' | 'form_version' | 'sha256'>;

const FORM_KEY = ['form_id', 'form_version', 'sha256'] as const satisfies readonly (keyof FormKey)[];

/** The key of {@link currentForm}, without its text. */
export const currentFormKey = (
  db: Db,
  program: ProgramId,
  section: SectionId,
): Promise<FormKey | undefined> =>
  db
    .selectFrom('form')
    .select(FORM_KEY)
    .where('program', '=', program)
    .where('section', '=', section)
    .orderBy('published_seq', 'desc')
    .executeTakeFirst();

/** The keys of every publication, oldest first. */
export const listFormKeys = (db: Db): Promise<FormKey[]> =>
  db.selectFrom('form').select(FORM_KEY).orderBy('published_seq').execute();

/** The signed text of a publication. It never changes. */
export const formJws = async (db: Db, key: FormKey): Promise<string | undefined> => {
  const row = await db
    .selectFrom('form')
    .select('jws')
    .where('form_id', '=', key.form_id)
    .where('form_version', '=', key.form_version)
    .where('sha256', '=', key.sha256)
    .executeTakeFirst();
  return row?.jws;
};

/** Hash of the newest publication under this id and version. */
export const findFormHash = async (
  db: Db,
  formId: string,
  formVersion: string,
): Promise<string | undefined> => {
  const row = await db
    .selectFrom('form')
    .select('sha256')
    .where('form_id', '=', formId)
    .where('form_version', '=', formVersion)
    .orderBy('published_seq', 'desc')
    .executeTakeFirst();
  return row?.sha256;
};

/** The newest publication under this id and version. */
export const findForm = (db: Db, formId: string, formVersion: string): Promise<FormRow | undefined> =>
  db
    .selectFrom('form')
    .selectAll()
    .where('form_id', '=', formId)
    .where('form_version', '=', formVersion)
    .orderBy('published_seq', 'desc')
    .executeTakeFirst();

/** Publishes a form after all others; one that was published before becomes the newest again. */
export const insertForm = async (
  tx: Db,
  row: Omit<Insertable<Tables['form']>, 'published_seq'>,
): Promise<void> => {
  const { last } = await tx
    .selectFrom('form')
    .select(({ fn }) => fn.max<number | null>('published_seq').as('last'))
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('form')
    .values({ ...row, published_seq: (last ?? 0) + 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['form_id', 'form_version', 'sha256'])
        .doUpdateSet({ published_seq: (last ?? 0) + 1, published_at: row.published_at }),
    )
    .execute();
};
