import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MetCriterion } from '../../contract/met-criterion.ts';
import { inVersion1, needsSignature, type RevisionContent } from '../../contract/revision.ts';
import { RULES } from '../../domain/rules/rules.ts';
import type { ConsoleUser } from '../auth/console-session.ts';
import { recentAudit } from '../store/audit-chain.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, type TestMunicipality } from '../testing/a-municipality.ts';
import { aRevision, aTablet, type TestTablet } from '../testing/a-tablet.ts';
import { signerOf } from '../testing/signer-of.ts';
import { auditView } from './audit-view.ts';
import { checkupView } from './checkup-view.ts';
import { overview } from './overview.ts';
import { receivedView } from './received-view.ts';
import { recordHeads } from './record-heads.ts';
import { rosterView } from './roster-view.ts';
import { ticketsView } from './tickets-view.ts';

let test: TestHub;
let town: TestMunicipality;
let tablet: TestTablet;
let user: ConsoleUser;
let deviceSeq = 0;

beforeEach(async () => {
  test = await aHub();
  town = await aMunicipality(test.hub);
  tablet = await aTablet(test.hub, town);
  user = { userId: 'user', name: '花子', municipality: { code: town.code, name: '試験市' } };
  deviceSeq = 0;
});

afterEach(async () => {
  await test.dispose();
});

const grams = (value: number) => ({
  linkId: 'body',
  item: [
    {
      linkId: 'weight',
      answer: [{ valueQuantity: { value, unit: 'g', system: 'http://unitsofmeasure.org', code: 'g' } }],
    },
  ],
});

const send = async (content: RevisionContent, from = tablet): Promise<void> => {
  deviceSeq += 1;
  test.clock.ms += 1000;
  const { author, status } = content;
  const isSigned = author.kind === 'staff' && needsSignature(status);
  const signer = isSigned ? await signerOf(test.hub, author.staffId) : undefined;
  const response = await from.put(content, await from.envelope(content, deviceSeq, signer));
  expect(response.status).toBe(201);
};

const measured = async (value: number, change: Partial<RevisionContent> = {}): Promise<RevisionContent> => {
  const content = await aRevision(test.hub, town);
  return { ...content, response: { ...content.response, item: [grams(value)] }, ...change };
};

const lines = async (first = 1) => {
  const view = await checkupView(test.hub, user, first);
  return view?.sections
    .find(({ section }) => section === 'measurement')
    ?.current.map((revision) => revision.lines);
};

describe('checkupView', () => {
  it('shows exactly the entered value, with its question and unit', async () => {
    await send(await measured(6240));
    expect((await lines())?.[0]?.find(({ linkId }) => linkId === 'weight')).toEqual({
      linkId: 'weight',
      label: '体重',
      under: ['身体計測'],
      answers: ['6240 g'],
      kind: 'answered',
    });
  });

  it('shows the child, the author by the hub’s own list, and a genuine receipt', async () => {
    await send(await measured(6240));
    const view = await checkupView(test.hub, user, 1);
    expect(view?.child).toMatchObject({ name: '山田 はな', number: 1, age: { months: 3, days: 11 } });
    expect(view?.history[0]).toMatchObject({
      author: { kind: 'staff', name: '看護 花子', role: 'nurse' },
      receipt: { genuine: true },
      status: 'saved',
    });
    expect(view?.sections.map(({ title, current }) => [title, current.length])).toEqual([
      ['問診票', 0],
      ['問診確認', 0],
      ['計測', 1],
      ['診察', 0],
      ['栄養', 0],
      ['保健指導', 0],
      ['カンファレンス', 0],
    ]);
  });

  it('shows what holds now, and every earlier version in the history', async () => {
    const first = await measured(6240);
    await send(first);
    await send(await measured(6420, { parents: [first.revisionId], status: 'confirmed' }));
    const view = await checkupView(test.hub, user, 1);
    expect((await lines())?.map(([line]) => line?.answers)).toEqual([['6420 g']]);
    expect(view?.history.map(({ hubSeq, status }) => [hubSeq, status])).toEqual([
      [2, 'confirmed'],
      [1, 'saved'],
    ]);
  });

  it('says whose signature is verified, which is missing, and nothing where nobody signs', async () => {
    const saved = await measured(6240);
    await send(saved);
    await send(await measured(6420, { parents: [saved.revisionId], status: 'confirmed' }));
    const older = inVersion1(await measured(6430, { status: 'amended' }));
    await tablet.put(older, await tablet.envelope(older, 3));
    const signatures = new Map(
      (await checkupView(test.hub, user, 1))?.history.map(({ hubSeq, signature }) => [hubSeq, signature]),
    );
    expect([1, 2, 3].map((hubSeq) => signatures.get(hubSeq))).toEqual(['none', 'valid', 'missing']);
  });

  it('lists the history by when it was written, not by when it arrived', async () => {
    const other = await aTablet(test.hub, town);
    const first = await measured(6240);
    test.clock.ms += 60_000;
    const second = await measured(6250);
    await send(second);
    await send(first, other);
    expect((await checkupView(test.hub, user, 1))?.history.map(({ revisionId }) => revisionId)).toEqual([
      second.revisionId,
      first.revisionId,
    ]);
  });

  it('shows both of two versions that do not know each other', async () => {
    await send(await measured(6240));
    await send(await measured(6250));
    expect((await lines())?.map(([line]) => line?.answers)).toEqual([['6240 g'], ['6250 g']]);
    const { checkups } = await receivedView(test.hub, town.code, undefined);
    expect(checkups[0]?.sections.filter(({ state }) => state !== 'none')).toMatchObject([
      { section: 'measurement', state: 'conflict' },
    ]);
  });

  it('shows the plain content of a form it does not know', async () => {
    await send(await measured(6240, { formVersion: '2031.9' }));
    const view = await checkupView(test.hub, user, 1);
    expect(view?.history[0]?.formKnown).toBe(false);
    expect(view?.history[0]?.lines).toEqual([
      { linkId: 'weight', label: 'weight', under: ['body'], answers: ['6240 g'], kind: 'answered' },
    ]);
  });

  it('is the same from whichever of its revisions it is asked for', async () => {
    const first = await measured(6240);
    await send(first);
    await send(await measured(6420, { parents: [first.revisionId] }));
    expect((await checkupView(test.hub, user, 2))?.history).toHaveLength(2);
  });

  it('shows the criteria as they were sealed: rule, version, values, inputs and source', async () => {
    const criteria: MetCriterion[] = [
      {
        rule: 'head-size',
        version: '2',
        state: 'met',
        parameters: { linesCrossed: 3 },
        clauses: ['HC1'],
        inputs: [{ name: 'headBand', value: 'above' }],
      },
    ];
    await send(await measured(6240, { criteria }));
    const view = await checkupView(test.hub, user, 1);
    expect(view?.history[0]?.criteria).toEqual([
      {
        rule: 'head-size',
        title: '頭囲',
        version: '2',
        clauses: ['頭囲が3〜97パーセンタイルの外'],
        inputs: ['頭囲のパーセンタイル 97パーセンタイル超'],
        values: ['横切る曲線の数 3'],
        source: RULES.find(({ id }) => id === 'head-size')?.source,
        staffOnly: false,
        isQuestion: false,
      },
    ]);
    const elsewhere = await aMunicipality(test.hub, '47291');
    const stranger = { ...user, municipality: { code: elsewhere.code, name: '隣の市' } };
    expect(await checkupView(test.hub, stranger, 1)).toBeUndefined();
  });

  it('says of a criterion what an older build sealed, and no source where the rule is another here', async () => {
    const met = { version: '7', state: 'met' } as const;
    const criteria: MetCriterion[] = [
      { ...met, rule: 'head-size', parameters: { linesCrossed: 2 } },
      {
        ...met,
        rule: 'gone-by-now',
        parameters: { toString: 2 },
        inputs: [{ name: 'weightNow', value: 6240, unit: 'g' }],
      },
    ];
    await send(await measured(6240, { criteria }));
    const view = await checkupView(test.hub, user, 1);
    expect(view?.history[0]?.criteria).toMatchObject([
      { title: '頭囲', version: '7', clauses: [], inputs: undefined, source: undefined },
      {
        title: 'gone-by-now',
        inputs: ['今回の体重 6,240 g'],
        values: ['toString 2'],
        source: undefined,
        staffOnly: true,
      },
    ]);
  });

  it('shows no criteria where none were sealed', async () => {
    await send(await measured(6240));
    expect((await checkupView(test.hub, user, 1))?.history[0]?.criteria).toEqual([]);
  });

  it('notes who read it', async () => {
    await send(await measured(6240));
    await checkupView(test.hub, user, 1);
    const [newest] = await recentAudit(test.hub.store.db, town.code, { before: 1e9, limit: 1 });
    expect(newest).toMatchObject({ action: 'checkup-read', actor_kind: 'console', actor_id: 'user' });
  });

  it('shows nothing to another municipality, by number or by list', async () => {
    await send(await measured(6240));
    const elsewhere = await aMunicipality(test.hub, '47291');
    const stranger = { ...user, municipality: { code: elsewhere.code, name: '隣の市' } };
    expect(await checkupView(test.hub, stranger, 1)).toBeUndefined();
    expect(await receivedView(test.hub, elsewhere.code, undefined)).toEqual({
      checkups: [],
      quarantined: [],
    });
    const audit = await auditView(test.hub, elsewhere.code, 1e9);
    expect(audit.lines.some(({ action }) => action === 'revision-received')).toBe(false);
    const roster = await rosterView(test.hub, elsewhere.code, { date: null, session: null });
    expect(roster.rows.map(({ received }) => received)).toEqual([undefined]);
  });

  it.each([0, 2, -1, 1.5, Number.MAX_SAFE_INTEGER])('is not there for number %d', async (number) => {
    await send(await measured(6240));
    expect(await checkupView(test.hub, user, number)).toBeUndefined();
  });
});

describe('recordHeads', () => {
  const revision = (revisionId: string, ...parents: string[]) => ({ revisionId, parents });

  it('is what nothing else was made from', () => {
    const heads = recordHeads([
      revision('a'),
      revision('b', 'a'),
      revision('c', 'a'),
      revision('d', 'b', 'c'),
    ]);
    expect(heads.map(({ revisionId }) => revisionId)).toEqual(['d']);
  });

  it('holds a revision whose parent has not arrived yet', () => {
    expect(recordHeads([revision('b', 'a')])).toHaveLength(1);
  });
});

describe('the other pages', () => {
  it('list what was received, by day', async () => {
    await send(await measured(6240));
    const view = await receivedView(test.hub, town.code, '2026-11-21');
    expect(view.checkups).toMatchObject([{ first: 1, subjectName: '山田 はな', program: '3〜4か月児健診' }]);
    expect((await receivedView(test.hub, town.code, '2026-11-20')).checkups).toEqual([]);
  });

  it('list what was set aside', async () => {
    const content = await measured(6240);
    await tablet.put(content, new Uint8Array(200));
    expect((await receivedView(test.hub, town.code, undefined)).quarantined).toMatchObject([
      { code: 'envelope-malformed', deviceLabel: '受付のタブレット' },
    ]);
  });

  it('show the roster with age and state of each child', async () => {
    await send(await measured(6240));
    const view = await rosterView(test.hub, town.code, { date: 'nonsense', session: '9' });
    expect(view.date).toBe('2026-11-21');
    expect(view.rows).toMatchObject([{ number: 1, received: 1, age: { months: 3, days: 11 } }]);
    const other = await rosterView(test.hub, town.code, { date: '2026-11-22', session: null });
    expect([other.session, other.rows]).toEqual([undefined, []]);
  });

  it('show the tickets of a session and note that they were shown', async () => {
    const view = await ticketsView(test.hub, user, { date: null, session: null });
    expect(view.tickets).toHaveLength(1);
    expect(view.tickets[0]?.typedCode).toMatch(/^\d{4}-\d{4}-\d{4}$/);
    expect(view.tickets[0]?.text).toMatch(/^HGK1:/);
    const [newest] = await recentAudit(test.hub.store.db, town.code, { before: 1e9, limit: 1 });
    expect(newest?.action).toBe('tickets-printed');
  });

  it('say at a glance what is expected, received, missing and backed up', async () => {
    deviceSeq = 2;
    await send(await measured(6240));
    const now = await overview(test.hub, town.code);
    expect(now).toMatchObject({
      today: '2026-11-21',
      sessions: [{ expected: 1 }],
      devices: { inUse: 1, seenToday: 1 },
      gaps: [{ label: '受付のタブレット', missing: 2 }],
      backedUp: { hubSeq: 1, backupWatermark: 0 },
    });
  });

  it('page through the audit lines, newest first', async () => {
    const { lines: all, next } = await auditView(test.hub, town.code, Number.MAX_SAFE_INTEGER);
    expect(all.map(({ seq }) => seq)).toEqual(all.map(({ seq }) => seq).toSorted((a, b) => b - a));
    expect(next).toBeUndefined();
    expect(all.find(({ action }) => action === 'device-enrolled')?.actor).toBe('受付のタブレット');
  });
});
