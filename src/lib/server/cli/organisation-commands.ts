import { LOCK_MINUTES } from '../../contract/bundle.ts';
import { STAFF_ROLES } from '../../domain/program.ts';
import { addClinic } from '../people/add-clinic.ts';
import { addConsoleUser } from '../people/add-console-user.ts';
import { addMunicipality } from '../people/add-municipality.ts';
import { addStaff, removeStaff, setStaffPin } from '../people/add-staff.ts';
import { municipalityCheckDigit } from '../people/municipality-code.ts';
import { setClinicLock } from '../people/set-clinic-lock.ts';
import { issueRecoveryCode } from '../recovery/issue-recovery-code.ts';
import { listClinics, listMunicipalities } from '../store/organisations.ts';
import { listStaff } from '../store/staff.ts';
import { clinicOf, columns, CommandError, orFail, required, tenant, type Command } from './command.ts';

export const ORGANISATION_COMMANDS: Readonly<Record<string, Command>> = {
  'municipality list': {
    does: 'municipalities of this hub',
    options: {},
    run: async ({ hub, say }) => {
      const rows = await listMunicipalities(hub.store.db);
      for (const line of columns(rows.map(({ code, name }) => [code, name]))) say(line);
    },
  },
  'municipality add': {
    does: 'adds a municipality',
    options: { code: '6 digits with check digit', name: 'name' },
    run: async (context) => {
      const code = required(context, 'code');
      if (/^\d{5}$/.test(code)) {
        throw new CommandError(
          `the code has no check digit: ${code}${municipalityCheckDigit(code)} would be right`,
        );
      }
      orFail(await addMunicipality(context.hub, context.actor, { code, name: required(context, 'name') }));
      context.say(`added ${code}`);
    },
  },
  'clinic list': {
    does: 'clinics and health centres',
    options: { 'municipality?': 'code' },
    run: async (context) => {
      const rows = await listClinics(context.hub.store.db, await tenant(context));
      const lines = rows.map(({ clinic_id, institution_code, name }) => [
        clinic_id,
        institution_code ?? '-',
        name,
      ]);
      for (const line of columns(lines)) context.say(line);
    },
  },
  'clinic add': {
    does: 'adds a clinic or health centre',
    options: { name: 'name', 'code?': '10-digit 医療機関コード', 'municipality?': 'code' },
    run: async (context) => {
      const { hub, actor, options, say } = context;
      const code = options['code'];
      const added = orFail(
        await addClinic(hub, actor, {
          municipality: await tenant(context),
          name: required(context, 'name'),
          ...(code === undefined ? {} : { institutionCode: code }),
        }),
      );
      if (!added.checkDigitOk) say('note: the check digit of the code is not right');
      say(`added ${added.clinicId}`);
    },
  },
  'clinic lock-after': {
    does: `after how many minutes without a touch staff screens lock: ${String(LOCK_MINUTES.least)} to ${String(LOCK_MINUTES.most)}`,
    words: ['clinic', 'minutes'],
    options: { 'municipality?': 'code' },
    run: async (context) => {
      const of = { municipality: await tenant(context), clinicId: required(context, 'clinic') };
      const minutes = Number(required(context, 'minutes'));
      orFail(await setClinicLock(context.hub, context.actor, of, minutes));
      context.say('holds from the next bundle on');
    },
  },
  'staff list': {
    does: 'staff of all clinics',
    options: { 'municipality?': 'code' },
    run: async (context) => {
      const rows = await listStaff(context.hub.store.db, await tenant(context));
      const lines = rows.map(({ staff_id, role, active, name }) => [
        staff_id,
        role,
        active === 1 ? '' : 'removed',
        name,
      ]);
      for (const line of columns(lines)) context.say(line);
    },
  },
  'staff add': {
    does: 'adds a member of staff; asks for the PIN',
    options: {
      name: 'name',
      kana: 'reading',
      role: STAFF_ROLES.join('|'),
      'clinic?': 'id',
      'municipality?': 'code',
    },
    run: async (context) => {
      const municipality = await tenant(context);
      const role = STAFF_ROLES.find((each) => each === required(context, 'role'));
      if (role === undefined) throw new CommandError(`--role is one of ${STAFF_ROLES.join(', ')}`);
      const person = {
        municipality,
        clinicId: await clinicOf(context, municipality),
        name: required(context, 'name'),
        kana: required(context, 'kana'),
        role,
      };
      const pin = await context.askSecret('PIN (6 to 12 digits): ');
      context.say(`added ${orFail(await addStaff(context.hub, context.actor, { ...person, pin }))}`);
    },
  },
  'staff pin': {
    does: 'sets a new PIN; asks for it',
    options: { staff: 'id', 'municipality?': 'code' },
    run: async (context) => {
      const of = { municipality: await tenant(context), staffId: required(context, 'staff') };
      const pin = await context.askSecret('PIN (6 to 12 digits): ');
      orFail(await setStaffPin(context.hub, context.actor, of, pin));
      context.say('the new PIN holds from the next bundle on');
    },
  },
  'staff recover': {
    does: 'a one-time code for someone who is locked out of a tablet',
    options: { staff: 'id', 'municipality?': 'code' },
    run: async (context) => {
      const of = { municipality: await tenant(context), staffId: required(context, 'staff') };
      const { code, expiresAt } = orFail(await issueRecoveryCode(context.hub, context.actor, of));
      context.say(`${code.slice(0, 4)}-${code.slice(4)} until ${expiresAt}, for one tablet`);
    },
  },
  'staff remove': {
    does: 'takes a member of staff off every tablet’s list',
    options: { staff: 'id', 'municipality?': 'code' },
    run: async (context) => {
      const of = { municipality: await tenant(context), staffId: required(context, 'staff') };
      orFail(await removeStaff(context.hub, context.actor, of));
      context.say('removed from the next bundle on');
    },
  },
  'user add': {
    does: 'adds someone who may sign in to the console; asks for the password',
    options: { login: 'name to sign in with', name: 'name shown', 'municipality?': 'code' },
    run: async (context) => {
      const user = {
        municipality: await tenant(context),
        login: required(context, 'login'),
        name: required(context, 'name'),
      };
      const password = await context.askSecret('Password (12 characters or more): ');
      orFail(await addConsoleUser(context.hub, context.actor, { ...user, password }));
      context.say(`added ${user.login}`);
    },
  },
};
