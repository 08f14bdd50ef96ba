import type { ProgramId, SectionId, StaffRole } from '../../domain/program.ts';
import type { Blob, DateText, Flag, InstantText } from './columns.ts';
import type {
  OwnItemsTable,
  ProgramWindowTable,
  RuleSettingTable,
  StationOrderTable,
} from './setting-tables.ts';

/** The tenant (市区町村). */
interface MunicipalityTable {
  code: string;
  name: string;
  created_at: InstantText;
}

interface ClinicTable {
  clinic_id: string;
  municipality: string;
  name: string;
  /** 10-digit code of a medical institution; health centres have none. */
  institution_code: string | null;
  created_at: InstantText;
  /** Minutes without a touch after which its tablets lock; null: the tablet's own. */
  lock_minutes: number | null;
}

/** `pin_box` holds the Argon2id output under the at-rest key; the PIN itself is nowhere. */
interface StaffTable {
  staff_id: string;
  municipality: string;
  clinic_id: string;
  name: string;
  kana: string;
  role: StaffRole;
  pin_box: Blob;
  pin_salt: string;
  pin_memory_kib: number;
  pin_iterations: number;
  pin_parallelism: number;
  active: Flag;
  created_at: InstantText;
}

/** `secret_box` holds the device's part of every staff key under the at-rest key. */
interface DeviceTable {
  device_id: string;
  municipality: string;
  clinic_id: string;
  label: string;
  public_x: string;
  public_y: string;
  secret_box: Blob;
  enrolled_at: InstantText;
  last_seen_at: InstantText | null;
  revoked_at: InstantText | null;
}

/** Only a keyed hash of the code is kept. */
interface EnrolmentCodeTable {
  code_hash: string;
  municipality: string;
  clinic_id: string;
  created_by: string;
  created_at: InstantText;
  expires_at: InstantText;
  used_at: InstantText | null;
  device_id: string | null;
}

/** A one-time code for who is locked out of a tablet. Only a keyed hash is kept; one row for each person at most. */
interface RecoveryCodeTable {
  staff_id: string;
  municipality: string;
  code_hash: string;
  wrong_tries: number;
  created_at: InstantText;
  expires_at: InstantText;
}

/** A day's run of programs at one place (健診日程). `programs` is a JSON array of program ids. */
interface SessionTable {
  session_id: string;
  municipality: string;
  clinic_id: string;
  date: DateText;
  kind: 'group' | 'individual';
  place: string;
  programs: string;
}

interface SubjectTable {
  subject_id: string;
  municipality: string;
  name: string;
  kana: string;
  birth_date: DateText;
  sex: 'male' | 'female' | 'unknown';
  due_date: DateText | null;
  birth_weight_grams: number | null;
  /** A mother's day of delivery. */
  delivered_on: DateText | null;
  created_at: InstantText;
}

/** One subject expected at one session for one program (予約). */
interface BookingTable {
  booking_id: string;
  municipality: string;
  session_id: string;
  subject_id: string;
  program: ProgramId;
  number: number;
  created_at: InstantText;
}

interface TicketTable {
  ticket_id: string;
  municipality: string;
  subject_id: string;
  program: ProgramId;
  typed_code: string;
  text: string;
  kid: string;
  not_before: InstantText;
  expires_at: InstantText;
  issued_at: InstantText;
  revoked_at: InstantText | null;
}

/** Every version ever published stays; the newest of a section goes into bundles. */
interface FormTable {
  form_id: string;
  form_version: string;
  /** SHA-256 of the questionnaire's text, hex. */
  sha256: string;
  /** Counts publications from 1. */
  published_seq: number;
  program: ProgramId;
  section: SectionId;
  questionnaire: string;
  jws: string;
  published_at: InstantText;
}

/** A clinic's day of keys: the session secret and the hub's part of staff keys, both under the at-rest key. */
interface ShiftTable {
  shift_id: string;
  municipality: string;
  clinic_id: string;
  date: DateText;
  secret_box: Blob;
  part_box: Blob;
  code_salt: string;
  code_iterations: number;
  created_at: InstantText;
}

/** A derived code entry of a shift's bundle, kept because the derivation is slow on purpose. */
interface CodeEntryTable {
  shift_id: string;
  ticket_id: string;
  entry_index: string;
  entry_box: string;
}

interface RevisionTable {
  revision_id: string;
  hub_seq: number;
  municipality: string;
  clinic_id: string;
  device_id: string;
  device_seq: number;
  prev_hash: string;
  sha256: string;
  record_id: string;
  checkup_id: string;
  session_id: string;
  subject_id: string;
  program: ProgramId;
  section: SectionId;
  form_id: string;
  form_version: string;
  status: 'submitted' | 'saved' | 'confirmed' | 'amended';
  author_kind: 'guardian' | 'staff';
  author_staff_id: string | null;
  authored_at: InstantText;
  received_at: InstantText;
  /** JSON array of `{code, linkId?}`. */
  warnings: string;
  /** JSON text of the content in the version it was written in, exactly as it was sealed. */
  content: string;
  envelope: Blob;
  /** Stamp of the hybrid logical clock as text that sorts. */
  hlc: string;
  /** `valid`: signed by the member of staff who is its author, verified at intake. */
  signature: 'valid' | 'none';
  /** The signature over `content`: a compact JWS without its payload. */
  signature_jws: string | null;
}

/** Signing key of a member of staff; `kid` is its thumbprint, `private_box` PKCS8 under the at-rest key. */
interface StaffKeyTable {
  kid: string;
  staff_id: string;
  public_x: string;
  public_y: string;
  private_box: Blob;
  created_at: InstantText;
}

/** A number of a device's chain that does not follow from the number before, found when the second of the two came. */
interface ChainBreakTable {
  device_id: string;
  device_seq: number;
  found_at: InstantText;
}

interface ReceiptTable {
  revision_id: string;
  hub_seq: number;
  jws: string;
}

/** Bytes of an authenticated device that could not become a revision, with the reason. */
interface QuarantineTable {
  quarantine_id: string;
  municipality: string;
  device_id: string;
  record_id: string;
  revision_id: string;
  code: string;
  sha256: string;
  bytes: Blob;
  at: InstantText;
  /** When it was taken in after all. */
  released_at: InstantText | null;
}

/** What a device last said of itself. Ages and alarms are worked out when they are shown, never stored. */
interface DeviceReportTable {
  device_id: string;
  at: InstantText;
  app_version: string;
  device_seq: number;
  queued: number;
  parked: number;
  damaged: number;
  /** By the tablet's clock. */
  oldest_unsent_at: InstantText | null;
  clock_offset_ms: number | null;
  persisted: Flag;
  pin_key_ms: number | null;
  hlc_wall_ms: number | null;
  hlc_counter: number | null;
  knows_receipt: Flag;
}

/** One line of a tablet's own audit log. `follows` is 0 where it does not follow from the line before. */
interface DeviceAuditTable {
  device_id: string;
  seq: number;
  at: InstantText;
  action: string;
  staff_id: string | null;
  record_id: string | null;
  revision_id: string | null;
  hash: string;
  follows: Flag;
  received_at: InstantText;
}

/** The last line received of each tablet's log. `broken` counts the lines that did not follow. */
interface DeviceAuditHeadTable {
  device_id: string;
  seq: number;
  head: string;
  broken: number;
  /** Every line up to this one lies in a backup; 0 when none does. */
  backed_up_seq: number;
}

/** One link of the audit chain. Ids, counts and codes only. `detail` is a JSON object. */
interface AuditTable {
  seq: number;
  at: InstantText;
  municipality: string | null;
  actor_kind: 'device' | 'console' | 'cli' | 'hub';
  actor_id: string;
  action: string;
  target: string;
  detail: string;
  prev_hash: string;
  hash: string;
}

/** One row: the heads that every writer moves. Reading it first serialises writers in every engine. */
interface HubStateTable {
  id: number;
  audit_seq: number;
  audit_head: string;
  hub_seq: number;
  backup_watermark: number;
}

/** Public part of a hub key as JSON; private parts lie in the key file. */
interface HubKeyTable {
  kid: string;
  purpose: 'seal' | 'receipt' | 'ticket' | 'form';
  public_key: string;
  created_at: InstantText;
  retired_at: InstantText | null;
}

interface NonceTable {
  key_id: string;
  nonce: string;
  expires_at: InstantText;
}

/** Who signs in to the console. `password_hash` is `argon2id$m$t$p$salt$hash`. */
interface ConsoleUserTable {
  user_id: string;
  municipality: string;
  login: string;
  name: string;
  password_hash: string;
  /** Consecutive wrong passwords. */
  wrong_tries: number;
  active: Flag;
  created_at: InstantText;
}

/** Only a hash of the cookie's token is kept. */
interface ConsoleSessionTable {
  token_hash: string;
  user_id: string;
  created_at: InstantText;
  last_seen_at: InstantText;
  expires_at: InstantText;
}

export interface Tables {
  municipality: MunicipalityTable;
  clinic: ClinicTable;
  staff: StaffTable;
  staff_key: StaffKeyTable;
  device: DeviceTable;
  enrolment_code: EnrolmentCodeTable;
  recovery_code: RecoveryCodeTable;
  session: SessionTable;
  subject: SubjectTable;
  booking: BookingTable;
  ticket: TicketTable;
  form: FormTable;
  own_items: OwnItemsTable;
  rule_setting: RuleSettingTable;
  program_window: ProgramWindowTable;
  station_order: StationOrderTable;
  shift: ShiftTable;
  code_entry: CodeEntryTable;
  revision: RevisionTable;
  receipt: ReceiptTable;
  chain_break: ChainBreakTable;
  quarantine: QuarantineTable;
  device_report: DeviceReportTable;
  device_audit: DeviceAuditTable;
  device_audit_head: DeviceAuditHeadTable;
  audit: AuditTable;
  hub_state: HubStateTable;
  hub_key: HubKeyTable;
  nonce: NonceTable;
  console_user: ConsoleUserTable;
  console_session: ConsoleSessionTable;
}
