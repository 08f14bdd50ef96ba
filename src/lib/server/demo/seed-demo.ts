import { isAcceptablePin } from '../../crypto/pin.ts';
import { addDays, addMonths, dateInJapan, parseCivilDate, type CivilDate } from '../../domain/civil-date.ts';
import type { ProgramId } from '../../domain/program.ts';
import type { Actor } from '../actor.ts';
import type { Hub } from '../hub.ts';
import { addClinic } from '../people/add-clinic.ts';
import { addConsoleUser } from '../people/add-console-user.ts';
import { addMunicipality } from '../people/add-municipality.ts';
import { addStaff } from '../people/add-staff.ts';
import { issueEnrolmentCode } from '../people/issue-enrolment-code.ts';
import { addBooking, type NewBooking } from '../roster/add-booking.ts';
import { addSession } from '../roster/add-session.ts';
import { findConsoleUser } from '../store/console-users.ts';
import { listClinics, listMunicipalities } from '../store/organisations.ts';
import { clinicSessions, rosterOf } from '../store/roster.ts';
import { activeStaff } from '../store/staff.ts';
import {
  DEMO_CHILDREN,
  DEMO_CLINIC,
  DEMO_CONSOLE_LOGIN,
  DEMO_LATER_CHILDREN,
  DEMO_MUNICIPALITY,
  DEMO_STAFF,
  DEMO_VISITORS,
} from './demo-people.ts';
import { DEMO_EARLIER } from './demo-earlier.ts';
import { must } from './must.ts';
import { seedEarlier, type PlacedCheckup } from './seed-earlier.ts';

/** Days from today on that have a session. */
const DEMO_DAYS = 7;

const LATER_CHILDREN_A_DAY = 3;

const ACTOR: Actor = { kind: 'hub', id: 'demo' };

const PROGRAM = 'infant-3-4m';

const DEMO_VISITORS_PLACE = '1階 相談室';

/** Where earlier checkups were held: no session of another day of the demo has this place. */
const DEMO_EARLIER_PLACE = '2階 計測室';

/** What a newcomer needs to know to walk through the demo. */
export interface DemoInfo {
  readonly municipality: { readonly code: string; readonly name: string };
  readonly clinicName: string;
  readonly date: string;
  readonly children: number;
  readonly staff: readonly { readonly name: string; readonly title: string; readonly pin: string }[];
  readonly console: { readonly login: string; readonly password: string };
  readonly enrolment: { readonly code: string; readonly expiresAt: string };
}

/**
 * PINs and password come from this hub's key file: the same at every start, other on every machine, so that a demo
 * that somebody leaves running has no password from a handbook.
 */
const demoPin = async (hub: Hub, name: string): Promise<string> => {
  for (let round = 0; ; round += 1) {
    const bytes = await hub.atRest.derive(`demo-pin/${name}/${String(round)}`, 6);
    const pin = Array.from(bytes, (byte) => String(byte % 10)).join('');
    if (isAcceptablePin(pin)) return pin;
  }
};

const PASSWORD_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

const demoPassword = async (hub: Hub): Promise<string> => {
  const bytes = await hub.atRest.derive('demo-password', 16);
  const letters = Array.from(bytes, (byte) => PASSWORD_LETTERS.charAt(byte % PASSWORD_LETTERS.length));
  return letters.join('').match(/.{4}/g)?.join('-') ?? '';
};

const seedPeople = async (hub: Hub): Promise<string> => {
  const { db } = hub.store;
  const { code, name } = DEMO_MUNICIPALITY;
  if ((await listMunicipalities(db)).length === 0) must(await addMunicipality(hub, ACTOR, { code, name }));
  const [clinic] = await listClinics(db, code);
  const clinicId =
    clinic?.clinic_id ??
    must(await addClinic(hub, ACTOR, { municipality: code, name: DEMO_CLINIC.name })).clinicId;
  const present = await activeStaff(db, clinicId);
  for (const { name: staffName, kana, role } of DEMO_STAFF) {
    if (present.some((row) => row.name === staffName)) continue;
    const pin = await demoPin(hub, staffName);
    must(await addStaff(hub, ACTOR, { municipality: code, clinicId, name: staffName, kana, role, pin }));
  }
  if ((await findConsoleUser(db, DEMO_CONSOLE_LOGIN)) === undefined) {
    const password = await demoPassword(hub);
    const login = DEMO_CONSOLE_LOGIN;
    must(await addConsoleUser(hub, ACTOR, { municipality: code, login, name: '母子保健係', password }));
  }
  return clinicId;
};

/** The day on which someone is so many months and days old on `date`. */
const bornBefore = (date: CivilDate, months: number, days: number): CivilDate => {
  let birth = addDays(date, -days - months * 30);
  while (addDays(addMonths(birth, months), days) > date) birth = addDays(birth, -1);
  return birth;
};

type Expected = Omit<NewBooking, 'municipality' | 'sessionId'>;

const todaysChildren = (date: CivilDate): readonly Expected[] =>
  DEMO_CHILDREN.map(({ name, kana, sex, months, days, birthWeightGrams, daysEarly }) => {
    const birthDate = bornBefore(date, months, days);
    return {
      program: PROGRAM,
      name,
      kana,
      sex,
      birthDate,
      ...(birthWeightGrams === undefined ? {} : { birthWeightGrams }),
      ...(daysEarly === undefined ? {} : { dueDate: addDays(birthDate, daysEarly) }),
    };
  });

const laterChildren = (date: CivilDate, ahead: number): readonly Expected[] =>
  DEMO_LATER_CHILDREN.slice((ahead - 1) * LATER_CHILDREN_A_DAY, ahead * LATER_CHILDREN_A_DAY).map(
    (child, index) => ({ ...child, program: PROGRAM, birthDate: bornBefore(date, 3, index * 9) }),
  );

const visitors = (date: CivilDate): readonly Expected[] =>
  DEMO_VISITORS.map(({ months, days, dueIn, ...visitor }) => ({
    ...visitor,
    birthDate: bornBefore(date, months, days),
    ...(dueIn === undefined ? {} : { dueDate: addDays(date, dueIn) }),
  }));

/** The session of a day and place, made where there is none yet. */
const sessionAt = async (
  hub: Hub,
  clinicId: string,
  { date, place, programs }: { date: CivilDate; place: string; programs: readonly ProgramId[] },
): Promise<string> => {
  const { code: municipality } = DEMO_MUNICIPALITY;
  const session = (await clinicSessions(hub.store.db, clinicId, date)).find((each) => each.place === place);
  return (
    session?.session_id ??
    must(await addSession(hub, ACTOR, { municipality, clinicId, date, kind: 'group', place, programs }))
  );
};

/** Puts somebody of today's list on the list of an earlier day, where that has not been done. @returns who it is */
const bookedEarlier = async (hub: Hub, sessionId: string, person: Expected): Promise<string> => {
  const line = (await rosterOf(hub.store.db, [sessionId], '')).find(
    ({ name, birthDate }) => name === person.name && birthDate === person.birthDate,
  );
  if (line !== undefined) return line.subjectId;
  const { code: municipality } = DEMO_MUNICIPALITY;
  return must(await addBooking(hub, ACTOR, { municipality, sessionId, ...person })).subjectId;
};

/** What earlier checkups of today's people measured. Before today's list, whose tickets are then the newest. */
const seedEarlierCheckups = async (
  hub: Hub,
  clinicId: string,
  today: CivilDate,
  expected: readonly Expected[],
): Promise<void> => {
  const { code: municipality } = DEMO_MUNICIPALITY;
  const nurse = (await activeStaff(hub.store.db, clinicId)).find(({ role }) => role === 'nurse');
  if (nurse === undefined) throw new Error('the demo has a nurse');
  const programs = [...new Set(DEMO_EARLIER.map(({ program }) => program))];
  const placed: PlacedCheckup[] = [];
  for (const checkup of DEMO_EARLIER) {
    const person = expected.find(({ name }) => name === checkup.name);
    const birth = parseCivilDate(person?.birthDate ?? '');
    if (person === undefined || birth === undefined)
      throw new Error(`${checkup.name} is not on today's list`);
    const date = addDays(today, -checkup.daysAgo);
    const sessionId = await sessionAt(hub, clinicId, { date, place: DEMO_EARLIER_PLACE, programs });
    const subjectId = await bookedEarlier(hub, sessionId, { ...person, program: checkup.program });
    placed.push({ ...checkup, sessionId, subjectId, birth, date, staffId: nurse.staff_id });
  }
  await seedEarlier(hub, ACTOR, { municipality, clinicId }, placed);
};

const seedDay = async (
  hub: Hub,
  clinicId: string,
  { date, place }: { readonly date: CivilDate; readonly place: string },
  expected: readonly Expected[],
): Promise<number> => {
  const { code: municipality } = DEMO_MUNICIPALITY;
  const programs = [...new Set(expected.map(({ program }) => program))];
  const sessionId = await sessionAt(hub, clinicId, { date, place, programs });
  const listed = await rosterOf(hub.store.db, [sessionId], '');
  const missing = expected.filter(({ name }) => !listed.some((line) => line.name === name));
  for (const child of missing) {
    must(await addBooking(hub, ACTOR, { municipality, sessionId, ...child }));
  }
  return listed.length + missing.length;
};

/**
 * Makes a whole made-up municipality, or tops it up: a session for today and the six days after, today's children,
 * staff, what a few of them were measured at earlier checkups, a console user, and a fresh enrolment code. Harmless at every
 * start.
 * @returns `undefined`, and changes nothing, on a hub that has a municipality of its own
 */
export const seedDemo = async (hub: Hub): Promise<DemoInfo | undefined> => {
  const municipalities = await listMunicipalities(hub.store.db);
  if (municipalities.some(({ code }) => code !== DEMO_MUNICIPALITY.code)) return undefined;
  const clinicId = await seedPeople(hub);
  const today = dateInJapan(hub.now());
  const { place } = DEMO_CLINIC;
  const [ofToday, others] = [todaysChildren(today), visitors(today)];
  await seedEarlierCheckups(hub, clinicId, today, [...ofToday, ...others]);
  const children = await seedDay(hub, clinicId, { date: today, place }, ofToday);
  await seedDay(hub, clinicId, { date: today, place: DEMO_VISITORS_PLACE }, others);
  for (let ahead = 1; ahead < DEMO_DAYS; ahead += 1) {
    const date = addDays(today, ahead);
    await seedDay(hub, clinicId, { date, place }, laterChildren(date, ahead));
  }
  const { code: municipality } = DEMO_MUNICIPALITY;
  const enrolment = must(await issueEnrolmentCode(hub, ACTOR, { municipality, clinicId }));
  const staff = [];
  for (const { name, title } of DEMO_STAFF) staff.push({ name, title, pin: await demoPin(hub, name) });
  return {
    municipality: DEMO_MUNICIPALITY,
    clinicName: DEMO_CLINIC.name,
    date: today,
    children,
    staff,
    console: { login: DEMO_CONSOLE_LOGIN, password: await demoPassword(hub) },
    enrolment,
  };
};
