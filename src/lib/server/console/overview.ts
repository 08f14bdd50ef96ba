import { dateInJapan } from '../../domain/civil-date.ts';
import type { Hub } from '../hub.ts';
import { listDevices } from '../store/devices.ts';
import { readHubState } from '../store/hub-state.ts';
import { deviceSeqSpans } from '../store/revisions.ts';
import { daySessions, rosterOf } from '../store/roster.ts';
import { hubTime } from '../hub.ts';
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
  const devices = (await listDevices(db, municipality)).filter(({ revokedAt }) => revokedAt === null);
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
    backedUp: { hubSeq, backupWatermark },
  };
};
