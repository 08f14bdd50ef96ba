import type { Insertable, Selectable } from 'kysely';
import type { Db } from './hub-store.ts';
import type { Tables } from './tables.ts';

export type RevisionRow = Selectable<Tables['revision']>;

/** What a second arrival of a revision is compared with. */
export interface KnownRevision {
  readonly deviceId: string;
  readonly recordId: string;
  readonly sha256: string;
  readonly receipt: string;
  /** JSON array. */
  readonly warnings: string;
}

export const findKnownRevision = (db: Db, revisionId: string): Promise<KnownRevision | undefined> =>
  db
    .selectFrom('revision')
    .innerJoin('receipt', 'receipt.revision_id', 'revision.revision_id')
    .select([
      'revision.device_id as deviceId',
      'revision.record_id as recordId',
      'revision.sha256',
      'revision.warnings',
      'receipt.jws as receipt',
    ])
    .where('revision.revision_id', '=', revisionId)
    .executeTakeFirst();

/** Whether this device has used the number for a revision before. */
export const isDeviceSeqTaken = async (db: Db, deviceId: string, deviceSeq: number): Promise<boolean> => {
  const row = await db
    .selectFrom('revision')
    .select('revision_id')
    .where('device_id', '=', deviceId)
    .where('device_seq', '=', deviceSeq)
    .executeTakeFirst();
  return row !== undefined;
};

export const insertRevision = async (
  tx: Db,
  row: Insertable<Tables['revision']>,
  receipt: string,
): Promise<void> => {
  await tx.insertInto('revision').values(row).execute();
  await tx
    .insertInto('receipt')
    .values({ revision_id: row.revision_id, hub_seq: row.hub_seq, jws: receipt })
    .execute();
};

/** One received checkup as the list shows it. */
export interface CheckupLine {
  /** hubSeq of its first revision: the checkup's number in the console. */
  readonly first: number;
  readonly checkupId: string;
  readonly subjectName: string;
  readonly subjectKana: string;
  readonly birthDate: string;
  readonly program: RevisionRow['program'];
  readonly date: string;
  readonly clinicName: string;
  readonly lastReceivedAt: string;
}

/** A tenant's checkups, the one heard of last first. */
export const listCheckups = (
  db: Db,
  municipality: string,
  filter: { readonly date?: string; readonly limit: number },
): Promise<CheckupLine[]> => {
  const query = db
    .selectFrom('revision')
    .innerJoin('subject', 'subject.subject_id', 'revision.subject_id')
    .innerJoin('session', 'session.session_id', 'revision.session_id')
    .innerJoin('clinic', 'clinic.clinic_id', 'revision.clinic_id')
    .select(({ fn }) => [
      fn.min<number>('revision.hub_seq').as('first'),
      'revision.checkup_id as checkupId',
      'subject.name as subjectName',
      'subject.kana as subjectKana',
      'subject.birth_date as birthDate',
      'revision.program',
      'session.date',
      'clinic.name as clinicName',
      fn.max<string>('revision.received_at').as('lastReceivedAt'),
    ])
    .where('revision.municipality', '=', municipality)
    .groupBy([
      'revision.checkup_id',
      'subject.name',
      'subject.kana',
      'subject.birth_date',
      'revision.program',
      'session.date',
      'clinic.name',
    ])
    .orderBy(({ fn }) => fn.max('revision.hub_seq'), 'desc')
    .limit(filter.limit);
  return (filter.date === undefined ? query : query.where('session.date', '=', filter.date)).execute();
};

/** Section states of these checkups: the newest revision of each record. */
export const sectionStates = (
  db: Db,
  checkupIds: readonly string[],
): Promise<
  Pick<RevisionRow, 'checkup_id' | 'record_id' | 'section' | 'status' | 'warnings' | 'hub_seq' | 'content'>[]
> =>
  checkupIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('revision')
        .select(['checkup_id', 'record_id', 'section', 'status', 'warnings', 'hub_seq', 'content'])
        .where('checkup_id', 'in', [...checkupIds])
        .orderBy('hub_seq')
        .execute();

/** Every revision of a checkup with its receipt, in the order received. `undefined` when it is not this tenant's. */
export const findCheckup = async (
  db: Db,
  municipality: string,
  first: number,
): Promise<
  (Omit<RevisionRow, 'envelope'> & { receipt: string; deviceLabel: string; clinicName: string })[] | undefined
> => {
  const anchor = await db
    .selectFrom('revision')
    .select('checkup_id')
    .where('municipality', '=', municipality)
    .where('hub_seq', '=', first)
    .executeTakeFirst();
  if (anchor === undefined) return undefined;
  return db
    .selectFrom('revision')
    .innerJoin('receipt', 'receipt.revision_id', 'revision.revision_id')
    .innerJoin('device', 'device.device_id', 'revision.device_id')
    .innerJoin('clinic', 'clinic.clinic_id', 'revision.clinic_id')
    .select([
      'revision.revision_id',
      'revision.hub_seq',
      'revision.municipality',
      'revision.clinic_id',
      'revision.device_id',
      'revision.device_seq',
      'revision.prev_hash',
      'revision.sha256',
      'revision.record_id',
      'revision.checkup_id',
      'revision.session_id',
      'revision.subject_id',
      'revision.program',
      'revision.section',
      'revision.form_id',
      'revision.form_version',
      'revision.status',
      'revision.author_kind',
      'revision.author_staff_id',
      'revision.authored_at',
      'revision.received_at',
      'revision.warnings',
      'revision.content',
      'receipt.jws as receipt',
      'device.label as deviceLabel',
      'clinic.name as clinicName',
    ])
    .where('revision.municipality', '=', municipality)
    .where('revision.checkup_id', '=', anchor.checkup_id)
    .orderBy('revision.hub_seq')
    .execute();
};

/** Revisions with receipts after `after`, ascending, for export and verification. */
export const revisionPage = (
  db: Db,
  after: number,
  limit: number,
): Promise<(RevisionRow & { receipt: string | null })[]> =>
  db
    .selectFrom('revision')
    .leftJoin('receipt', 'receipt.revision_id', 'revision.revision_id')
    .selectAll('revision')
    .select('receipt.jws as receipt')
    .where('revision.hub_seq', '>', after)
    .orderBy('revision.hub_seq')
    .limit(limit)
    .execute();

/** Numbers of each device's revisions: how many, and the highest; a gap means some have not arrived. */
export const deviceSeqSpans = (
  db: Db,
  municipality: string,
): Promise<{ deviceId: string; label: string; count: number; highest: number }[]> =>
  db
    .selectFrom('revision')
    .innerJoin('device', 'device.device_id', 'revision.device_id')
    .select(({ fn }) => [
      'device.device_id as deviceId',
      'device.label',
      fn.countAll<number>().as('count'),
      fn.max<number>('revision.device_seq').as('highest'),
    ])
    .where('revision.municipality', '=', municipality)
    .groupBy(['device.device_id', 'device.label'])
    .orderBy('device.label')
    .execute();
