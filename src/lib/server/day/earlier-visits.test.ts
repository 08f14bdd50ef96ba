import { afterEach, beforeEach, expect, it } from 'vitest';

import { DayBundle } from '../../contract/bundle.ts';
import { uuidV7 } from '../../contract/ids.ts';
import { fromUtf8, randomBytes } from '../../crypto/bytes.ts';
import { openForTicket } from '../../crypto/locked-entry.ts';
import { builtInForm } from '../../catalog/testing/built-in-form.ts';
import type { RevisionContent } from '../../contract/revision.ts';
import { checkupId, recordId } from '../../crypto/derived-id.ts';
import type { ProgramId, SectionId } from '../../domain/program.ts';
import type { Answer } from '../../forms/answer-types.ts';
import { quantityIn } from '../../forms/codec/quantity.ts';
import { respond } from '../../forms/response/respond.ts';
import { evaluate } from '../../forms/run/evaluate.ts';
import { addBooking } from '../roster/add-booking.ts';
import { addSession } from '../roster/add-session.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aChild, aMunicipality, TESTER, valueOf, type TestMunicipality } from '../testing/a-municipality.ts';
import { aRevision, aTablet, type TestTablet } from '../testing/a-tablet.ts';
import { rosterOf } from '../store/roster.ts';
import { dayRoster } from './day-roster.ts';

const DAY_MS = 86_400_000;

let test: TestHub;
let town: TestMunicipality;
let tablet: TestTablet;
let sent = 0;

beforeEach(async () => {
  test = await aHub(undefined, 8_192, ['infant-3-4m', 'prenatal', 'vaccination']);
  town = await aMunicipality(test.hub);
  tablet = await aTablet(test.hub, town);
  sent = 0;
});

afterEach(async () => {
  await test.dispose();
});

/** What staff wrote down in a section: codes, days, numbers, boxes. */
const written = async (
  program: ProgramId,
  section: SectionId,
  said: Readonly<Record<string, string | number | true>>,
): Promise<Partial<RevisionContent>> => {
  const form = await builtInForm(program, section);
  const answers = new Map<string, readonly Answer[]>(
    Object.entries(said).map(([linkId, value]) => {
      const item = form.byLinkId.get(linkId);
      if (item === undefined) throw new Error(`there is no ${linkId}`);
      const option = item.options.find(
        ({ answer }) => answer.type === 'coding' && answer.value.code === value,
      );
      if (option !== undefined) return [linkId, [option.answer]];
      if (value === true) return [linkId, [{ type: 'boolean', value }]];
      if (typeof value === 'string') return [linkId, [{ type: 'date', value }]];
      return [linkId, [item.type === 'quantity' ? quantityIn(item.unit, value) : { type: 'integer', value }]];
    }),
  );
  const of = { id: 'r', status: 'completed', language: 'ja', authored: '2026-11-21T01:00:00.000Z' } as const;
  return {
    section,
    formId: form.url,
    formVersion: form.version,
    response: respond(form, answers, evaluate(form, answers), of),
  };
};

const measured = async (sizes: Readonly<Record<string, readonly [number, string]>>) => {
  const form = await builtInForm('infant-3-4m', 'measurement');
  const answers = new Map<string, readonly Answer[]>(
    Object.entries(sizes).map(([linkId, [value, code]]) => [
      linkId,
      [{ type: 'quantity', value, unit: code, code }],
    ]),
  );
  return respond(form, answers, evaluate(form, answers), {
    id: 'r',
    status: 'completed',
    language: 'ja',
    authored: '2026-11-21T01:00:00.000Z',
  });
};

/** Sends a version of today's measurement. */
const send = async (
  sizes: Readonly<Record<string, readonly [number, string]>>,
  over: Partial<RevisionContent> = {},
): Promise<RevisionContent> => {
  const content: RevisionContent = {
    ...(await aRevision(test.hub, town)),
    revisionId: uuidV7(test.hub.now(), randomBytes(10)),
    response: await measured(sizes),
    ...over,
  };
  sent += 1;
  const answer = await tablet.put(content, await tablet.envelope(content, sent));
  expect(answer.status).toBe(201);
  return content;
};

const today = (): string => new Date(test.clock.ms + 9 * 3_600_000).toISOString().slice(0, 10);

/** The same child on the list of a later day. */
const laterDay = async (days = 60): Promise<string> => {
  test.clock.ms += days * DAY_MS;
  const { code: municipality, clinicId } = town;
  const sessionId = valueOf(
    await addSession(test.hub, TESTER, {
      municipality,
      clinicId,
      date: today(),
      kind: 'group',
      place: '2階',
      programs: ['infant-3-4m'],
    }),
  );
  valueOf(await addBooking(test.hub, TESTER, { municipality, sessionId, ...aChild() }));
  return sessionId;
};

const earlierOn = async (sessionId: string) => {
  const of = { municipality: town.code, date: today(), sessionIds: [sessionId] };
  return (await dayRoster(test.hub, of)).map(({ entry }) => entry.earlier);
};

it('a child comes with what its earlier checkups measured: the newest version of each', async () => {
  const day = today();
  const first = await send({ weight: [620, 'g'], height: [61.5, 'cm'] });
  await send({ weight: [6200, 'g'], height: [61.5, 'cm'] }, { parents: [first.revisionId] });
  expect(await earlierOn(town.sessionId)).toEqual([undefined]);
  expect(await earlierOn(await laterDay())).toEqual([
    [{ date: day, program: 'infant-3-4m', weightGrams: 6200, heightCm: 61.5 }],
  ]);
});

it('two versions in conflict, what nobody measured and what is beyond all bounds are not compared with', async () => {
  await send({ weight: [6200, 'g'] });
  await send({ weight: [6900, 'g'] });
  expect(await earlierOn(await laterDay())).toEqual([undefined]);
});

it('what earlier checkups measured is in the list of staff, and not in what a ticket opens', async () => {
  await send({ weight: [6200, 'g'] });
  const sessionId = await laterDay();
  const [line] = await rosterOf(test.hub.store.db, [sessionId], new Date(test.clock.ms).toISOString());
  const bundle = DayBundle.parse(await (await tablet.bundle()).json());
  const bytes = await openForTicket(line?.ticketId ?? '', bundle.kioskRoster);
  const entry = JSON.parse(fromUtf8(bytes ?? new Uint8Array()) ?? '{}') as Record<string, unknown>;
  expect(entry['subjectId']).toBe(town.child.subjectId);
  expect(entry['earlier']).toBeUndefined();
});

it('another municipality’s records of the same name are nobody’s earlier checkups', async () => {
  await send({ weight: [6200, 'g'] });
  const other = await aMunicipality(test.hub, '47201');
  const of = { municipality: other.code, date: '2099-01-01', sessionIds: [other.sessionId] };
  expect((await dayRoster(test.hub, of)).map(({ entry }) => entry.earlier)).toEqual([undefined]);
});

/** Sends a section of a checkup of today's child in a program, as if she were seen for it. */
const sendOf = async (
  program: ProgramId,
  section: SectionId,
  said: Parameters<typeof written>[2],
): Promise<void> => {
  const base = await aRevision(test.hub, town);
  const { checkup } = base;
  const checkupOfProgram = await checkupId({ ...checkup, program });
  await send(
    {},
    {
      ...(await written(program, section, said)),
      recordId: await recordId(checkupOfProgram, section),
      checkup: { ...checkup, checkupId: checkupOfProgram, program },
    },
  );
};

it('[PG5] the sections of a prenatal visit are one visit, with what later ones go on from', async () => {
  const date = today();
  await sendOf('prenatal', 'measurement', {
    'visit-number': 1,
    'due-date': '2027-03-01',
    weight: 54.2,
    'weight-before': 52.5,
    height: 158,
  });
  await sendOf('prenatal', 'examination', { 'multiple-pregnancy': 'no' });
  expect(await earlierOn(await laterDay(28))).toEqual([
    [
      {
        date,
        program: 'prenatal',
        weightGrams: 54_200,
        heightCm: 158,
        dueDate: '2027-03-01',
        visitNumber: 1,
        weightBeforeGrams: 52_500,
        multiple: false,
      },
    ],
  ]);
});

it('vaccines that were given come with day, number and product; those postponed do not', async () => {
  const date = today();
  await sendOf('vaccination', 'vaccination', {
    'visit-date': date,
    'vaccination-decision': 'go',
    'vaccine-1': 'dpt-ipv-hib',
    'dose-number-1': 1,
    'another-1': true,
    'vaccine-2': 'pcv',
    'dose-number-2': 1,
    'valency-2': 'pcv-20',
  });
  expect(await earlierOn(await laterDay(28))).toEqual([
    [
      {
        date,
        program: 'vaccination',
        doses: [
          { vaccine: 'dpt-ipv-hib', date, dose: 1 },
          { vaccine: 'pcv', date, dose: 1, product: 'pcv-20' },
        ],
      },
    ],
  ]);
});

it('[VI16] of two versions of a vaccination, what both have so is a dose, and anything else is in conflict', async () => {
  const date = today();
  const of = (second: Parameters<typeof written>[2]) => ({
    'visit-date': date,
    'vaccination-decision': 'go',
    'vaccine-1': 'dpt-ipv-hib',
    'dose-number-1': 1,
    'another-1': true as const,
    ...second,
  });
  await sendOf('vaccination', 'vaccination', of({ 'vaccine-2': 'pcv', 'dose-number-2': 1 }));
  await sendOf('vaccination', 'vaccination', of({ 'vaccine-2': 'pcv', 'dose-number-2': 2 }));
  expect(await earlierOn(await laterDay(28))).toEqual([
    [
      {
        date,
        program: 'vaccination',
        doses: [
          { vaccine: 'dpt-ipv-hib', date, dose: 1 },
          { vaccine: 'pcv', date, dose: 1, conflict: true },
          { vaccine: 'pcv', date, dose: 2, conflict: true },
        ],
      },
    ],
  ]);
});

it('a vaccination that was postponed gave nothing', async () => {
  await sendOf('vaccination', 'vaccination', {
    'visit-date': today(),
    'vaccination-decision': 'postpone',
    'vaccine-1': 'pcv',
  });
  expect(await earlierOn(await laterDay(28))).toEqual([undefined]);
});
