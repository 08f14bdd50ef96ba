import { PROGRAM_TABLE } from '../../catalog/programs.ts';
import { checkupId } from '../../crypto/derived-id.ts';
import { ageOn } from '../../domain/age.ts';
import { dateInJapan, parseCivilDate, type CivilDate } from '../../domain/civil-date.ts';
import { PROGRAMS, type ProgramId } from '../../domain/program.ts';
import { textIn } from '../../forms/text.ts';
import { hubTime, type Hub } from '../hub.ts';
import { sectionStates } from '../store/revisions.ts';
import { daySessions, rosterOf, sessionDays, type RosterLine } from '../store/roster.ts';
import { listClinicChoices } from './clinic-choices.ts';
import { sectionStatesOf, type SectionState } from './received-view.ts';

interface ProgramChoice {
  readonly id: ProgramId;
  readonly title: string;
}

export interface SessionView {
  readonly sessionId: string;
  /** Counts the day's sessions from 1; stands in the address in place of an id. */
  readonly number: number;
  readonly kind: 'group' | 'individual';
  readonly place: string;
  readonly clinicName: string;
  readonly programs: readonly ProgramChoice[];
}

export interface RosterRow extends Omit<RosterLine, 'ticketId' | 'sessionId' | 'subjectId' | 'program'> {
  readonly program: string;
  readonly age: { readonly months: number; readonly days: number } | undefined;
  readonly sections: readonly SectionState[];
  /** Number of the received checkup in the console, when there is one. */
  readonly received: number | undefined;
}

export interface RosterView {
  readonly date: CivilDate;
  readonly today: CivilDate;
  readonly days: readonly { readonly date: string; readonly bookings: number }[];
  readonly sessions: readonly SessionView[];
  readonly session: SessionView | undefined;
  readonly rows: readonly RosterRow[];
  readonly clinics: readonly { readonly clinicId: string; readonly name: string }[];
  /** Every program a session may run. */
  readonly programs: readonly ProgramChoice[];
}

const programChoice = (id: ProgramId): ProgramChoice => ({
  id,
  title: textIn(PROGRAM_TABLE[id].title, 'ja'),
});

/** Days with sessions that are offered as links. */
const DAYS_OFFERED = 10;

const rowOf = async (
  hub: Hub,
  line: RosterLine,
  { date, kind }: { readonly date: CivilDate; readonly kind: SessionView['kind'] },
): Promise<RosterRow> => {
  const { ticketId: _ticketId, sessionId, subjectId, program, ...shown } = line;
  const birth = parseCivilDate(line.birthDate);
  const age = birth === undefined ? undefined : ageOn(birth, date);
  const states = await sectionStates(hub.store.db, [await checkupId({ subjectId, program, sessionId })]);
  return {
    ...shown,
    program: textIn(PROGRAM_TABLE[program].title, 'ja'),
    age: age === undefined ? undefined : { months: age.totalMonths, days: age.days },
    sections: sectionStatesOf({ program, kind }, states),
    received: states[0]?.hub_seq,
  };
};

/** The list of a day and session. Anything unreadable in the request counts as today and the first session. */
export const rosterView = async (
  hub: Hub,
  municipality: string,
  asked: { readonly date: string | null; readonly session: string | null },
): Promise<RosterView> => {
  const { db } = hub.store;
  const today = dateInJapan(hub.now());
  const date = parseCivilDate(asked.date ?? '') ?? today;
  const sessions = (await daySessions(db, municipality, date)).map((row, index): SessionView => {
    const listed = JSON.parse(row.programs) as readonly string[];
    return {
      sessionId: row.session_id,
      number: index + 1,
      kind: row.kind,
      place: row.place,
      clinicName: row.clinicName,
      programs: PROGRAMS.filter((program) => listed.includes(program)).map(programChoice),
    };
  });
  const session = sessions.find(({ number }) => String(number) === asked.session) ?? sessions[0];
  const lines = session === undefined ? [] : await rosterOf(db, [session.sessionId], hubTime(hub));
  const rows: RosterRow[] = [];
  for (const line of lines) rows.push(await rowOf(hub, line, { date, kind: session?.kind ?? 'group' }));
  return {
    date,
    today,
    days: await sessionDays(db, municipality, today, DAYS_OFFERED),
    sessions,
    session,
    rows,
    clinics: await listClinicChoices(hub, municipality),
    programs: PROGRAMS.map(programChoice),
  };
};
