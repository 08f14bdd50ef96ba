import '../../../scripts/form-tables/in-node.ts';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkupId, recordId } from '../../../src/lib/crypto/derived-id.ts';
import { sessionKeys, type SessionKeys } from '../../../src/lib/crypto/session.ts';
import { addDays, dateInJapan } from '../../../src/lib/domain/civil-date.ts';
import type { ProgramId, SectionId } from '../../../src/lib/domain/program.ts';
import type { Outcome } from '../../../src/lib/contract/problem.ts';
import { composeHub } from '../../../src/lib/server/compose.ts';
import { openShift } from '../../../src/lib/server/day/open-shift.ts';
import { seedDemo, type DemoInfo } from '../../../src/lib/server/demo/seed-demo.ts';
import { readEnv } from '../../../src/lib/server/env.ts';
import type { Hub } from '../../../src/lib/server/hub.ts';
import { addStaff, type NewStaff } from '../../../src/lib/server/people/add-staff.ts';
import { addBooking } from '../../../src/lib/server/roster/add-booking.ts';
import { addSession } from '../../../src/lib/server/roster/add-session.ts';
import { listClinics } from '../../../src/lib/server/store/organisations.ts';
import { HubProcess } from '../../support/hub-process.ts';
import { NetworkGate } from '../../support/network-gate.ts';

const ACTOR = { kind: 'hub', id: 'faults' } as const;

const must = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.error)}`);
  return outcome.value;
};

/** Somebody on the day's list, with what is printed on the ticket. */
export interface Visitor {
  readonly name: string;
  readonly kana: string;
  readonly program: ProgramId;
  readonly ticketId: string;
  readonly ticketText: string;
  readonly typedCode: string;
  readonly subjectId: string;
  readonly checkupId: string;
  readonly recordOf: (section: SectionId) => Promise<string>;
}

export interface Guests {
  readonly program: ProgramId;
  /** Age today. */
  readonly days: number;
  readonly names: readonly { readonly name: string; readonly kana: string }[];
}

export interface DayOptions {
  /** PBKDF2 iterations of typed codes, where nobody attacks them. */
  readonly codeIterations?: number;
  /** More members of staff than the demo has. */
  readonly staff?: readonly Omit<NewStaff, 'municipality' | 'clinicId'>[];
}

/** A hub in a process of its own with a day's list, and a second pair of eyes on its store and keys. */
export class BrowserDay {
  readonly process: HubProcess;
  readonly eyes: Hub;
  readonly demo: DemoInfo;
  readonly session: SessionKeys;
  readonly shiftId: string;
  readonly visitors: readonly Visitor[];
  readonly dataDir: string;
  readonly #gate: NetworkGate;

  private constructor(parts: {
    gate: NetworkGate;
    process: HubProcess;
    eyes: Hub;
    demo: DemoInfo;
    session: SessionKeys;
    shiftId: string;
    visitors: readonly Visitor[];
    dataDir: string;
  }) {
    this.#gate = parts.gate;
    this.process = parts.process;
    this.eyes = parts.eyes;
    this.demo = parts.demo;
    this.session = parts.session;
    this.shiftId = parts.shiftId;
    this.visitors = parts.visitors;
    this.dataDir = parts.dataDir;
  }

  static async open(
    guests: readonly Guests[],
    { codeIterations, staff = [] }: DayOptions = {},
  ): Promise<BrowserDay> {
    const dataDir = mkdtempSync(join(tmpdir(), 'hagukumi-day-'));
    const env = readEnv({ DATA_DIR: dataDir, DEMO: '1' });
    if (!env.ok) throw new Error(env.error);
    const eyes = await composeHub({
      env: env.value,
      version: 'faults',
      log: () => undefined,
      ...(codeIterations === undefined ? {} : { codeIterations }),
    });
    const demo = await seedDemo(eyes);
    if (demo === undefined) throw new Error('the demo is made on an empty hub');
    const { code: municipality } = demo.municipality;
    const [clinic] = await listClinics(eyes.store.db, municipality);
    if (clinic === undefined) throw new Error('the demo has a clinic');
    const clinicId = clinic.clinic_id;
    for (const person of staff) must(await addStaff(eyes, ACTOR, { municipality, clinicId, ...person }));
    const today = dateInJapan(eyes.now());
    for (const { program, days, names } of guests) {
      const sessionId = must(
        await addSession(eyes, ACTOR, {
          municipality,
          clinicId,
          date: today,
          kind: 'group',
          place: `3階 ${program}`,
          programs: [program],
        }),
      );
      const birthDate = addDays(today, -days);
      for (const { name, kana } of names) {
        must(
          await addBooking(eyes, ACTOR, {
            municipality,
            sessionId,
            program,
            name,
            kana,
            birthDate,
            sex: 'female',
            birthWeightGrams: 3000,
          }),
        );
      }
    }
    const { shiftId, secret } = await openShift(eyes, { municipality, clinicId }, today);
    const gate = await NetworkGate.listen();
    const process = await HubProcess.start({ DATA_DIR: dataDir, ORIGIN: gate.origin });
    gate.leadTo(process.origin);
    const visitors = await visitorsOf(eyes, today);
    return new BrowserDay({
      gate,
      process,
      eyes,
      demo,
      session: await sessionKeys(secret),
      shiftId,
      visitors,
      dataDir,
    });
  }

  /** The address that browsers know: every request of theirs goes through the gate. */
  get origin(): string {
    return this.#gate.origin;
  }

  /** Whether browsers have a network from now on. */
  reach(isReachable: boolean): void {
    this.#gate.reach(isReachable);
  }

  pin(title: string): string {
    const person = this.demo.staff.find((each) => each.title === title);
    if (person === undefined) throw new Error(`the demo has no ${title}`);
    return person.pin;
  }

  async dispose(): Promise<void> {
    await this.#gate.close();
    await this.process.dispose();
    await this.eyes.close();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

const visitorsOf = async (hub: Hub, today: string): Promise<readonly Visitor[]> => {
  const rows = await hub.store.db
    .selectFrom('booking')
    .innerJoin('session', 'session.session_id', 'booking.session_id')
    .innerJoin('subject', 'subject.subject_id', 'booking.subject_id')
    .innerJoin('ticket', (join) =>
      join
        .onRef('ticket.subject_id', '=', 'booking.subject_id')
        .onRef('ticket.program', '=', 'booking.program'),
    )
    .where('session.date', '=', today)
    .select([
      'subject.name as name',
      'subject.kana as kana',
      'booking.program as program',
      'booking.session_id as sessionId',
      'booking.subject_id as subjectId',
      'ticket.ticket_id as ticketId',
      'ticket.text as ticketText',
      'ticket.typed_code as typedCode',
    ])
    .orderBy('booking.number')
    .execute();
  return Promise.all(
    rows.map(async ({ sessionId, ...row }) => {
      const id = await checkupId({ ...row, sessionId });
      return { ...row, checkupId: id, recordOf: (section: SectionId) => recordId(id, section) };
    }),
  );
};
