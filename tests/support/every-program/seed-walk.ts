// Seeds an empty hub with one session of today for the programs named, one subject per program and mode, and prints
// what was seeded, with what is to be entered, as JSON:
//   node tests/support/every-program/seed-walk.ts child-18m child-2y
import { fail, hubEnv, openHub } from '../../../scripts/hub/open-hub.ts';
import { PROGRAM_TABLE } from '../../../src/lib/catalog/programs.ts';
import { questionnaireOf } from '../../../src/lib/catalog/questionnaire-of.ts';
import { visitAnswers } from '../../../src/lib/catalog/visit-answers.ts';
import { addDays, addMonths, dateInJapan, type CivilDate } from '../../../src/lib/domain/civil-date.ts';
import { PROGRAMS, subjectOf, type ProgramId, type SectionId } from '../../../src/lib/domain/program.ts';
import { compileForm } from '../../../src/lib/forms/compile.ts';
import type { CompiledForm } from '../../../src/lib/forms/form.ts';
import { LOCALES, type Locale, type StaffLocale } from '../../../src/lib/i18n/locale.ts';
import { hubTime, type Hub } from '../../../src/lib/server/hub.ts';
import { addClinic } from '../../../src/lib/server/people/add-clinic.ts';
import { addConsoleUser } from '../../../src/lib/server/people/add-console-user.ts';
import { addMunicipality } from '../../../src/lib/server/people/add-municipality.ts';
import { addStaff } from '../../../src/lib/server/people/add-staff.ts';
import { issueEnrolmentCode } from '../../../src/lib/server/people/issue-enrolment-code.ts';
import { addBooking } from '../../../src/lib/server/roster/add-booking.ts';
import { addSession } from '../../../src/lib/server/roster/add-session.ts';
import { findValidTicket } from '../../../src/lib/server/store/tickets.ts';
import { TESTER, valueOf } from '../../../src/lib/server/testing/a-municipality.ts';
import { askable, walkSection } from './walk-section.ts';
import {
  WALK_MODES,
  type WalkFacts,
  type WalkMode,
  type WalkProgram,
  type WalkSubject,
} from './walk-facts.ts';

const MUNICIPALITY = '472905';
const CLINIC = '試験保健センター';
const PIN = '730185';
const CONSOLE = { login: 'clerk', password: 'seven-quiet-herons-9' };
const STAFF = [
  { role: 'nurse', name: '看護 花子', kana: 'かんご はなこ' },
  { role: 'doctor', name: '医師 太郎', kana: 'いし たろう' },
  { role: 'dentist', name: '歯科 次郎', kana: 'しか じろう' },
] as const;
const MOTHERS_AGE_MONTHS = 31 * 12;
/** Days beyond the first day of a program's window. */
const DAYS_BEYOND = 9;
const DAYS_PREGNANT_MORE = 86;

const OTHERS = LOCALES.filter((locale) => locale !== 'ja');

/**
 * Japanese in one mode of every program, another language in the other two, so that a few programs take in all.
 * @param at place of the program among all
 */
const languageOf = (at: number, mode: WalkMode): Locale => {
  const place = (WALK_MODES.indexOf(mode) + at) % WALK_MODES.length;
  return place === 0 ? 'ja' : (OTHERS[(at * 2 + place - 1) % OTHERS.length] ?? 'en');
};

/** English in another mode than that in which families read Japanese, Japanese in the other two. */
const staffLanguageOf = (at: number, mode: WalkMode): StaffLocale =>
  (WALK_MODES.indexOf(mode) + at) % WALK_MODES.length === 1 ? 'en' : 'ja';

/** A day on which somebody was born who is of the right age for a program. */
const birthFor = (program: ProgramId, today: CivilDate): CivilDate => {
  const { window } = PROGRAM_TABLE[program];
  const months = subjectOf(program) === 'mother' ? MOTHERS_AGE_MONTHS : window.from;
  if (subjectOf(program) === 'child' && window.unit === 'day') {
    return addDays(today, -Math.round((window.from + window.to) / 2));
  }
  let birth = addDays(today, -months * 30);
  while (addMonths(birth, months) > addDays(today, -DAYS_BEYOND)) birth = addDays(birth, -1);
  return birth;
};

const compiled = async (program: ProgramId, section: SectionId) => {
  const { form } = compileForm(await questionnaireOf(program, section));
  if (form === undefined) throw new Error(`the form ${program} ${section} does not compile`);
  return form;
};

const knownOf = (form: CompiledForm, birth: CivilDate, date: CivilDate, due?: CivilDate) =>
  new Map(
    [
      ...visitAnswers({
        birth,
        date,
        setting: 'group',
        facility: CLINIC,
        ...(due !== undefined && { pregnancy: { due } }),
      }),
    ].filter(([linkId]) => form.byLinkId.has(linkId)),
  );

const seedProgram = async (
  hub: Hub,
  program: ProgramId,
  { sessionId, today }: { sessionId: string; today: CivilDate },
): Promise<WalkProgram> => {
  const at = PROGRAMS.indexOf(program);
  const { title, sections } = PROGRAM_TABLE[program];
  const forms = await Promise.all(
    sections.map(async (each) => ({ ...each, form: await compiled(program, each.section) })),
  );
  const subjects: WalkSubject[] = [];
  const askedIn = (section: SectionId): ReadonlySet<string> =>
    new Set(
      subjects
        .flatMap(({ sections: of }) => of.filter((each) => each.section === section))
        .flatMap(({ asked }) => asked),
    );
  for (const [turn, mode] of WALK_MODES.entries()) {
    // Children of one day and like names would be asked back as mistaken for each other.
    const birth = addDays(birthFor(program, today), -turn);
    const due = program === 'prenatal' ? addDays(today, DAYS_PREGNANT_MORE) : undefined;
    const name = `試験 ${String(at + 1).padStart(2, '0')}${String(turn + 1)}`;
    const booking = {
      municipality: MUNICIPALITY,
      sessionId,
      program,
      name,
      kana: 'しけん',
      sex: 'female' as const,
      birthDate: birth,
      ...(due !== undefined && { dueDate: due }),
      ...(subjectOf(program) === 'child' && { birthWeightGrams: 3010 }),
    };
    const { number, subjectId } = valueOf(await addBooking(hub, TESTER, booking));
    const ticket = await findValidTicket(hub.store.db, { subjectId, program }, hubTime(hub));
    subjects.push({
      mode,
      language: languageOf(at, mode),
      staffLanguage: staffLanguageOf(at, mode),
      name,
      number,
      subjectId,
      typedCode: ticket?.typed_code ?? '',
      sections: forms.map(({ section, filledBy, form }) => {
        const known = filledBy === 'guardian' ? new Map() : knownOf(form, birth, today, due);
        return walkSection({ section, filledBy, form, known, today, birth }, mode, askedIn(section));
      }),
    });
  }
  const unasked = forms.map(({ section, form }) => {
    const asked = askedIn(section);
    return [section, askable(form).filter((linkId) => !asked.has(linkId))] as const;
  });
  return {
    program,
    title: title.ja,
    subjects,
    unasked: Object.fromEntries(unasked.filter(([, linkIds]) => linkIds.length > 0)),
  };
};

const seed = async (hub: Hub, programs: readonly ProgramId[]): Promise<WalkFacts> => {
  const municipality = MUNICIPALITY;
  const today = dateInJapan(hub.now());
  valueOf(await addMunicipality(hub, TESTER, { code: municipality, name: '試験市' }));
  const { clinicId } = valueOf(await addClinic(hub, TESTER, { municipality, name: CLINIC }));
  for (const person of STAFF)
    valueOf(await addStaff(hub, TESTER, { municipality, clinicId, pin: PIN, ...person }));
  valueOf(await addConsoleUser(hub, TESTER, { municipality, name: '母子保健係', ...CONSOLE }));
  const session = { municipality, clinicId, date: today, kind: 'group' as const, place: '2階', programs };
  const sessionId = valueOf(await addSession(hub, TESTER, session));
  const seeded: WalkProgram[] = [];
  for (const program of programs) seeded.push(await seedProgram(hub, program, { sessionId, today }));
  const { code } = valueOf(await issueEnrolmentCode(hub, TESTER, { municipality, clinicId }));
  return {
    enrolmentCode: code,
    pin: PIN,
    staffNames: STAFF.map(({ name }) => name),
    console: CONSOLE,
    programs: seeded,
  };
};

const main = async (): Promise<void> => {
  const programs = PROGRAMS.filter((program) => process.argv.slice(2).includes(program));
  const hub = await openHub(hubEnv());
  try {
    process.stdout.write(JSON.stringify(await seed(hub, programs)));
  } finally {
    await hub.close();
  }
};

await main().catch(fail);
