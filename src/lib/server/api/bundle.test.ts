import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromBase64Url } from '../../contract/base64url.ts';
import { PROGRAM_TABLE } from '../../catalog/programs.ts';
import { CURSOR_HEADER, DayBundle, FIRST_ROSTER_AAD, FormPart } from '../../contract/bundle.ts';
import { RosterEntry } from '../../contract/people.ts';
import { FORM_TYPE } from '../../contract/receipt.ts';
import { openBox } from '../../crypto/box.ts';
import { fromUtf8, type Bytes } from '../../crypto/bytes.ts';
import { verifyJws } from '../../crypto/jws.ts';
import { openForCode, openForTicket } from '../../crypto/locked-entry.ts';
import { derivePinKey, staffKek, unwrapForStaff } from '../../crypto/pin.ts';
import { sessionKeys } from '../../crypto/session.ts';
import { verifyTicket } from '../../crypto/ticket.ts';
import { setStaffPin, removeStaff } from '../people/add-staff.ts';
import { revokeDevice } from '../people/revoke-device.ts';
import { addBooking } from '../roster/add-booking.ts';
import { reissueTicket } from '../roster/reissue-ticket.ts';
import { rosterOf } from '../store/roster.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import {
  aChild,
  aMunicipality,
  NURSE_PIN,
  TESTER,
  valueOf,
  type TestMunicipality,
} from '../testing/a-municipality.ts';
import { aTablet, TestTablet } from '../testing/a-tablet.ts';

let test: TestHub;
let town: TestMunicipality;
let tablet: TestTablet;

beforeEach(async () => {
  test = await aHub(undefined, 8_192);
  town = await aMunicipality(test.hub);
  tablet = await aTablet(test.hub, town);
});

afterEach(async () => {
  await test.dispose();
});

const bundle = async (from = tablet): Promise<DayBundle> => {
  const response = await from.bundle();
  expect(response.status).toBe(200);
  return DayBundle.parse(await response.json());
};

const codeOf = async (response: Response): Promise<unknown> =>
  ((await response.json()) as { code: unknown }).code;

const bytes = (text: string): Bytes => fromBase64Url(text) ?? new Uint8Array();

/** The session secret as the tablet gets it from a PIN, or `undefined`. */
const unlock = async (day: DayBundle, pin: string, on = tablet): Promise<Bytes | undefined> => {
  const entry = day.staff.find(({ staffId }) => staffId === town.nurseId);
  if (entry === undefined) return undefined;
  const kek = await staffKek(
    {
      pinKey: await derivePinKey(pin, entry.pinKdf),
      deviceSecret: on.secret,
      shiftPart: bytes(day.shift.part),
    },
    { staffId: entry.staffId, deviceId: on.deviceId, shiftId: day.shift.shiftId },
  );
  return unwrapForStaff(kek, bytes(entry.wrappedSecret), entry.staffId);
};

const ticketLine = async () => {
  const [line] = await rosterOf(test.hub.store.db, [town.sessionId], new Date(test.clock.ms).toISOString());
  if (line === undefined || line.ticketId === null || line.ticketText === null || line.typedCode === null)
    throw new Error('no ticket');
  const { bookingId, ticketId, ticketText, typedCode } = line;
  return { bookingId, ticketId, ticketText, typedCode };
};

describe('GET /api/v1/bundle', () => {
  it('is for today in Japan, for this clinic, and ends within 36 hours', async () => {
    const day = await bundle();
    expect(day.date).toBe('2026-11-21');
    expect(day.clinic.clinicId).toBe(town.clinicId);
    expect(day.sessions.map(({ sessionId }) => sessionId)).toEqual([town.sessionId]);
    const hours = (Date.parse(day.expiresAt) - Date.parse(day.issuedAt)) / 3_600_000;
    expect(hours).toBeGreaterThan(4);
    expect(hours).toBeLessThanOrEqual(36);
  });

  it('opens with the PIN: session secret, session key, roster', async () => {
    const day = await bundle();
    const secret = await unlock(day, NURSE_PIN);
    const keys = await sessionKeys(secret ?? new Uint8Array(32));
    expect(bytes(day.shift.sessionPublicKey)).toEqual(keys.sealPair.publicKey);
    const text = fromUtf8(
      (await openBox(keys.cacheKey, bytes(day.rosterBox), FIRST_ROSTER_AAD)) ?? new Uint8Array(),
    );
    const roster = (JSON.parse(text ?? '[]') as unknown[]).map((entry) => RosterEntry.parse(entry));
    expect(roster).toEqual([
      {
        subjectId: town.child.subjectId,
        sessionId: town.sessionId,
        ticketId: town.child.ticketId,
        program: 'infant-3-4m',
        number: 1,
        name: '山田 はな',
        kana: 'やまだ はな',
        birthDate: '2026-08-10',
        sex: 'female',
        birthWeightGrams: 3010,
      },
    ]);
  });

  it('opens neither with another PIN nor on another tablet', async () => {
    const day = await bundle();
    expect(await unlock(day, '730186')).toBeUndefined();
    const other = await aTablet(test.hub, town);
    expect(await unlock(day, NURSE_PIN, other)).toBeUndefined();
  });

  it('names no child in clear', async () => {
    const text = await (await tablet.bundle()).text();
    for (const plain of ['山田', 'やまだ', '2026-08-10', town.child.subjectId, town.child.ticketId]) {
      expect(text).not.toContain(plain);
    }
  });

  it('shows the child to who presents the ticket or types its code, and to nobody else', async () => {
    const day = await bundle();
    const { ticketText, typedCode } = await ticketLine();
    const claims = valueOf(
      await verifyTicket(ticketText, {
        keys: day.hubKeys.ticket,
        municipality: town.code,
        nowSeconds: test.clock.ms / 1000,
      }),
    );
    const entry = fromUtf8((await openForTicket(claims.ticketId, day.kioskRoster)) ?? new Uint8Array());
    expect(RosterEntry.parse(JSON.parse(entry ?? '')).name).toBe('山田 はな');
    expect(await openForCode(typedCode, day.codes)).toBe(claims.ticketId);
    const wrong = typedCode.replace(/^./, (digit) => String((Number(digit) + 1) % 10));
    expect(await openForCode(wrong, day.codes)).toBeUndefined();
  });

  it('names every form of the day’s programs by the hash of its signed text', async () => {
    const day = await bundle();
    expect(day.forms.map(({ section }) => section)).toEqual(
      PROGRAM_TABLE['infant-3-4m'].sections.map(({ section }) => section),
    );
    for (const form of day.forms) {
      const response = await tablet.formPart(form.sha256);
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-store');
      const { jws } = FormPart.parse(await response.json());
      expect(createHash('sha256').update(jws).digest('hex')).toBe(form.sha256);
      expect(Buffer.byteLength(jws)).toBe(form.size);
      const text = await verifyJws(FORM_TYPE, jws, day.hubKeys.form);
      expect(JSON.parse(text ?? '{}')).toMatchObject({ url: form.formId, version: form.formVersion });
    }
  });

  it('keeps the shift of a clinic and day for all its tablets, and makes another the next day', async () => {
    const first = await bundle();
    const second = await bundle(await aTablet(test.hub, town));
    expect(second.shift).toEqual(first.shift);
    expect(second.codes).toEqual(first.codes);
    test.clock.ms += 86_400_000;
    const next = await bundle();
    expect(next.date).toBe('2026-11-22');
    expect(next.shift.shiftId).not.toBe(first.shift.shiftId);
    expect(next.shift.part).not.toBe(first.shift.part);
    expect(next.kioskRoster).toEqual([]);
  });

  it('makes one shift when two tablets ask at once', async () => {
    const other = await aTablet(test.hub, town);
    const [one, two] = await Promise.all([bundle(tablet), bundle(other)]);
    expect(two.shift).toEqual(one.shift);
  });

  it('takes a new PIN, a removed person and a child added in the meantime into the next bundle', async () => {
    const staff = { municipality: town.code, staffId: town.nurseId };
    valueOf(await setStaffPin(test.hub, TESTER, staff, '280417'));
    valueOf(await removeStaff(test.hub, TESTER, { municipality: town.code, staffId: town.doctorId }));
    valueOf(
      await addBooking(test.hub, TESTER, {
        ...aChild(),
        municipality: town.code,
        sessionId: town.sessionId,
        name: '飛び入り 太郎',
        kana: 'とびいり たろう',
      }),
    );
    const day = await bundle();
    expect(day.staff.map(({ staffId }) => staffId)).toEqual([town.nurseId]);
    expect(await unlock(day, NURSE_PIN)).toBeUndefined();
    expect(await unlock(day, '280417')).toHaveLength(32);
    expect(day.kioskRoster).toHaveLength(2);
    expect(day.codes.entries).toHaveLength(2);
  });

  it('no longer opens for a ticket that was replaced', async () => {
    const { typedCode: lost, bookingId, ticketId } = await ticketLine();
    valueOf(await reissueTicket(test.hub, TESTER, { municipality: town.code, bookingId }));
    const day = await bundle();
    expect(await openForTicket(ticketId, day.kioskRoster)).toBeUndefined();
    expect(await openForCode(lost, day.codes)).toBeUndefined();
    expect(await openForCode((await ticketLine()).typedCode, day.codes)).toBe((await ticketLine()).ticketId);
  });

  it('is refused to a revoked device, and only after it has proved who it is', async () => {
    valueOf(await revokeDevice(test.hub, TESTER, { municipality: town.code, deviceId: tablet.deviceId }));
    const refused = await tablet.bundle();
    expect(refused.status).toBe(403);
    expect(await codeOf(refused)).toBe('device-revoked');
    const stranger = await aTablet(test.hub, town);
    const forged = await stranger.bundle({ keyId: tablet.deviceId });
    expect(await codeOf(forged)).toBe('signature-invalid');
  });

  it('is refused to a device nobody knows', async () => {
    for (const keyId of ['01932d3a-0000-7000-8000-000000000000', 'new', 'x']) {
      const response = await tablet.bundle({ keyId });
      expect(response.status).toBe(401);
      expect(await codeOf(response)).toBe('device-unknown');
    }
  });

  it.each([
    { offset: -300, status: 200 },
    { offset: 300, status: 200 },
    { offset: -301, status: 401 },
    { offset: 301, status: 401 },
  ])(
    'answers $status when the tablet is $offset s off, and tells its own time',
    async ({ offset, status }) => {
      const response = await tablet.bundle({ created: test.clock.ms / 1000 + offset });
      expect(response.status).toBe(status);
      expect(response.headers.get('hagukumi-time')).toBe('2026-11-21T01:00:00.000Z');
      if (status === 401) expect(await codeOf(response)).toBe('signature-clock-skew');
    },
  );

  it('answers a request once', async () => {
    const nonce = 'abcdefghijklmnopqrstuv';
    expect((await tablet.bundle({ nonce })).status).toBe(200);
    const again = await tablet.bundle({ nonce });
    expect(again.status).toBe(401);
    expect(await codeOf(again)).toBe('signature-replayed');
    expect((await (await aTablet(test.hub, town)).bundle({ nonce })).status).toBe(200);
  });

  it('answers one of two copies of a request that arrive together', async () => {
    const nonce = 'abcdefghijklmnopqrstuv';
    const answers = await Promise.all([tablet.bundle({ nonce }), tablet.bundle({ nonce })]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401]);
  });

  it('is quick for forty children once their codes are derived', async () => {
    for (let index = 0; index < 39; index += 1) {
      const name = `子ども ${String(index)}`;
      valueOf(
        await addBooking(test.hub, TESTER, {
          ...aChild(),
          municipality: town.code,
          sessionId: town.sessionId,
          name,
        }),
      );
    }
    expect((await bundle()).codes.entries).toHaveLength(40);
    const rows = await test.hub.store.db.selectFrom('code_entry').selectAll().execute();
    await bundle();
    expect(await test.hub.store.db.selectFrom('code_entry').selectAll().execute()).toEqual(rows);
  });
});

describe('a bundle asked for by its cursor', () => {
  const cursorOf = (response: Response): string => response.headers.get(CURSOR_HEADER) ?? '';

  const ask = (cursor: string, from = tablet): Promise<Response> =>
    from.bundle({ headers: { [CURSOR_HEADER]: cursor } });

  const issued = async (): Promise<number> => {
    const lines = await test.hub.store.db.selectFrom('audit').select('action').execute();
    return lines.filter(({ action }) => action === 'bundle-issued').length;
  };

  it('is not sent again while it says the same, and not logged as handed out', async () => {
    const first = await tablet.bundle();
    const cursor = cursorOf(first);
    expect(cursor).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const before = await issued();
    test.clock.ms += 3_600_000;
    const again = await ask(cursor);
    expect(again.status).toBe(304);
    expect(cursorOf(again)).toBe(cursor);
    expect(again.headers.get('hagukumi-time')).toBe('2026-11-21T02:00:00.000Z');
    expect(await again.text()).toBe('');
    expect(await issued()).toBe(before);
  });

  it('is sent whole to who asks with another cursor, or as another tablet', async () => {
    const cursor = cursorOf(await tablet.bundle());
    for (const other of ['', 'x', cursor.toLowerCase(), `${cursor}A`]) {
      expect((await ask(other)).status).toBe(200);
    }
    expect((await ask(cursor, await aTablet(test.hub, town))).status).toBe(200);
  });

  const nurse = () => ({ municipality: town.code, staffId: town.nurseId });
  it.each<[string, () => Promise<void>]>([
    [
      'a new PIN',
      async () => {
        valueOf(await setStaffPin(test.hub, TESTER, nurse(), '280417'));
      },
    ],
    [
      'a person who left',
      async () => {
        valueOf(await removeStaff(test.hub, TESTER, nurse()));
      },
    ],
    [
      'another child',
      async () => {
        const at = { municipality: town.code, sessionId: town.sessionId };
        valueOf(await addBooking(test.hub, TESTER, { ...aChild(), ...at, name: '飛び入り 太郎' }));
      },
    ],
    [
      'a ticket made anew',
      async () => {
        const { bookingId } = await ticketLine();
        valueOf(await reissueTicket(test.hub, TESTER, { municipality: town.code, bookingId }));
      },
    ],
    [
      'another day',
      () => {
        test.clock.ms += 86_400_000;
        return Promise.resolve();
      },
    ],
  ])('is sent whole after %s', async (_what, change) => {
    const cursor = cursorOf(await tablet.bundle());
    await change();
    const answer = await ask(cursor);
    expect(answer.status).toBe(200);
    expect(cursorOf(answer)).not.toBe(cursor);
  });

  it('keeps its cursor when the hub starts again', async () => {
    const first = await tablet.bundle();
    const { sha256 } = (DayBundle.parse(await first.json()).forms[0] ?? {}) as { sha256: string };
    const again = await aHub(test.env, 8_192);
    try {
      const same = new TestTablet(again.hub);
      Object.assign(same, { deviceId: tablet.deviceId, keys: tablet.keys });
      expect((await same.formPart(sha256)).status).toBe(200);
      expect((await ask(cursorOf(first), same)).status).toBe(304);
    } finally {
      await again.hub.close();
    }
  });
});

describe('GET /api/v1/forms/{sha256}', () => {
  it.each(['0'.repeat(64), 'x', ''])('does not know %j', async (sha256) => {
    const response = await tablet.formPart(sha256);
    expect(response.status).toBe(404);
    expect(await codeOf(response)).toBe('route-unknown');
  });

  it('is for enrolled devices only', async () => {
    const [form] = (await bundle()).forms;
    const stranger = await tablet.formPart(form?.sha256 ?? '', { keyId: 'new' });
    expect(await codeOf(stranger)).toBe('device-unknown');
    valueOf(await revokeDevice(test.hub, TESTER, { municipality: town.code, deviceId: tablet.deviceId }));
    const revoked = await tablet.formPart(form?.sha256 ?? '');
    expect(await codeOf(revoked)).toBe('device-revoked');
  });

  it('travels compressed to who can read that', async () => {
    const [form] = (await bundle()).forms;
    const response = await tablet.formPart(form?.sha256 ?? '', { headers: { 'accept-encoding': 'gzip' } });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect((await response.arrayBuffer()).byteLength).toBeLessThan((form?.size ?? 0) / 2);
  });
});
