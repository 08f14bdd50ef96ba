import type { CreateTableBuilder, Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { StoreKind } from '../hub-store.ts';

type Table = CreateTableBuilder<string, string>;
type Type = 'text' | 'integer' | 'bytes';

/** A table of mandatory columns; a trailing `?` makes one nullable. */
const table =
  (db: Kysely<unknown>, kind: StoreKind) =>
  (name: string, columns: Readonly<Record<string, Type>>): Table => {
    const sqlType = {
      text: 'text',
      integer: kind === 'sqlite' ? 'integer' : 'bigint',
      bytes: kind === 'sqlite' ? 'blob' : 'bytea',
    } as const;
    return Object.entries(columns).reduce<Table>(
      (builder, [column, type]) =>
        column.endsWith('?')
          ? builder.addColumn(column.slice(0, -1), sqlType[type])
          : builder.addColumn(column, sqlType[type], (definition) => definition.notNull()),
      db.schema.createTable(name),
    );
  };

const people = async (create: ReturnType<typeof table>): Promise<void> => {
  await create('municipality', { code: 'text', name: 'text', created_at: 'text' })
    .addPrimaryKeyConstraint('municipality_pk', ['code'])
    .execute();
  await create('clinic', {
    clinic_id: 'text',
    municipality: 'text',
    name: 'text',
    'institution_code?': 'text',
    created_at: 'text',
  })
    .addPrimaryKeyConstraint('clinic_pk', ['clinic_id'])
    .addForeignKeyConstraint('clinic_municipality', ['municipality'], 'municipality', ['code'])
    .execute();
  await create('staff', {
    staff_id: 'text',
    municipality: 'text',
    clinic_id: 'text',
    name: 'text',
    kana: 'text',
    role: 'text',
    pin_box: 'bytes',
    pin_salt: 'text',
    pin_memory_kib: 'integer',
    pin_iterations: 'integer',
    pin_parallelism: 'integer',
    active: 'integer',
    created_at: 'text',
  })
    .addPrimaryKeyConstraint('staff_pk', ['staff_id'])
    .addForeignKeyConstraint('staff_clinic', ['clinic_id'], 'clinic', ['clinic_id'])
    .execute();
  await create('console_user', {
    user_id: 'text',
    municipality: 'text',
    login: 'text',
    name: 'text',
    password_hash: 'text',
    wrong_tries: 'integer',
    active: 'integer',
    created_at: 'text',
  })
    .addPrimaryKeyConstraint('console_user_pk', ['user_id'])
    .addUniqueConstraint('console_user_login', ['login'])
    .addForeignKeyConstraint('console_user_municipality', ['municipality'], 'municipality', ['code'])
    .execute();
  await create('console_session', {
    token_hash: 'text',
    user_id: 'text',
    created_at: 'text',
    last_seen_at: 'text',
    expires_at: 'text',
  })
    .addPrimaryKeyConstraint('console_session_pk', ['token_hash'])
    .addForeignKeyConstraint('console_session_user', ['user_id'], 'console_user', ['user_id'])
    .execute();
};

const devices = async (create: ReturnType<typeof table>): Promise<void> => {
  await create('device', {
    device_id: 'text',
    municipality: 'text',
    clinic_id: 'text',
    label: 'text',
    public_x: 'text',
    public_y: 'text',
    secret_box: 'bytes',
    enrolled_at: 'text',
    'last_seen_at?': 'text',
    'revoked_at?': 'text',
  })
    .addPrimaryKeyConstraint('device_pk', ['device_id'])
    .addForeignKeyConstraint('device_clinic', ['clinic_id'], 'clinic', ['clinic_id'])
    .execute();
  await create('enrolment_code', {
    code_hash: 'text',
    municipality: 'text',
    clinic_id: 'text',
    created_by: 'text',
    created_at: 'text',
    expires_at: 'text',
    'used_at?': 'text',
    'device_id?': 'text',
  })
    .addPrimaryKeyConstraint('enrolment_code_pk', ['code_hash'])
    .addForeignKeyConstraint('enrolment_code_clinic', ['clinic_id'], 'clinic', ['clinic_id'])
    .execute();
  await create('nonce', { key_id: 'text', nonce: 'text', expires_at: 'text' })
    .addPrimaryKeyConstraint('nonce_pk', ['key_id', 'nonce'])
    .execute();
};

const roster = async (create: ReturnType<typeof table>): Promise<void> => {
  await create('session', {
    session_id: 'text',
    municipality: 'text',
    clinic_id: 'text',
    date: 'text',
    kind: 'text',
    place: 'text',
    programs: 'text',
  })
    .addPrimaryKeyConstraint('session_pk', ['session_id'])
    .addForeignKeyConstraint('session_clinic', ['clinic_id'], 'clinic', ['clinic_id'])
    .execute();
  await create('subject', {
    subject_id: 'text',
    municipality: 'text',
    name: 'text',
    kana: 'text',
    birth_date: 'text',
    sex: 'text',
    'due_date?': 'text',
    'birth_weight_grams?': 'integer',
    created_at: 'text',
  })
    .addPrimaryKeyConstraint('subject_pk', ['subject_id'])
    .addForeignKeyConstraint('subject_municipality', ['municipality'], 'municipality', ['code'])
    .execute();
  await create('booking', {
    booking_id: 'text',
    municipality: 'text',
    session_id: 'text',
    subject_id: 'text',
    program: 'text',
    number: 'integer',
    created_at: 'text',
  })
    .addPrimaryKeyConstraint('booking_pk', ['booking_id'])
    .addUniqueConstraint('booking_number', ['session_id', 'number'])
    .addUniqueConstraint('booking_subject', ['session_id', 'subject_id', 'program'])
    .addForeignKeyConstraint('booking_session', ['session_id'], 'session', ['session_id'])
    .addForeignKeyConstraint('booking_subject_row', ['subject_id'], 'subject', ['subject_id'])
    .execute();
  await create('ticket', {
    ticket_id: 'text',
    municipality: 'text',
    subject_id: 'text',
    program: 'text',
    typed_code: 'text',
    text: 'text',
    kid: 'text',
    not_before: 'text',
    expires_at: 'text',
    issued_at: 'text',
    'revoked_at?': 'text',
  })
    .addPrimaryKeyConstraint('ticket_pk', ['ticket_id'])
    .addUniqueConstraint('ticket_typed_code', ['municipality', 'typed_code'])
    .addForeignKeyConstraint('ticket_subject', ['subject_id'], 'subject', ['subject_id'])
    .execute();
};

const day = async (create: ReturnType<typeof table>): Promise<void> => {
  await create('form', {
    form_id: 'text',
    form_version: 'text',
    sha256: 'text',
    published_seq: 'integer',
    program: 'text',
    section: 'text',
    questionnaire: 'text',
    jws: 'text',
    published_at: 'text',
  })
    .addPrimaryKeyConstraint('form_pk', ['form_id', 'form_version', 'sha256'])
    .addUniqueConstraint('form_seq', ['published_seq'])
    .execute();
  await create('shift', {
    shift_id: 'text',
    municipality: 'text',
    clinic_id: 'text',
    date: 'text',
    secret_box: 'bytes',
    part_box: 'bytes',
    code_salt: 'text',
    code_iterations: 'integer',
    created_at: 'text',
  })
    .addPrimaryKeyConstraint('shift_pk', ['shift_id'])
    .addUniqueConstraint('shift_day', ['clinic_id', 'date'])
    .addForeignKeyConstraint('shift_clinic', ['clinic_id'], 'clinic', ['clinic_id'])
    .execute();
  await create('code_entry', { shift_id: 'text', ticket_id: 'text', entry_index: 'text', entry_box: 'text' })
    .addPrimaryKeyConstraint('code_entry_pk', ['shift_id', 'ticket_id'])
    .addForeignKeyConstraint('code_entry_shift', ['shift_id'], 'shift', ['shift_id'])
    .execute();
};

const intake = async (create: ReturnType<typeof table>): Promise<void> => {
  await create('revision', {
    revision_id: 'text',
    hub_seq: 'integer',
    municipality: 'text',
    clinic_id: 'text',
    device_id: 'text',
    device_seq: 'integer',
    prev_hash: 'text',
    sha256: 'text',
    record_id: 'text',
    checkup_id: 'text',
    session_id: 'text',
    subject_id: 'text',
    program: 'text',
    section: 'text',
    form_id: 'text',
    form_version: 'text',
    status: 'text',
    author_kind: 'text',
    'author_staff_id?': 'text',
    authored_at: 'text',
    received_at: 'text',
    warnings: 'text',
    content: 'text',
    envelope: 'bytes',
  })
    .addPrimaryKeyConstraint('revision_pk', ['revision_id'])
    .addUniqueConstraint('revision_hub_seq', ['hub_seq'])
    .addUniqueConstraint('revision_device_seq', ['device_id', 'device_seq'])
    .addForeignKeyConstraint('revision_device', ['device_id'], 'device', ['device_id'])
    .addForeignKeyConstraint('revision_session', ['session_id'], 'session', ['session_id'])
    .addForeignKeyConstraint('revision_subject', ['subject_id'], 'subject', ['subject_id'])
    .execute();
  await create('receipt', { revision_id: 'text', hub_seq: 'integer', jws: 'text' })
    .addPrimaryKeyConstraint('receipt_pk', ['revision_id'])
    .addForeignKeyConstraint('receipt_revision', ['revision_id'], 'revision', ['revision_id'])
    .execute();
  await create('quarantine', {
    quarantine_id: 'text',
    municipality: 'text',
    device_id: 'text',
    record_id: 'text',
    revision_id: 'text',
    code: 'text',
    sha256: 'text',
    bytes: 'bytes',
    at: 'text',
  })
    .addPrimaryKeyConstraint('quarantine_pk', ['quarantine_id'])
    .addUniqueConstraint('quarantine_bytes', ['device_id', 'revision_id', 'sha256'])
    .addForeignKeyConstraint('quarantine_device', ['device_id'], 'device', ['device_id'])
    .execute();
};

const hub = async (create: ReturnType<typeof table>): Promise<void> => {
  await create('audit', {
    seq: 'integer',
    at: 'text',
    'municipality?': 'text',
    actor_kind: 'text',
    actor_id: 'text',
    action: 'text',
    target: 'text',
    detail: 'text',
    prev_hash: 'text',
    hash: 'text',
  })
    .addPrimaryKeyConstraint('audit_pk', ['seq'])
    .execute();
  await create('hub_state', {
    id: 'integer',
    audit_seq: 'integer',
    audit_head: 'text',
    hub_seq: 'integer',
    backup_watermark: 'integer',
  })
    .addPrimaryKeyConstraint('hub_state_pk', ['id'])
    .execute();
  await create('hub_key', {
    kid: 'text',
    purpose: 'text',
    public_key: 'text',
    created_at: 'text',
    'retired_at?': 'text',
  })
    .addPrimaryKeyConstraint('hub_key_pk', ['kid'])
    .execute();
};

/** Which columns are searched or sorted by. */
const INDEXES: readonly (readonly [table: string, ...columns: string[]])[] = [
  ['clinic', 'municipality'],
  ['staff', 'clinic_id'],
  ['device', 'municipality'],
  ['enrolment_code', 'municipality', 'expires_at'],
  ['nonce', 'expires_at'],
  ['session', 'municipality', 'date'],
  ['session', 'clinic_id', 'date'],
  ['subject', 'municipality', 'birth_date'],
  ['booking', 'subject_id', 'program'],
  ['ticket', 'subject_id', 'program'],
  ['form', 'program', 'section', 'published_seq'],
  ['revision', 'checkup_id'],
  ['revision', 'record_id'],
  ['revision', 'municipality', 'hub_seq'],
  ['revision', 'session_id'],
  ['quarantine', 'municipality', 'at'],
  ['audit', 'municipality', 'seq'],
  ['audit', 'target'],
  ['console_session', 'expires_at'],
];

export const firstSchema = (kind: StoreKind): Migration => ({
  up: async (db: Kysely<unknown>) => {
    const create = table(db, kind);
    for (const part of [people, devices, roster, day, intake, hub]) await part(create);
    for (const [on, ...columns] of INDEXES) {
      await db.schema
        .createIndex(`${on}_by_${columns.join('_')}`)
        .on(on)
        .columns(columns)
        .execute();
    }
    await (db as Kysely<{ hub_state: Record<string, unknown> }>)
      .insertInto('hub_state')
      .values({ id: 1, audit_seq: 0, audit_head: '0'.repeat(64), hub_seq: 0, backup_watermark: 0 })
      .execute();
  },
});
