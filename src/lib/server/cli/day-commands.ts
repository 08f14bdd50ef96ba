import { formatTypedCode } from '../../contract/typed-code.ts';
import { dateInJapan } from '../../domain/civil-date.ts';
import { PROGRAMS } from '../../domain/program.ts';
import { hubTime } from '../hub.ts';
import { issueEnrolmentCode } from '../people/issue-enrolment-code.ts';
import { revokeDevice } from '../people/revoke-device.ts';
import { addBooking } from '../roster/add-booking.ts';
import { addSession } from '../roster/add-session.ts';
import type { PersonRefusal } from '../roster/newly-told.ts';
import { reissueTicket } from '../roster/reissue-ticket.ts';
import { listDevices } from '../store/devices.ts';
import { listForms } from '../store/forms.ts';
import { daySessions, rosterOf } from '../store/roster.ts';
import {
  clinicOf,
  columns,
  CommandError,
  orFail,
  required,
  tenant,
  type Command,
  type CommandContext,
} from './command.ts';

const dateOf = ({ hub, options }: CommandContext): string => options['date'] ?? dateInJapan(hub.now());

/** The day's session named by `--session`, or the only one. */
const sessionOf = async (context: CommandContext, municipality: string): Promise<string> => {
  const sessions = await daySessions(context.hub.store.db, municipality, dateOf(context));
  const named = context.options['session'];
  const found = named === undefined ? sessions[0] : sessions.find(({ session_id }) => session_id === named);
  if (found === undefined) throw new CommandError('there is no such session on that day: hub roster list');
  if (named === undefined && sessions.length > 1) {
    throw new CommandError('there are several sessions: say which with --session');
  }
  return found.session_id;
};

/** What was told of a person cannot be. */
const COMPLAINTS: Readonly<Record<PersonRefusal['why'], string>> = {
  'before-conception': '--due lies more than 280 days after the session: not pregnant yet on that day',
  'past-43-weeks': '--due lies too far back: past 43 weeks 6 days on the day of the session',
  'already-delivered': '--due is of a pregnancy with a delivery before the session',
  'contradicts-delivery': '--due and the day of delivery contradict each other',
  'contradicts-birth': '--due and --birth contradict each other: outside 22w0d to 43w6d',
  'before-known-delivery': '--delivered lies before a later delivery that is known',
};

const SEXES = ['male', 'female', 'unknown'] as const;

export const DAY_COMMANDS: Readonly<Record<string, Command>> = {
  'device list': {
    does: 'enrolled tablets',
    options: { 'municipality?': 'code' },
    run: async (context) => {
      const rows = await listDevices(context.hub.store.db, await tenant(context));
      const lines = rows.map((row) => [
        row.deviceId,
        row.revokedAt === null ? 'in use' : 'revoked',
        row.lastSeenAt ?? '-',
        row.received,
        row.label,
      ]);
      for (const line of columns(lines)) context.say(line);
    },
  },
  'device code': {
    does: 'a one-time code that enrols a tablet, for 10 minutes',
    options: { 'clinic?': 'id', 'municipality?': 'code' },
    run: async (context) => {
      const municipality = await tenant(context);
      const clinicId = await clinicOf(context, municipality);
      const { code, expiresAt } = orFail(
        await issueEnrolmentCode(context.hub, context.actor, { municipality, clinicId }),
      );
      context.say(`${code.slice(0, 4)}-${code.slice(4)}  until ${expiresAt}`);
    },
  },
  'device revoke': {
    does: 'withdraws the trust in a tablet, for good',
    options: { device: 'id', 'municipality?': 'code' },
    run: async (context) => {
      const of = { municipality: await tenant(context), deviceId: required(context, 'device') };
      orFail(await revokeDevice(context.hub, context.actor, of));
      context.say('revoked');
    },
  },
  'roster list': {
    does: 'sessions of a day and who is expected',
    options: { 'date?': 'YYYY-MM-DD', 'municipality?': 'code' },
    run: async (context) => {
      const { hub, say } = context;
      const sessions = await daySessions(hub.store.db, await tenant(context), dateOf(context));
      for (const { session_id, clinicName, place } of sessions) {
        say(`${session_id}  ${clinicName} ${place}`);
        const rows = await rosterOf(hub.store.db, [session_id], hubTime(hub));
        const lines = rows.map((row) => [row.number, row.bookingId, row.birthDate, row.name]);
        for (const line of columns(lines)) say(`  ${line}`);
      }
    },
  },
  'roster session': {
    does: 'adds a session',
    options: {
      date: 'YYYY-MM-DD',
      place: 'where',
      'kind?': 'group|individual',
      'program?': PROGRAMS.join('|'),
      'clinic?': 'id',
      'municipality?': 'code',
    },
    run: async (context) => {
      const municipality = await tenant(context);
      const program = PROGRAMS.find((each) => each === (context.options['program'] ?? PROGRAMS[0]));
      const added = await addSession(context.hub, context.actor, {
        municipality,
        clinicId: await clinicOf(context, municipality),
        date: required(context, 'date'),
        kind: context.options['kind'] === 'individual' ? 'individual' : 'group',
        place: required(context, 'place'),
        programs: program === undefined ? [] : [program],
      });
      context.say(`added ${orFail(added)}`);
    },
  },
  'roster add': {
    does: 'puts a child on a session’s list and issues the ticket',
    options: {
      name: 'name',
      kana: 'reading',
      birth: 'YYYY-MM-DD',
      'sex?': SEXES.join('|'),
      'due?': 'YYYY-MM-DD',
      'delivered?': 'YYYY-MM-DD',
      'weight?': 'grams at birth',
      'program?': PROGRAMS.join('|'),
      'date?': 'YYYY-MM-DD',
      'session?': 'id',
      'municipality?': 'code',
    },
    run: async (context) => {
      const { options } = context;
      const municipality = await tenant(context);
      const program = PROGRAMS.find((each) => each === (options['program'] ?? PROGRAMS[0]));
      if (program === undefined) throw new CommandError(`--program is one of ${PROGRAMS.join(', ')}`);
      const added = await addBooking(context.hub, context.actor, {
        municipality,
        sessionId: await sessionOf(context, municipality),
        program,
        name: required(context, 'name'),
        kana: required(context, 'kana'),
        birthDate: required(context, 'birth'),
        sex: SEXES.find((sex) => sex === options['sex']) ?? 'unknown',
        ...(options['due'] === undefined ? {} : { dueDate: options['due'] }),
        ...(options['delivered'] === undefined ? {} : { deliveredOn: options['delivered'] }),
        ...(options['weight'] === undefined ? {} : { birthWeightGrams: Number(options['weight']) }),
      });
      const why = added.ok ? undefined : added.error.detail?.['why'];
      if (typeof why === 'string' && Object.hasOwn(COMPLAINTS, why)) {
        throw new CommandError(COMPLAINTS[why as PersonRefusal['why']]);
      }
      const { number, changes } = orFail(added);
      context.say(`added as number ${String(number)}`);
      for (const { field, before, after } of changes) {
        context.say(
          `${field} was ${String(before)}, is ${after === null ? 'not known any more' : String(after)}`,
        );
      }
    },
  },
  'ticket list': {
    does: 'tickets of a day with their typed codes',
    options: { 'date?': 'YYYY-MM-DD', 'municipality?': 'code' },
    run: async (context) => {
      const { hub, say } = context;
      const sessions = await daySessions(hub.store.db, await tenant(context), dateOf(context));
      const ids = sessions.map(({ session_id }) => session_id);
      const rows = await rosterOf(hub.store.db, ids, hubTime(hub));
      const lines = rows.map(({ number, typedCode, name }) => [
        number,
        typedCode === null ? '-' : formatTypedCode(typedCode),
        name,
      ]);
      for (const line of columns(lines)) say(line);
    },
  },
  'ticket issue': {
    does: 'a new ticket in place of a lost one',
    options: { booking: 'id (roster list)', 'municipality?': 'code' },
    run: async (context) => {
      const of = { municipality: await tenant(context), bookingId: required(context, 'booking') };
      orFail(await reissueTicket(context.hub, context.actor, of));
      context.say('issued; the earlier one ends with the next bundle');
    },
  },
  'form list': {
    does: 'published forms',
    options: {},
    run: async ({ hub, say }) => {
      const rows = await listForms(hub.store.db);
      const lines = rows.map((row) => [
        row.published_at,
        row.program,
        row.section,
        row.form_version,
        row.form_id,
      ]);
      for (const line of columns(lines)) say(line);
    },
  },
};
