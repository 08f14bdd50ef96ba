import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAcceptablePin } from '../../crypto/pin.ts';
import { completedMonths } from '../../domain/age.ts';
import { parseCivilDate } from '../../domain/civil-date.ts';
import { signIn } from '../auth/console-session.ts';
import { warmCodes } from '../day/warm-codes.ts';
import { isMunicipalityCode } from '../people/municipality-code.ts';
import { daySessions, rosterOf, sessionDays } from '../store/roster.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality } from '../testing/a-municipality.ts';
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
