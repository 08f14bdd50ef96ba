import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasValidLuhn, TYPED_CODE_DIGITS } from '../../contract/typed-code.ts';
import { verifyTicket } from '../../crypto/ticket.ts';
import { ticketsOf } from '../testing/tickets-of.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aChild, aMunicipality, TESTER, valueOf, type TestMunicipality } from '../testing/a-municipality.ts';
import { addBooking, type NewBooking } from './add-booking.ts';
import { addSession } from './add-session.ts';
import { reissueTicket } from './reissue-ticket.ts';

let test: TestHub;
let town: TestMunicipality;

beforeEach(async () => {
  test = await aHub();
  town = await aMunicipality(test.hub);
});

afterEach(async () => {
  await test.dispose();
});

const booking = (change: Partial<NewBooking> = {}): NewBooking => ({
  municipality: town.code,
  sessionId: town.sessionId,
  ...aChild(),
  name: '別の 子',
  ...change,
});

const sessionOn = async (date: string): Promise<string> =>
  valueOf(
    await addSession(test.hub, TESTER, {
      municipality: town.code,
      clinicId: town.clinicId,
      date,
      kind: 'group',
      place: '2階',
      programs: ['infant-3-4m'],
    }),
  );

describe('addBooking', () => {
  it('numbers the children of a session from 1', async () => {
    expect(town.child.number).toBe(1);
    expect(valueOf(await addBooking(test.hub, TESTER, booking())).number).toBe(2);
    const next = await addBooking(test.hub, TESTER, booking({ sessionId: await sessionOn('2026-11-22') }));
    expect(valueOf(next).number).toBe(1);
  });

  it('gives numbers once when several are added at once', async () => {
    const added = await Promise.all(
      ['い', 'ろ', 'は', 'に'].map((name) => addBooking(test.hub, TESTER, booking({ name }))),
    );
    expect(added.map((outcome) => valueOf(outcome).number).toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5]);
  });

  it('issues a ticket that a tablet can check, with ids and program only', async () => {
    const added = valueOf(await addBooking(test.hub, TESTER, booking()));
    const ticket = (await ticketsOf(test.hub)).find(({ ticket_id }) => ticket_id === added.ticketId);
    const claims = valueOf(
      await verifyTicket(ticket?.text ?? '', {
        keys: test.hub.keys.published.ticket,
        municipality: town.code,
        nowSeconds: test.clock.ms / 1000,
      }),
    );
    expect(claims).toEqual({
      municipality: town.code,
      ticketId: added.ticketId,
      subjectId: added.subjectId,
      program: 'infant-3-4m',
      notBefore: test.clock.ms / 1000,
      expires: Date.parse('2027-01-20T00:00:00+09:00') / 1000,
    });
  });

  it('gives every ticket a code of its own with a check digit', async () => {
    for (let index = 0; index < 20; index += 1) {
      await addBooking(test.hub, TESTER, booking({ name: `子 ${String(index)}` }));
    }
    const codes = (await ticketsOf(test.hub)).map(({ typed_code }) => typed_code);
    expect(new Set(codes).size).toBe(21);
    for (const code of codes) {
      expect(code).toHaveLength(TYPED_CODE_DIGITS);
      expect(hasValidLuhn(code)).toBe(true);
    }
  });

  it('knows a child again by name, reading and birth date, and lets the ticket go on', async () => {
    const sessionId = await sessionOn('2026-12-05');
    const again = valueOf(
      await addBooking(test.hub, TESTER, { municipality: town.code, sessionId, ...aChild() }),
    );
    expect(again).toMatchObject({ subjectId: town.child.subjectId, ticketId: town.child.ticketId });
  });

  it('issues a new ticket when the old one ends before the session', async () => {
    const sessionId = await sessionOn('2027-02-20');
    const again = valueOf(
      await addBooking(test.hub, TESTER, { municipality: town.code, sessionId, ...aChild() }),
    );
    expect(again.subjectId).toBe(town.child.subjectId);
    expect(again.ticketId).not.toBe(town.child.ticketId);
  });

  it('tells twins apart', async () => {
    const one = valueOf(await addBooking(test.hub, TESTER, booking({ name: '双子 一' })));
    const two = valueOf(await addBooking(test.hub, TESTER, booking({ name: '双子 二' })));
    expect(one.subjectId).not.toBe(two.subjectId);
  });

  it.each<[string, Partial<NewBooking>, string]>([
    ['the same child twice', { name: '山田 はな' }, 'booking'],
    ['a session of nobody', { sessionId: '01932d3a-0000-7000-8000-000000000000' }, 'session'],
    ['a birth after the session', { birthDate: '2026-11-22' }, 'birthDate'],
    ['a day that does not exist', { birthDate: '2026-02-29' }, 'birthDate'],
    ['a due date that does not exist', { dueDate: '2026-13-01' }, 'dueDate'],
    ['a weight in kilograms', { birthWeightGrams: 3 }, 'birthWeightGrams'],
    ['a weight that is no number', { birthWeightGrams: Number.NaN }, 'birthWeightGrams'],
    ['a reading in kanji', { kana: '山田' }, 'kana'],
    ['no name', { name: '' }, 'name'],
  ])('refuses %s', async (_, change, field) => {
    expect(await addBooking(test.hub, TESTER, booking(change))).toMatchObject({
      ok: false,
      error: { code: 'request-malformed', detail: { field } },
    });
  });

  it('puts nobody on the list of another municipality', async () => {
    const other = await aMunicipality(test.hub, '47291');
    expect(await addBooking(test.hub, TESTER, booking({ sessionId: other.sessionId }))).toMatchObject({
      ok: false,
      error: { detail: { field: 'session' } },
    });
  });
});

describe('a mother booked again', () => {
  const mother = { name: '母 花子', kana: 'はは はなこ', birthDate: '1995-03-02', sex: 'female' } as const;
  const known = async () =>
    test.hub.store.db
      .selectFrom('subject')
      .select(['due_date', 'delivered_on', 'sex'])
      .where('name', '=', mother.name)
      .executeTakeFirst();
  /** Books her for a day in the program. */
  const book = async (program: NewBooking['program'], date: string, told: Partial<NewBooking>) => {
    const sessionId = valueOf(
      await addSession(test.hub, TESTER, {
        municipality: town.code,
        clinicId: town.clinicId,
        date,
        kind: 'individual',
        place: date,
        programs: [program],
      }),
    );
    const { code: municipality } = town;
    return addBooking(test.hub, TESTER, { municipality, sessionId, program, ...mother, ...told });
  };
  const refusal = (field: string, why: string) => ({ ok: false, error: { detail: { field, why } } });

  it('has the due date corrected, with the old one told and the field in the audit log', async () => {
    await book('prenatal', '2026-11-21', { dueDate: '2027-03-01' });
    const again = valueOf(await book('prenatal', '2026-12-05', { dueDate: '2027-03-09' }));
    expect(again.changes).toEqual([{ field: 'dueDate', before: '2027-03-01', after: '2027-03-09' }]);
    expect(await known()).toMatchObject({ due_date: '2027-03-09' });
    const lines = await test.hub.store.db.selectFrom('audit').select('detail').execute();
    expect(lines.some(({ detail }) => detail?.includes('"changed":"dueDate"'))).toBe(true);
    expect(valueOf(await book('prenatal', '2026-12-19', {})).changes).toEqual([]);
  });

  it('begins anew with the due date of her next pregnancy', async () => {
    await book('prenatal', '2026-11-21', { dueDate: '2027-03-01' });
    await book('postnatal-2w', '2027-03-15', { deliveredOn: '2027-03-03' });
    const next = valueOf(await book('prenatal', '2028-06-01', { dueDate: '2028-12-01' }));
    expect(next.changes.map(({ field, after }) => [field, after])).toEqual([
      ['dueDate', '2028-12-01'],
      ['deliveredOn', null],
    ]);
    expect(await known()).toEqual({ due_date: '2028-12-01', delivered_on: null, sex: 'female' });
  });

  it('is refused with a due date that cannot be, and stays as she was', async () => {
    await book('prenatal', '2026-11-21', { dueDate: '2027-03-01' });
    const at = (dueDate: string, date = '2026-12-05') => book('prenatal', date, { dueDate });
    expect(await at('2027-09-12')).toMatchObject(refusal('dueDate', 'before-conception'));
    expect(await at('2026-11-07')).toMatchObject(refusal('dueDate', 'past-43-weeks'));
    expect(
      await book('postnatal-2w', '2027-03-15', { dueDate: '2025-01-01', deliveredOn: '2027-03-03' }),
    ).toMatchObject(refusal('dueDate', 'contradicts-delivery'));
    expect(await known()).toMatchObject({ due_date: '2027-03-01', delivered_on: null });
  });

  it('is refused with a delivery before a later one that is known', async () => {
    await book('postnatal-care', '2026-11-21', { deliveredOn: '2026-11-01' });
    const older = await book('postnatal-care', '2026-12-05', { deliveredOn: '2025-11-01' });
    expect(older).toMatchObject(refusal('deliveredOn', 'before-known-delivery'));
  });

  it('as a child is refused with a due date that her birth contradicts', async () => {
    const child = await addBooking(test.hub, TESTER, booking({ dueDate: '2027-03-01' }));
    expect(child).toMatchObject(refusal('dueDate', 'contradicts-birth'));
  });

  it('to be vaccinated in pregnancy has the due date of that pregnancy', async () => {
    expect((await book('vaccination', '2026-11-21', { dueDate: '2027-01-20' })).ok).toBe(true);
    expect(await known()).toMatchObject({ due_date: '2027-01-20' });
  });
});

describe('reissueTicket', () => {
  it('ends the lost ticket and makes another', async () => {
    const [row] = await test.hub.store.db.selectFrom('booking').select('booking_id').execute();
    const of = { municipality: town.code, bookingId: row?.booking_id ?? '' };
    const fresh = valueOf(await reissueTicket(test.hub, TESTER, of));
    const tickets = await ticketsOf(test.hub);
    expect(tickets.filter(({ revoked_at }) => revoked_at === null).map(({ ticket_id }) => ticket_id)).toEqual(
      [fresh],
    );
    expect(tickets).toHaveLength(2);
  });

  it('does nothing for another municipality', async () => {
    const other = await aMunicipality(test.hub, '47291');
    const [row] = await test.hub.store.db
      .selectFrom('booking')
      .select('booking_id')
      .where('municipality', '=', town.code)
      .execute();
    const of = { municipality: other.code, bookingId: row?.booking_id ?? '' };
    expect(await reissueTicket(test.hub, TESTER, of)).toMatchObject({ ok: false });
  });
});
