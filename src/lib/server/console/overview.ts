import { dateInJapan } from '../../domain/civil-date.ts';
import type { Hub } from '../hub.ts';
import { listReports } from '../store/device-reports.ts';
import { listDevices } from '../store/devices.ts';
import { readHubState } from '../store/hub-state.ts';
import { deviceSeqSpans } from '../store/revisions.ts';
import { daySessions, rosterOf } from '../store/roster.ts';
import { hubTime } from '../hub.ts';
import { heldBackOn, type HeldBack } from './held-back.ts';
import { receivedView, type ReceivedView } from './received-view.ts';

export interface Overview {
  readonly today: string;
  readonly sessions: readonly {
    readonly place: string;
    readonly clinicName: string;
    readonly expected: number;
  }[];
  readonly received: ReceivedView['checkups'];
  readonly quarantined: number;
  readonly devices: { readonly inUse: number; readonly seenToday: number };
  /** Tablets of which the hub knows that some revisions have not arrived yet. */
  readonly gaps: readonly { readonly label: string; readonly missing: number }[];
  /** Tablets that may hold records that the hub does not have, the oldest first. */
  readonly heldBack: readonly (HeldBack & { readonly deviceId: string; readonly label: string })[];
  readonly backedUp: { readonly hubSeq: number; readonly backupWatermark: number };
}

/** The day at a glance: who is expected, what has arrived, what needs a person. */
export const overview = async (hub: Hub, municipality: string): Promise<Overview> => {
  const { db } = hub.store;
  const today = dateInJapan(hub.now());
  const sessions = [];
  for (const session of await daySessions(db, municipality, today)) {
    const expected = (await rosterOf(db, [session.session_id], hubTime(hub))).length;
    sessions.push({ place: session.place, clinicName: session.clinicName, expected });
  }
  const { checkups, quarantined } = await receivedView(hub, municipality, today);
  const all = await listDevices(db, municipality);
  const reports = new Map((await listReports(db, municipality)).map((row) => [row.device_id, row]));
  const held = await heldBackOn(hub, municipality, all, reports);
  const devices = all.filter(({ revokedAt }) => revokedAt === null);
  const seenToday = devices.filter(
    ({ lastSeenAt }) => lastSeenAt !== null && dateInJapan(Date.parse(lastSeenAt)) === today,
  );
  const { hubSeq, backupWatermark } = await readHubState(db);
  return {
    today,
    sessions,
    received: checkups,
    quarantined: quarantined.length,
    devices: { inUse: devices.length, seenToday: seenToday.length },
    gaps: (await deviceSeqSpans(db, municipality))
      .map(({ label, count, highest }) => ({ label, missing: highest - count }))
      .filter(({ missing }) => missing > 0),
    heldBack: all
      .flatMap(({ deviceId, label }) => {
        const one = held.get(deviceId);
        return one === undefined ? [] : [{ ...one, deviceId, label }];
      })
      .toSorted((left, right) => right.ms - left.ms),
    backedUp: { hubSeq, backupWatermark },
  };
};
