import { PROGRAM_TABLE } from '../../catalog/programs.ts';
import { toBase64Url } from '../../contract/base64url.ts';
import {
  FIRST_ROSTER_AAD,
  rosterAad,
  type DayBundle,
  type FormEntry,
  type SessionInfo,
} from '../../contract/bundle.ts';
import { sealBox } from '../../crypto/box.ts';
import { utf8 } from '../../crypto/bytes.ts';
import { lockForTicket } from '../../crypto/locked-entry.ts';
import { sessionKeys } from '../../crypto/session.ts';
import { addDays, dateInJapan } from '../../domain/civil-date.ts';
import { PROGRAMS } from '../../domain/program.ts';
import { inStationOrder } from '../../domain/station.ts';
import { hubTime, newId, type Hub } from '../hub.ts';
import type { DeviceRow } from '../store/devices.ts';
import { ruleSettingsOf } from '../rules/rule-settings.ts';
import { stationOrdersOf } from '../stations/station-orders.ts';
import { agesInBundle, programWindowsOf } from '../windows/program-windows.ts';
import { currentFormKey } from '../store/forms.ts';
import { findClinic, findMunicipality } from '../store/organisations.ts';
import { clinicSessions, type SessionRow } from '../store/roster.ts';
import { bundleCursor } from './bundle-cursor.ts';
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

/**
 * The forms of every program that somebody of today is expected for, those of a program in the order of its stations
 * here: tablets show the sections as the forms stand. [SO3]
 */
const formEntries = async (
  hub: Hub,
  municipality: string,
  sessions: readonly SessionInfo[],
): Promise<FormEntry[]> => {
  const orders = await stationOrdersOf(hub.store.db, municipality);
  const entries: FormEntry[] = [];
  for (const program of PROGRAMS.filter((each) => sessions.some(({ programs }) => programs.includes(each)))) {
    const { sections, stations } = PROGRAM_TABLE[program];
    for (const { section } of inStationOrder(sections, stations, orders[program])) {
      const key = await currentFormKey(hub.store.db, program, section);
      if (key === undefined) throw new Error('a section has no published form');
      const { sha256, size } = await hub.formParts.nameOf(hub.store.db, key);
      entries.push({ program, section, formId: key.form_id, formVersion: key.form_version, sha256, size });
    }
  }
  return entries;
};

const byIndex = (left: { readonly index: string }, right: { readonly index: string }): number =>
  left.index < right.index ? -1 : 1;

/** What the tablet says of itself when it asks. */
interface AskedWith {
  /** The cursor of the bundle that it has. */
  readonly known?: string | undefined;
  /** Whether it reads a roster that is bound to its bundle; tablets of earlier builds do not. */
  readonly readsBoundRoster: boolean;
  /** Whether it reads ages in other units and as several spans; tablets of earlier builds do not. */
  readonly readsSpans: boolean;
}

/** What a tablet needs for today, and the name of what it says. */
interface NamedBundle {
  /** The same as long as a bundle would say the same. */
  readonly cursor: string;
  /** `undefined` when this very bundle is what the tablet has. */
  readonly bundle: DayBundle | undefined;
}

/**
 * What this tablet needs for today without network. The children stand in it three times, each time encrypted:
 * whole for unlocked staff, entry by entry for who holds the ticket, and ticket ids for who types the code. The
 * order of the locked entries says nothing about the list's.
 */
export const buildBundle = async (
  hub: Hub,
  device: DeviceRow,
  { known, readsBoundRoster, readsSpans }: AskedWith,
): Promise<NamedBundle> => {
  const { db } = hub.store;
  const date = dateInJapan(hub.now());
  const { municipality: code, clinic_id: clinicId } = device;
  const municipality = await findMunicipality(db, code);
  const clinic = await findClinic(db, code, clinicId);
  if (municipality === undefined || clinic === undefined) throw new Error('a device without a clinic');

  const rules = await ruleSettingsOf(db, code);
  const ages = agesInBundle(await programWindowsOf(db, code), readsSpans);
  const sessions = (await clinicSessions(db, clinicId, date)).map(sessionInfo);
  const shift = await openShift(hub, { municipality: code, clinicId }, date);
  const keys = await sessionKeys(shift.secret);
  const roster = await dayRoster(hub, {
    municipality: code,
    date,
    sessionIds: sessions.map(({ sessionId }) => sessionId),
  });
  const entries = roster.map(({ entry }) => entry);
  const codes = await codeEntries(
    hub,
    shift,
    roster.map(({ entry, typedCode }) => ({ ticketId: entry.ticketId, typedCode })),
  );
  const plain = {
    schemaVersion: 2 as const,
    expiresAt: new Date(`${addDays(date, 1)}T${EXPIRES_NEXT_DAY_HOUR}:00:00.000+09:00`).toISOString(),
    date,
    municipality: { code, name: municipality.name },
    clinic: {
      clinicId,
      name: clinic.name,
      ...(clinic.lock_minutes === null ? {} : { lockMinutes: clinic.lock_minutes }),
    },
    sessions,
    hubKeys: hub.keys.published,
    forms: await formEntries(hub, code, sessions),
    ...(Object.keys(rules).length === 0 ? {} : { rules }),
    ...ages,
    shift: {
      shiftId: shift.shiftId,
      part: toBase64Url(shift.part),
      sessionPublicKey: toBase64Url(keys.sealPair.publicKey),
    },
    codes: {
      salt: shift.codeSalt,
      iterations: shift.codeIterations,
      entries: codes.toSorted(byIndex),
    },
  };
  const staff = await staffWraps(hub, device, shift);
  const cursor = await bundleCursor(device.device_id, plain, staff, entries);
  if (cursor === known) return { cursor, bundle: undefined };
  const kioskRoster = await Promise.all(
    entries.map(({ earlier: _, ...entry }) => lockForTicket(entry.ticketId, utf8(JSON.stringify(entry)))),
  );
  const bundleId = newId(hub);
  const aad = readsBoundRoster ? rosterAad({ ...plain, bundleId }) : FIRST_ROSTER_AAD;
  return {
    cursor,
    bundle: {
      ...plain,
      bundleId,
      issuedAt: hubTime(hub),
      staff,
      rosterBox: toBase64Url(await sealBox(keys.cacheKey, utf8(JSON.stringify(entries)), aad)),
      kioskRoster: kioskRoster.toSorted(byIndex),
    },
  };
};
