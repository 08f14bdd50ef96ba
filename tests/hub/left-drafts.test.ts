import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DayBundle } from '../../src/lib/contract/bundle.ts';
import { ENVELOPE_MEDIA_TYPE } from '../../src/lib/contract/envelope.ts';
import { isProblemCode, problem, type Outcome } from '../../src/lib/contract/problem.ts';
import { KeptDraft } from '../../src/lib/contract/quarantine-receipt.ts';
import { ok } from '../../src/lib/domain/result.ts';
import { postDraft } from '../../src/lib/server/api/drafts.ts';
import { revokeDevice } from '../../src/lib/server/people/revoke-device.ts';
import { ingestRescueFile } from '../../src/lib/server/rescue/ingest.ts';
import { readQuarantined } from '../../src/lib/server/rescue/read-quarantined.ts';
import { quarantineItems } from '../../src/lib/server/store/quarantine.ts';
import { aHub, type TestHub } from '../../src/lib/server/testing/a-hub.ts';
import {
  aMunicipality,
  TESTER,
  valueOf,
  type TestMunicipality,
} from '../../src/lib/server/testing/a-municipality.ts';
import { aRevision, aTablet, type TestTablet } from '../../src/lib/server/testing/a-tablet.ts';
import { problemOf } from '../../src/lib/server/testing/received.ts';
import { newChain } from '../../src/lib/store/audit-chain.ts';
import { emptyDisk, MemoryStore, type MemoryDisk } from '../../src/lib/store/memory-store.ts';
import type { BundleRow, DeviceRow, DraftRow } from '../../src/lib/store/schema.ts';
import { handOverDrafts } from '../../src/lib/sync/hand-over-drafts.ts';
import { Drafts, type OpenDraft } from '../../src/lib/tablet/drafts.ts';
import { endShift } from '../../src/lib/tablet/end-shift.ts';
import { setDraftAside } from '../../src/lib/tablet/draft-aside.ts';
import { leftDrafts } from '../../src/lib/tablet/left-drafts.ts';
import { rescueFiles } from '../../src/lib/tablet/rescue-file.ts';
import { rescueQueue } from '../../src/lib/tablet/rescue-queue.ts';
import { TestWorld } from '../support/a-tablet.ts';

const TYPED = '右の股関節の開きが硬い';

let test: TestHub;
let town: TestMunicipality;
let tablet: TestTablet;
let disk: MemoryDisk;
let store: MemoryStore;
let world: TestWorld;
let drafts: Drafts;
let day: BundleRow;
let device: DeviceRow | undefined;
let online: boolean;
let asked: number;

beforeEach(async () => {
  test = await aHub(undefined, 8_192);
  town = await aMunicipality(test.hub);
  tablet = await aTablet(test.hub, town);
  disk = emptyDisk();
  store = new MemoryStore(disk);
  world = new TestWorld();
  world.time = test.clock.ms;
  drafts = new Drafts({ store, world });
  const bundle = DayBundle.parse(await (await tablet.bundle()).json());
  day = {
    key: 'bundle',
    bundle,
    wrappedShiftPart: new Uint8Array(40),
    receivedAt: bundle.issuedAt,
    clockOffsetMs: 0,
  };
  await store.commit([
    { do: 'put', table: 'meta', row: day },
    { do: 'put', table: 'meta', row: newChain() },
  ]);
  [device, online, asked] = [undefined, true, 0];
});

afterEach(async () => {
  await test.dispose();
});

/** A section that staff began and saved; a questionnaire has its family's ticket, too. */
const begun = async (section: 'examination' | 'questionnaire', text = TYPED): Promise<OpenDraft> => {
  const { checkup, formId, formVersion, authoredAt } = await aRevision(test.hub, town, 'questionnaire');
  const draft: OpenDraft['draft'] = {
    ...{ formId, formVersion, language: 'ja', position: '', startedAt: authoredAt },
    answers: new Map([['note', [{ type: 'string', value: text }]]]),
  };
  const ticketId = section === 'questionnaire' ? town.child.ticketId : undefined;
  const open = await drafts.begin(day, { checkup, section, parents: [], draft }, ticketId);
  return valueOf(await drafts.save(open, draft));
};

const ask = async (body: Uint8Array<ArrayBuffer>): Promise<Outcome<KeptDraft>> => {
  if (!online) return problem('network-unreachable');
  asked += 1;
  const path = '/api/v1/drafts';
  const mediaType = ENVELOPE_MEDIA_TYPE;
  const response = await tablet.call({ endpoint: postDraft, method: 'POST', path, body, mediaType });
  if (response.ok) return ok(KeptDraft.parse(await response.json()));
  const { code } = await problemOf(response);
  return isProblemCode(code) ? problem(code) : problem('answer-not-from-hub');
};

const handOver = async (over: Partial<Parameters<typeof handOverDrafts>[0]> = {}) =>
  handOverDrafts(
    { store, clock: world, receiptKeys: () => test.hub.keys.published.receipt, ask, ...over },
    valueOf(await leftDrafts(store, { device, day })),
    new AbortController().signal,
  );

const end = async (): Promise<void> => {
  const ended = valueOf(await endShift({ store, world }));
  if (ended === undefined) throw new Error('there is a shift');
  day = ended;
};

const row = (draftId: string): DraftRow => {
  const found = disk.drafts.get(draftId);
  if (found === undefined) throw new Error('the draft is there');
  return found;
};

/** What the hub reads of everything that waits in quarantine. */
const atHub = async (): Promise<unknown[]> => {
  const texts: unknown[] = [];
  for (const { quarantineId } of await quarantineItems(test.hub.store.db, town.code, 100)) {
    const read = await readQuarantined(test.hub, TESTER, { municipality: town.code, quarantineId });
    const [answer] = (read?.content?.kind === 'draft' ? read.content.answers.get('note') : undefined) ?? [];
    texts.push(answer?.type === 'string' ? answer.value : undefined);
  }
  return texts;
};

describe('what staff entered and did not complete', () => {
  it('is handed over after the shift, and read at the hub, although nothing on the tablet opens it', async () => {
    const { draftId } = await begun('examination');
    expect(valueOf(await handOver())).toEqual({ handed: 0, left: 0 });
    await end();
    expect(valueOf(await handOver())).toEqual({ handed: 1, left: 0 });
    expect(await atHub()).toEqual([TYPED]);
    expect(row(draftId)).toMatchObject({ handedOverAt: new Date(world.time).toISOString(), saves: 1 });
    expect([...disk.audit.values()].at(-1)).toMatchObject({ action: 'draft-handed-over', recordId: draftId });
  });

  it('is not lost when the shift ended while the tablet was off, even a week ago: the hub needs no shift', async () => {
    await begun('examination');
    world.time += 8 * 86_400_000;
    test.clock.ms += 8 * 86_400_000;
    await test.hub.store.db.deleteFrom('code_entry').execute();
    await test.hub.store.db.deleteFrom('shift').execute();
    await end();
    await handOver();
    expect(await atHub()).toEqual([TYPED]);
  });

  it('is handed over by the bundle of the next shift as well', async () => {
    await begun('examination');
    const { bundle } = day;
    day = { ...day, bundle: { ...bundle, shift: { ...bundle.shift, shiftId: bundle.bundleId } } };
    expect(valueOf(await handOver()).handed).toBe(1);
  });

  it('is handed over, too, when its section was begun anew in the next shift', async () => {
    const { draftId } = await begun('examination');
    const { bundle } = day;
    day = { ...day, bundle: { ...bundle, shift: { ...bundle.shift, shiftId: bundle.bundleId } } };
    const next = { shiftId: bundle.bundleId, staffId: town.nurseId };
    valueOf(await setDraftAside({ store, world }, draftId, next));
    await begun('examination', '次の勤務の入力');
    expect(valueOf(await handOver())).toEqual({ handed: 1, left: 0 });
    expect(await atHub()).toEqual([TYPED]);
    expect(valueOf(await handOver()).handed).toBe(0);
    const [aside] = disk.damaged.values();
    expect(aside?.row).toMatchObject({ draftId, handedOverAt: new Date(world.time).toISOString() });
    const signer = { deviceId: tablet.deviceId, signingKey: tablet.keys.privateKey };
    const { files } = await rescueFiles({ store, world, device: signer });
    expect(files.map((file) => file.drafts)).toEqual([2]);
  });

  it('is offered once, and again only when somebody went on with it or the hub was restored', async () => {
    const open = await begun('examination');
    await end();
    await handOver();
    await handOver();
    expect(asked).toBe(1);
    await handOver({ anew: true });
    expect([asked, (await atHub()).length]).toEqual([2, 1]);
    const answers = new Map([['note', [{ type: 'string' as const, value: '左も硬い' }]]]);
    valueOf(await drafts.save(open, { ...open.draft, answers }));
    expect(row(open.draftId)).not.toHaveProperty('handedOverAt');
    await handOver();
    expect((await atHub()).toSorted()).toEqual([TYPED, '左も硬い'].toSorted());
  });

  it('waits, untouched, until there is a network', async () => {
    const { draftId } = await begun('examination');
    await end();
    const before = row(draftId);
    online = false;
    expect(await handOver()).toMatchObject({ ok: false, error: { code: 'network-unreachable' } });
    expect(row(draftId)).toEqual(before);
    online = true;
    expect(valueOf(await handOver()).handed).toBe(1);
  });

  it.each(['route-unknown', 'request-malformed', 'forbidden'] as const)(
    'stays, and the others go on, where the hub says %s',
    async (code) => {
      const { draftId } = await begun('examination');
      await end();
      const refused = await handOver({ ask: () => Promise.resolve(problem(code)) });
      expect(valueOf(refused)).toEqual({ handed: 0, left: 1 });
      expect(row(draftId)).not.toHaveProperty('handedOverAt');
    },
  );

  it('counts as handed over only by a signature of the hub for exactly these bytes', async () => {
    const first = await begun('examination', 'ひとつめ');
    await end();
    let other = '';
    await handOver({
      ask: async (body) => {
        const answer = await ask(body);
        if (answer.ok) other = answer.value.quarantineReceipt;
        return answer;
      },
    });
    const { handedOverAt: _at, quarantineReceipt: _receipt, ...unmarked } = row(first.draftId);
    disk.drafts.set(first.draftId, { ...unmarked, box: unmarked.box.with(20, (unmarked.box[20] ?? 0) ^ 1) });
    const [head, body] = other.split('.');
    for (const quarantineReceipt of [other, `${head}.${body}.AAAA`, 'nothing']) {
      expect(valueOf(await handOver({ ask: () => Promise.resolve(ok({ quarantineReceipt })) })).left).toBe(1);
    }
    expect(row(first.draftId)).not.toHaveProperty('handedOverAt');
  });

  it('is not marked when somebody saved it while it was on its way', async () => {
    const open = await begun('examination');
    await end();
    const handed = await handOver({
      ask: async (body) => {
        const answer = await ask(body);
        valueOf(await drafts.save(open, open.draft));
        return answer;
      },
    });
    expect(valueOf(handed)).toEqual({ handed: 0, left: 1 });
    expect(row(open.draftId)).not.toHaveProperty('handedOverAt');
  });

  it('of an earlier build, without a key for the hub, is left where it is', async () => {
    const { draftId } = await begun('examination');
    const { hubWrap: _wrap, hubKeyId: _id, ...earlier } = row(draftId);
    disk.drafts.set(draftId, earlier);
    await end();
    expect(valueOf(await handOver())).toEqual({ handed: 0, left: 1 });
    expect(asked).toBe(0);
  });
});

describe('what a family has begun', () => {
  it('stays with its ticket when the shift ends: it was not handed in', async () => {
    const { draftId } = await begun('questionnaire');
    await end();
    expect(valueOf(await handOver())).toEqual({ handed: 0, left: 0 });
    const again = await drafts.open(draftId, { kind: 'ticket', ticketId: town.child.ticketId });
    expect(valueOf(again)?.draft.answers.get('note')).toEqual([{ type: 'string', value: TYPED }]);
  });

  it('goes to quarantine with everything else when the tablet is revoked', async () => {
    await begun('questionnaire', '家族の書きかけ');
    await begun('examination');
    valueOf(await revokeDevice(test.hub, TESTER, { municipality: town.code, deviceId: tablet.deviceId }));
    device = { revokedAt: 'x' } as DeviceRow;
    expect(valueOf(await handOver())).toEqual({ handed: 2, left: 0 });
    expect((await atHub()).toSorted()).toEqual(['家族の書きかけ', TYPED].toSorted());
  });
});

describe('the sealed queue as a file', () => {
  it('carries every draft, also after the shift, and the hub reads them', async () => {
    await begun('questionnaire', '家族の書きかけ');
    await begun('examination');
    await end();
    const signer = { deviceId: tablet.deviceId, signingKey: tablet.keys.privateKey };
    const { files, complete } = await rescueFiles({ store, world, device: signer });
    expect([complete, files.map((file) => file.drafts)]).toEqual([true, [2]]);
    const bytes = files[0]?.bytes ?? new Uint8Array(0);
    const text = Buffer.from(bytes).toString('latin1');
    expect(text).not.toContain(Buffer.from(TYPED).toString('latin1'));
    valueOf(await ingestRescueFile(test.hub, TESTER, { municipality: town.code, bytes }));
    expect((await atHub()).toSorted()).toEqual(['家族の書きかけ', TYPED].toSorted());
    // The same draft by the network afterwards is known already.
    await handOver();
    expect(await atHub()).toHaveLength(2);
  });

  it('is written where there is nothing but a draft, and noted', async () => {
    await begun('examination');
    const enrolled = { deviceId: tablet.deviceId, signingKey: tablet.keys.privateKey } as DeviceRow;
    const parts = { store, world, day, session: undefined };
    const { files, records, drafts: count } = await rescueQueue({ ...parts, device: enrolled });
    expect([files.length, records, count]).toEqual([1, 0, 1]);
    expect([...disk.audit.values()].at(-1)?.action).toBe('exported');
    disk.drafts.clear();
    expect(await rescueQueue({ ...parts, device: enrolled })).toMatchObject({ files: [], drafts: 0 });
  });

  it('has the form on screen as it stands, in place of what was saved of it', async () => {
    const { draftId } = await begun('examination');
    const signer = { deviceId: tablet.deviceId, signingKey: tablet.keys.privateKey };
    const onScreen = { draftId, sealed: new Uint8Array([1, 2, 3]) };
    const { files } = await rescueFiles({ store, world, device: signer }, onScreen);
    expect(files.map((file) => file.drafts)).toEqual([1]);
  });

  it('goes into several files when the drafts are too large for one', async () => {
    await begun('questionnaire');
    await begun('examination');
    const signer = { deviceId: tablet.deviceId, signingKey: tablet.keys.privateKey };
    const { files } = await rescueFiles({ store, world, device: signer, maxBytes: 65_536 + 1_500 });
    expect(files.map((file) => file.drafts)).toEqual([1, 1]);
  });
});
