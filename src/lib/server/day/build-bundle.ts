import { PROGRAM_TABLE } from '../../catalog/programs.ts';
import { toBase64Url } from '../../contract/base64url.ts';
import { ROSTER_AAD, type DayBundle, type FormPackage, type SessionInfo } from '../../contract/bundle.ts';
import { sealBox } from '../../crypto/box.ts';
import { utf8 } from '../../crypto/bytes.ts';
import { lockForTicket } from '../../crypto/locked-entry.ts';
import { sessionKeys } from '../../crypto/session.ts';
import { addDays, dateInJapan } from '../../domain/civil-date.ts';
import { PROGRAMS } from '../../domain/program.ts';
import { hubTime, newId, type Hub } from '../hub.ts';
import type { DeviceRow } from '../store/devices.ts';
import { ruleSettingsOf } from '../rules/rule-settings.ts';
import { currentForm } from '../store/forms.ts';
import { findClinic, findMunicipality } from '../store/organisations.ts';
import { clinicSessions, type SessionRow } from '../store/roster.ts';
import { codeEntries } from './code-entries.ts';
import { dayRoster } from './day-roster.ts';
import { openShift } from './open-shift.ts';
import { staffWraps } from './staff-wraps.ts';

/** Hour of the next morning, Japan time, until which a day's list may be read: a late end of work, below 36 h. */
const EXPIRES_NEXT_DAY_HOUR = '04';

const sessionInfo = (row: SessionRow): SessionInfo => {
  const listed = JSON.parse(row.programs) as readonly string[];
  return {
    sessionId: row.session_id,
    date: row.date,
    kind: row.kind,
    programs: PROGRAMS.filter((program) => listed.includes(program)),
    place: row.place,
  };
};

/** The forms of every program that somebody of today is expected for. */
const formPackages = async (hub: Hub, sessions: readonly SessionInfo[]): Promise<FormPackage[]> => {
  const packages: FormPackage[] = [];
  for (const program of PROGRAMS.filter((each) => sessions.some(({ programs }) => programs.includes(each)))) {
    for (const { section } of PROGRAM_TABLE[program].sections) {
      const form = await currentForm(hub.store.db, program, section);
      if (form === undefined) throw new Error('a section has no published form');
      packages.push({
        program,
        section,
        formId: form.form_id,
        formVersion: form.form_version,
        jws: form.jws,
      });
    }
  }
  return packages;
};

const byIndex = (left: { readonly index: string }, right: { readonly index: string }): number =>
  left.index < right.index ? -1 : 1;

/**
 * What this tablet needs for today without network. The children stand in it three times, each time encrypted:
 * whole for unlocked staff, entry by entry for who holds the ticket, and ticket ids for who types the code. The
 * order of the locked entries says nothing about the list's.
 */
export const buildBundle = async (hub: Hub, device: DeviceRow): Promise<DayBundle> => {
  const { db } = hub.store;
  const date = dateInJapan(hub.now());
  const { municipality: code, clinic_id: clinicId } = device;
  const municipality = await findMunicipality(db, code);
  const clinic = await findClinic(db, code, clinicId);
  if (municipality === undefined || clinic === undefined) throw new Error('a device without a clinic');

  const rules = await ruleSettingsOf(db, code);
  const sessions = (await clinicSessions(db, clinicId, date)).map(sessionInfo);
  const shift = await openShift(hub, { municipality: code, clinicId }, date);
  const keys = await sessionKeys(shift.secret);
  const roster = await dayRoster(
    hub,
    sessions.map(({ sessionId }) => sessionId),
  );
  const entries = roster.map(({ entry }) => entry);
  const kioskRoster = await Promise.all(
    entries.map((entry) => lockForTicket(entry.ticketId, utf8(JSON.stringify(entry)))),
  );
  const codes = await codeEntries(
    hub,
    shift,
    roster.map(({ entry, typedCode }) => ({ ticketId: entry.ticketId, typedCode })),
  );

  return {
    schemaVersion: 1,
    bundleId: newId(hub),
    issuedAt: hubTime(hub),
    expiresAt: new Date(`${addDays(date, 1)}T${EXPIRES_NEXT_DAY_HOUR}:00:00.000+09:00`).toISOString(),
    date,
    municipality: { code, name: municipality.name },
    clinic: { clinicId, name: clinic.name },
    sessions,
    hubKeys: hub.keys.published,
    forms: await formPackages(hub, sessions),
    ...(Object.keys(rules).length === 0 ? {} : { rules }),
    staff: await staffWraps(hub, device, shift),
    shift: {
      shiftId: shift.shiftId,
      part: toBase64Url(shift.part),
      sessionPublicKey: toBase64Url(keys.sealPair.publicKey),
    },
    rosterBox: toBase64Url(await sealBox(keys.cacheKey, utf8(JSON.stringify(entries)), ROSTER_AAD)),
    kioskRoster: kioskRoster.toSorted(byIndex),
    codes: {
      salt: shift.codeSalt,
      iterations: shift.codeIterations,
      entries: codes.toSorted(byIndex),
    },
  };
};
