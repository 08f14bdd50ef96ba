import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceAuditLine } from '../../contract/device-audit.ts';
import { utf8 } from '../../crypto/bytes.ts';
import { deviceAudit } from '../api/device-audit.ts';
import { auditLineHash } from '../audit/follow-lines.ts';
import { FIRST_AUDIT_HEAD } from '../store/device-audit.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, type TestMunicipality } from '../testing/a-municipality.ts';
import { aRevision, aTablet, type TestTablet } from '../testing/a-tablet.ts';
import { deviceLogView, type DeviceLogView } from './device-log-view.ts';

let test: TestHub;
let town: TestMunicipality;
let tablet: TestTablet;

beforeEach(async () => {
  test = await aHub();
  town = await aMunicipality(test.hub);
  tablet = await aTablet(test.hub, town);
});

afterEach(async () => {
  await test.dispose();
});

type Said = Pick<DeviceAuditLine, 'at' | 'action' | 'staffId' | 'recordId'>;

/** Lines of a whole log, chained as the tablet chains them, and sent in parts that a request takes. */
const send = async (said: readonly Said[]): Promise<void> => {
  let head = FIRST_AUDIT_HEAD;
  const lines = said.map((each, index): DeviceAuditLine => {
    const line = { seq: index + 1, ...each };
    head = auditLineHash(head, line);
    return { ...line, hash: head };
  });
  for (let first = 0; first < lines.length; first += 100) {
    const body = utf8(JSON.stringify({ lines: lines.slice(first, first + 100) }));
    const call = { endpoint: deviceAudit, method: 'POST', path: '/api/v1/device-audit', body };
    expect((await tablet.call({ ...call, mediaType: 'application/json' })).status).toBe(200);
  }
};

const view = async (asked?: { date?: string; after?: number }): Promise<DeviceLogView> => {
  const found = await deviceLogView(test.hub, town.code, tablet.deviceId, asked);
  if (found === undefined) throw new Error('there is such a tablet');
  return found;
};

describe('a tablet’s own log in the console', () => {
  it('shows the last day unless told, from midnight to midnight in Japan', async () => {
    await send([
      { at: '2026-11-20T14:59:59.999Z', action: 'unlocked' },
      { at: '2026-11-20T15:00:00.000Z', action: 'board-read' },
      { at: '2026-11-21T14:59:59.999Z', action: 'locked' },
    ]);
    const last = await view();
    expect(last.date).toBe('2026-11-21');
    expect(last.lines.map(({ action }) => action)).toEqual(['board-read', 'locked']);
    expect((await view({ date: '2026-11-20' })).lines.map(({ action }) => action)).toEqual(['unlocked']);
    expect((await view({ date: '2026-11-19' })).lines).toEqual([]);
    expect((await view({ date: 'yesterday' })).date).toBe('2026-11-21');
  });

  it('names the staff, and where a record stands among what was received', async () => {
    const content = await aRevision(test.hub, town);
    await tablet.put(content, await tablet.envelope(content));
    const at = '2026-11-21T01:00:00.000Z';
    const stranger = '0199f0c4-9c53-7c5e-a8a5-6f3f5a3d1a01';
    await send([
      { at, action: 'saved', staffId: town.nurseId, recordId: content.recordId },
      { at, action: 'section-read', staffId: town.doctorId, recordId: content.checkup.checkupId },
      { at, action: 'section-read', staffId: stranger, recordId: stranger },
      { at, action: 'ticket-refused' },
    ]);
    expect((await view()).lines).toMatchObject([
      { staff: { name: '看護 花子', role: 'nurse' }, number: 1, follows: true },
      { staff: { name: '医師 太郎', role: 'doctor' }, number: 1 },
      { staff: { staffId: stranger }, recordId: stranger, number: undefined },
      { action: 'ticket-refused', staff: undefined, recordId: undefined },
    ]);
  });

  it('goes on after a page', async () => {
    const at = '2026-11-21T01:00:00.000Z';
    await send(Array.from({ length: 640 }, () => ({ at, action: 'board-read' })));
    const seqs: number[] = [];
    for (let after: number | undefined = 0; after !== undefined;) {
      const page: DeviceLogView = await view({ after });
      seqs.push(...page.lines.map(({ seq }) => seq));
      after = page.next;
    }
    expect(seqs).toEqual(Array.from({ length: 640 }, (_, index) => index + 1));
  });

  it('is no other municipality’s to read', async () => {
    const other = await aMunicipality(test.hub, '47291');
    expect(await deviceLogView(test.hub, other.code, tablet.deviceId)).toBeUndefined();
  });
});
