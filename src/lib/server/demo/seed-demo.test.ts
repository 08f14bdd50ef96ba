import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAcceptablePin } from '../../crypto/pin.ts';
import { completedMonths } from '../../domain/age.ts';
import { parseCivilDate } from '../../domain/civil-date.ts';
import { verifyHub } from '../audit/verify-hub.ts';
import { signIn } from '../auth/console-session.ts';
import { warmCodes } from '../day/warm-codes.ts';
import { isMunicipalityCode } from '../people/municipality-code.ts';
import { daySessions, rosterOf, sessionDays } from '../store/roster.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality } from '../testing/a-municipality.ts';
import { percentileOf } from '../../domain/growth/growth-curve.ts';
import { dayRoster } from '../day/day-roster.ts';
import { DEMO_EARLIER } from './demo-earlier.ts';
import { DEMO_MUNICIPALITY } from './demo-people.ts';
import { seedDemo, type DemoInfo } from './seed-demo.ts';

let test: TestHub;

beforeEach(async () => {
  test = await aHub();
});

afterEach(async () => {
  await test.dispose();
});

const seeded = async (): Promise<DemoInfo> => {
  const demo = await seedDemo(test.hub);
  if (demo === undefined) throw new Error('not seeded');
  return demo;
};

const today = async () => {
  const date = new Date(test.clock.ms + 9 * 3_600_000).toISOString().slice(0, 10);
  const sessions = await daySessions(test.hub.store.db, DEMO_MUNICIPALITY.code, date);
  const ids = sessions.map(({ session_id }) => session_id);
  const rows = await rosterOf(test.hub.store.db, ids, new Date(test.clock.ms).toISOString());
  return rows.filter(({ program }) => program === 'infant-3-4m');
};

describe('seedDemo', () => {
  it('makes a whole municipality with children aged 3 and 4 months who all have a ticket', async () => {
    const demo = await seeded();
    expect(isMunicipalityCode(demo.municipality.code)).toBe(true);
    const rows = await today();
    expect(rows).toHaveLength(12);
    for (const { birthDate, ticketId, name, kana } of rows) {
      const birth = parseCivilDate(birthDate);
      const on = parseCivilDate(demo.date);
      if (birth === undefined || on === undefined) throw new Error('no date');
      expect([3, 4]).toContain(completedMonths(birth, on));
      expect(ticketId).not.toBeNull();
      expect(name.length * kana.length).toBeGreaterThan(0);
    }
    expect(rows.filter(({ dueDate }) => dueDate !== null)).toHaveLength(1);
    expect(await sessionDays(test.hub.store.db, demo.municipality.code, demo.date, 10)).toHaveLength(7);
  });

  it('knows what earlier checkups of a few of them measured, each stored once with its receipt', async () => {
    const programs = [
      'infant-1m',
      'infant-3-4m',
      'infant-9-10m',
      'child-18m',
      'child-3y',
      'prenatal',
    ] as const;
    const all = await aHub(undefined, 64, programs);
    await seedDemo(all.hub);
    const demo = await seedDemo(all.hub);
    const { db } = all.hub.store;
    const { code: municipality } = DEMO_MUNICIPALITY;
    const sessions = await daySessions(db, municipality, demo?.date ?? '');
    const roster = await dayRoster(all.hub, {
      municipality,
      date: demo?.date ?? '',
      sessionIds: sessions.map(({ session_id }) => session_id),
    });
    const known = roster.flatMap(({ entry: { name, earlier = [] } }) =>
      earlier.length === 0
        ? []
        : [[name, earlier.map(({ program, weightGrams }) => [program, weightGrams])] as const],
    );
    const { chains, findings } = await verifyHub(all.hub);
    expect(findings).toEqual([]);
    expect(chains).toMatchObject([{ gaps: [], breaks: [] }]);
    // Sessions of one day come in no order of their own.
    expect(Object.fromEntries(known)).toEqual({
      '宮里 湊': [['infant-1m', 2680]],
      '仲村渠 凪': [['infant-1m', 4320]],
      '宮城 結': [
        ['infant-1m', 4180],
        ['infant-3-4m', 6050],
        ['infant-9-10m', 7060],
      ],
      '大城 悠真': [
        ['infant-3-4m', 6720],
        ['child-18m', 10600],
      ],
      '仲間 ちひろ': [
        ['prenatal', 54600],
        ['prenatal', 56100],
      ],
    });
    const stored = await db.selectFrom('revision').select(['warnings']).execute();
    expect(stored.map(({ warnings }) => warnings)).toEqual(DEMO_EARLIER.map(() => '[]'));
    expect(await db.selectFrom('receipt').select('revision_id').execute()).toHaveLength(stored.length);
    expect(await db.selectFrom('quarantine').selectAll().execute()).toEqual([]);
    await all.dispose();
  });

  it('has a girl whose weight falls across two lines of the growth curve before today', async () => {
    const [, before, last] = DEMO_EARLIER.filter(({ name }) => name === '宮城 結');
    const bandOf = (months: number, grams: unknown) =>
      percentileOf('weightKg', 'female', months, Number(grams) / 1000) ?? 0;
    expect(bandOf(3.6, before?.measured['weight'])).toBeGreaterThan(45);
    expect(bandOf(9.7, last?.measured['weight'])).toBeLessThan(10);
  });

  it('gives working credentials that are no constants of the program', async () => {
    const demo = await seeded();
    const outcome = await signIn(test.hub, { ...demo.console, address: '192.0.2.1' });
    expect(outcome.ok).toBe(true);
    for (const { pin } of demo.staff) expect(isAcceptablePin(pin)).toBe(true);
    const other = await aHub();
    const elsewhere = await seedDemo(other.hub);
    expect(elsewhere?.console.password).not.toBe(demo.console.password);
    expect(elsewhere?.staff.map(({ pin }) => pin)).not.toEqual(demo.staff.map(({ pin }) => pin));
    await other.dispose();
  });

  it('changes nothing at the next start but the enrolment code', async () => {
    const first = await seeded();
    const second = await seeded();
    expect({ ...second, enrolment: undefined }).toEqual({ ...first, enrolment: undefined });
    expect(second.enrolment.code).not.toBe(first.enrolment.code);
    expect(await today()).toHaveLength(12);
  });

  it('has children of the right age on another day too', async () => {
    await seeded();
    test.clock.ms += 86_400_000;
    await seeded();
    const rows = await today();
    expect(rows).toHaveLength(15);
    expect(new Set(rows.map(({ number }) => number)).size).toBe(15);
  });

  it('leaves a hub alone that has a municipality of its own', async () => {
    await aMunicipality(test.hub, '47291');
    expect(await seedDemo(test.hub)).toBeUndefined();
    expect(await test.hub.store.db.selectFrom('municipality').selectAll().execute()).toHaveLength(1);
  });

  it('lets the typed codes of today and tomorrow be derived ahead', async () => {
    await seeded();
    expect(await warmCodes(test.hub)).toBe(18);
    expect(await test.hub.store.db.selectFrom('code_entry').selectAll().execute()).toHaveLength(18);
  });
});
