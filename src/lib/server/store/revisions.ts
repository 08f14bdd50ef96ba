import type { Insertable, Selectable } from 'kysely';
import { paddedList, slicesOf } from './few-shapes.ts';
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

/** Those of the revisions that have been taken in, by their id. */
export const findKnownRevisions = async (
  db: Db,
  revisionIds: readonly string[],
): Promise<ReadonlyMap<string, KnownRevision>> => {
  if (revisionIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('revision')
    .innerJoin('receipt', 'receipt.revision_id', 'revision.revision_id')
    .select([
      'revision.revision_id as revisionId',
      'revision.device_id as deviceId',
      'revision.record_id as recordId',
      'revision.sha256',
      'revision.warnings',
      'receipt.jws as receipt',
    ])
    .where('revision.revision_id', 'in', paddedList(revisionIds))
    .execute();
  return new Map(rows.map(({ revisionId, ...known }) => [revisionId, known]));
};

export const findKnownRevision = async (db: Db, revisionId: string): Promise<KnownRevision | undefined> =>
  (await findKnownRevisions(db, [revisionId])).get(revisionId);

/** The number under which a device's revision was taken in, if it was. */
export const findHubSeq = async (
  db: Db,
  deviceId: string,
  revisionId: string,
): Promise<number | undefined> => {
  const row = await db
    .selectFrom('revision')
    .select('hub_seq')
    .where('revision_id', '=', revisionId)
    .where('device_id', '=', deviceId)
    .executeTakeFirst();
  return row?.hub_seq;
};

/** By id the number of a received revision of the record or of the checkup, where there is one. */
export const numbersOf = async (
  db: Db,
  municipality: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  const numbers = new Map<string, number>();
  if (ids.length === 0) return numbers;
  for (const column of ['record_id', 'checkup_id'] as const) {
    const rows = await db
      .selectFrom('revision')
      .select(({ fn }) => [column, fn.min<number>('hub_seq').as('number')])
      .where('municipality', '=', municipality)
      .where(column, 'in', paddedList(ids))
      .groupBy(column)
      .execute();
    for (const { [column]: id, number } of rows) numbers.set(id, number);
  }
  return numbers;
};

/** A revision with the receipt that is given for it. */
export interface ReceiptedRevision {
  readonly row: Insertable<Tables['revision']>;
  /** Compact JWS. */
  readonly receipt: string;
}

export const insertRevisions = async (tx: Db, revisions: readonly ReceiptedRevision[]): Promise<void> => {
  for (const some of slicesOf(revisions)) {
    await tx
      .insertInto('revision')
      .values(some.map(({ row }) => row))
      .execute();
    const receipts = some.map(({ row, receipt }) => ({
      revision_id: row.revision_id,
      hub_seq: row.hub_seq,
      jws: receipt,
    }));
    await tx.insertInto('receipt').values(receipts).execute();
  }
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
  readonly kind: 'group' | 'individual';
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
      'session.kind',
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
      'session.kind',
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

/** A revision of an earlier visit, with the day of that visit. */
export type EarlierRevision = Pick<
  RevisionRow,
  'revision_id' | 'record_id' | 'subject_id' | 'program' | 'section' | 'form_id' | 'form_version' | 'content'
> & { readonly date: string };

/** What staff entered of these people before a day, in the order received. */
export const earlierRevisions = (
  db: Db,
  municipality: string,
  of: {
    readonly subjectIds: readonly string[];
    /** Sections of every program, or of one. */
    readonly sections: readonly {
      readonly section: RevisionRow['section'];
      readonly program?: RevisionRow['program'];
    }[];
    /** YYYY-MM-DD, exclusive. */
    readonly before: string;
  },
): Promise<EarlierRevision[]> =>
  of.subjectIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('revision')
        .innerJoin('session', 'session.session_id', 'revision.session_id')
        .select([
          'revision.revision_id',
          'revision.record_id',
          'revision.subject_id',
          'revision.program',
          'revision.section',
          'revision.form_id',
          'revision.form_version',
          'revision.content',
          'session.date',
        ])
        .where('revision.subject_id', 'in', [...of.subjectIds])
        .where((eb) =>
          eb.or(
            of.sections.map(({ section, program }) =>
              program === undefined
                ? eb('revision.section', '=', section)
                : eb.and([eb('revision.section', '=', section), eb('revision.program', '=', program)]),
            ),
          ),
        )
        .where('revision.municipality', '=', municipality)
        .where('revision.author_kind', '=', 'staff')
        .where('session.date', '<', of.before)
        .orderBy('revision.hub_seq')
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
      'revision.hlc',
      'revision.signature',
      'revision.signature_jws',
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
