import { byNeedAt } from '../../catalog/by-need.ts';
import { PROGRAM_TABLE } from '../../catalog/programs.ts';
import { RECEIPT_TYPE, ReceiptClaims, type IntakeResponse } from '../../contract/receipt.ts';
import { readRevision } from '../../contract/revision.ts';
import { parseAs } from '../../contract/parse-as.ts';
import { verifyJws } from '../../crypto/jws.ts';
import { ageOn } from '../../domain/age.ts';
import { parseCivilDate } from '../../domain/civil-date.ts';
import type { SectionId, StaffRole } from '../../domain/program.ts';
import { textIn } from '../../forms/text.ts';
import type { Hub } from '../hub.ts';
import { hubTime } from '../hub.ts';
import { storedSignature, type StoredSignature } from '../audit/stored-signature.ts';
import { appendAudit } from '../store/audit-chain.ts';
import { findCheckup, type RevisionRow } from '../store/revisions.ts';
import { findBooking, findSession, findSubject } from '../store/roster.ts';
import { listStaff } from '../store/staff.ts';
import type { ConsoleUser } from '../auth/console-session.ts';
import { criteriaView, type CriterionView } from './criteria-view.ts';
import { rawLines, responseLines, type ResponseLine } from './response-lines.ts';
import { recordHeads } from './record-heads.ts';
import { inOrderMade } from './revision-order.ts';

/** Who entered a revision; a member of staff by the name the hub knows. */
export interface AuthorView {
  readonly kind: 'guardian' | 'staff';
  readonly name: string | undefined;
  readonly role: StaffRole | undefined;
}

export interface RevisionView {
  readonly hubSeq: number;
  readonly revisionId: string;
  readonly parents: readonly string[];
  readonly section: SectionId;
  readonly sectionTitle: string;
  readonly status: RevisionRow['status'];
  readonly author: AuthorView;
  readonly authoredAt: string;
  /** Stamp of the tablet's logical clock as text that sorts. */
  readonly hlc: string;
  readonly receivedAt: string;
  readonly deviceLabel: string;
  readonly deviceSeq: number;
  readonly language: string;
  readonly formVersion: string;
  readonly formKnown: boolean;
  readonly warnings: IntakeResponse['warnings'];
  readonly lines: readonly ResponseLine[];
  /** Criteria that were met when it was signed, as sealed in it. */
  readonly criteria: readonly CriterionView[];
  /** The author's signature over the content, verified now. */
  readonly signature: StoredSignature;
  readonly receipt: {
    readonly genuine: boolean;
    readonly sha256: string;
    readonly chainHead: string | undefined;
  };
}

export interface SectionView {
  readonly section: SectionId;
  readonly title: string;
  /** What holds now; more than one when they do not know each other. None: nothing received yet. */
  readonly current: readonly RevisionView[];
}

export interface CheckupView {
  readonly child: {
    readonly name: string;
    readonly kana: string;
    readonly birthDate: string;
    readonly sex: 'male' | 'female' | 'unknown';
    readonly dueDate: string | null;
    readonly birthWeightGrams: number | null;
    readonly number: number | undefined;
    readonly age: { readonly months: number; readonly days: number } | undefined;
  };
  readonly program: string;
  readonly date: string;
  readonly place: string;
  readonly clinicName: string;
  readonly sections: readonly SectionView[];
  readonly history: readonly RevisionView[];
}

type Row = NonNullable<Awaited<ReturnType<typeof findCheckup>>>[number];

const receiptView = async (hub: Hub, row: Row): Promise<RevisionView['receipt']> => {
  const text = await verifyJws(RECEIPT_TYPE, row.receipt, hub.keys.published.receipt);
  const claims = text === undefined ? undefined : parseAs(ReceiptClaims, JSON.parse(text)).data;
  const genuine = claims?.sha256 === row.sha256 && claims.revisionId === row.revision_id;
  return { genuine, sha256: row.sha256, chainHead: claims?.chainHead };
};

const revisionView = async (
  hub: Hub,
  row: Row,
  staff: ReadonlyMap<string, { readonly name: string; readonly role: StaffRole }>,
): Promise<RevisionView> => {
  const content = readRevision(JSON.parse(row.content))?.content;
  if (content === undefined) throw new Error('a stored revision of no known version');
  const form = await hub.forms.find(hub.store.db, row.form_id, row.form_version);
  const author = row.author_staff_id === null ? undefined : staff.get(row.author_staff_id);
  const titles = PROGRAM_TABLE[row.program].sections.find(({ section }) => section === row.section)?.title;
  return {
    hubSeq: row.hub_seq,
    revisionId: row.revision_id,
    parents: content.parents,
    section: row.section,
    sectionTitle: titles === undefined ? row.section : textIn(titles, 'ja'),
    status: row.status,
    author: { kind: row.author_kind, name: author?.name, role: author?.role },
    authoredAt: row.authored_at,
    hlc: row.hlc,
    receivedAt: row.received_at,
    deviceLabel: row.deviceLabel,
    deviceSeq: row.device_seq,
    language: content.language,
    formVersion: row.form_version,
    formKnown: form !== undefined,
    warnings: JSON.parse(row.warnings) as IntakeResponse['warnings'],
    lines: form === undefined ? rawLines(content.response) : responseLines(form, content.response),
    criteria: criteriaView(content.criteria),
    signature: await storedSignature(hub.store.db, row),
    receipt: await receiptView(hub, row),
  };
};

/**
 * One received checkup with every section, answer and revision. Reading it is noted in the audit chain.
 * @param first number of the checkup in the console: hubSeq of any of its revisions
 * @returns `undefined` when the tenant has no such checkup
 */
export const checkupView = async (
  hub: Hub,
  user: ConsoleUser,
  first: number,
): Promise<CheckupView | undefined> => {
  const { db } = hub.store;
  const { code } = user.municipality;
  const rows = await findCheckup(db, code, first);
  const [anchor] = rows ?? [];
  if (rows === undefined || anchor === undefined) return undefined;
  const { subject_id: subjectId, session_id: sessionId, program } = anchor;
  const subject = await findSubject(db, code, subjectId);
  const session = await findSession(db, code, sessionId);
  if (subject === undefined || session === undefined)
    throw new Error('a revision without subject or session');
  const booking = await findBooking(db, { sessionId, subjectId, program });
  const staff = new Map((await listStaff(db, code)).map((row) => [row.staff_id, row]));
  const revisions: RevisionView[] = [];
  for (const row of rows) revisions.push(await revisionView(hub, row, staff));
  const history = inOrderMade(revisions);
  await hub.store.write((tx) =>
    appendAudit(tx, {
      at: hubTime(hub),
      municipality: code,
      actor: { kind: 'console', id: user.userId },
      action: 'checkup-read',
      target: anchor.checkup_id,
    }),
  );
  const birth = parseCivilDate(subject.birth_date);
  const on = parseCivilDate(session.date);
  const age = birth === undefined || on === undefined ? undefined : ageOn(birth, on);
  const byNeed = byNeedAt(program, session.kind);
  return {
    child: {
      name: subject.name,
      kana: subject.kana,
      birthDate: subject.birth_date,
      sex: subject.sex,
      dueDate: subject.due_date,
      birthWeightGrams: subject.birth_weight_grams,
      number: booking?.number,
      age: age === undefined ? undefined : { months: age.totalMonths, days: age.days },
    },
    program: textIn(PROGRAM_TABLE[program].title, 'ja'),
    date: session.date,
    place: session.place,
    clinicName: anchor.clinicName,
    sections: PROGRAM_TABLE[program].sections
      .map(({ section, title }) => ({
        section,
        title: textIn(title, 'ja'),
        current: recordHeads(history.filter((revision) => revision.section === section)),
      }))
      .filter(({ section, current }) => current.length > 0 || !byNeed.has(section)),
    history: history.toReversed(),
  };
};
