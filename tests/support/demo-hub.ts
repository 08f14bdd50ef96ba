import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from '@playwright/test';
import { fromBase45, toBase45 } from '../../src/lib/contract/base45.ts';
import { KeyFile } from '../../src/lib/contract/key-file.ts';
import { TICKET_PREFIX, type TicketClaims } from '../../src/lib/contract/ticket.ts';
import { generateSigningKeyPair, importSigningKey, type Signer } from '../../src/lib/crypto/es256.ts';
import { signTicket } from '../../src/lib/crypto/ticket.ts';
import { DEMO_MUNICIPALITY } from '../../src/lib/server/demo/demo-people.ts';
import { demoFacts, type DemoFacts } from './demo-facts.ts';
import { HubProcess } from './hub-process.ts';

/** A child of today's demo list with what is printed on its ticket. */
export interface DemoFamily {
  readonly name: string;
  readonly typedCode: string;
  readonly ticketId: string;
  readonly subjectId: string;
}

const DAY_SECONDS = 86_400;

/** A running hub with its demo, and the paper that lies on the municipality's desk: codes, tickets, keys. */
export class DemoHub {
  readonly process: HubProcess;
  readonly facts: DemoFacts;
  readonly enrolmentCode: string;
  readonly #families: ReadonlyMap<string, DemoFamily>;
  readonly #signer: Signer;

  private constructor(
    process: HubProcess,
    facts: DemoFacts,
    families: ReadonlyMap<string, DemoFamily>,
    signer: Signer,
  ) {
    this.process = process;
    this.facts = facts;
    this.enrolmentCode = /([0-9A-Z]{4}-[0-9A-Z]{4})\s+\(10分間/.exec(process.output)?.[1] ?? '';
    this.#families = families;
    this.#signer = signer;
  }

  /** @param env settings that differ, such as the origin of a server that stands before it */
  static async start(env: Readonly<Record<string, string>> = {}): Promise<DemoHub> {
    const hub = await HubProcess.start(env);
    const facts = await demoFacts(hub);
    return new DemoHub(hub, facts, familiesOf(hub), await ticketSigner(hub));
  }

  get origin(): string {
    return this.process.origin;
  }

  /** @param name of a child of the demo */
  family(name: string): DemoFamily {
    const found = this.#families.get(name);
    if (found === undefined) throw new Error(`the demo has no ${name}`);
    return found;
  }

  /** The family's ticket as its QR code holds it, or one that differs in some claims. Signed by the hub's own key. */
  ticket(family: DemoFamily, over: Partial<TicketClaims> = {}): Promise<string> {
    return signTicket(claimsOf(family, over), this.#signer);
  }

  /** A ticket that says the hub's key id and is signed by another key. */
  async forgedTicket(family: DemoFamily): Promise<string> {
    const { privateKey } = await generateSigningKeyPair(true);
    return signTicket(claimsOf(family, {}), { kid: this.#signer.kid, privateKey });
  }

  /** The ticket's first half: what a reader gives that lost the rest. */
  async truncatedTicket(family: DemoFamily): Promise<string> {
    const bytes = fromBase45((await this.ticket(family)).slice(TICKET_PREFIX.length));
    if (bytes === undefined) throw new Error('a ticket is Base45');
    return TICKET_PREFIX + toBase45(bytes.slice(0, bytes.length / 2));
  }

  async dispose(): Promise<void> {
    await this.process.dispose();
  }
}

const claimsOf = ({ ticketId, subjectId }: DemoFamily, over: Partial<TicketClaims>): TicketClaims => {
  const now = Math.floor(Date.now() / 1000);
  return {
    municipality: DEMO_MUNICIPALITY.code,
    ticketId,
    subjectId,
    program: 'infant-3-4m',
    notBefore: now - DAY_SECONDS,
    expires: now + DAY_SECONDS,
    ...over,
  };
};

const familiesOf = (hub: HubProcess): ReadonlyMap<string, DemoFamily> => {
  const database = new DatabaseSync(join(hub.dataDir, 'hub.sqlite'), { readOnly: true });
  try {
    const rows = database
      .prepare(
        `SELECT subject.name AS name, ticket.typed_code AS typedCode, ticket.ticket_id AS ticketId,
                ticket.subject_id AS subjectId
           FROM ticket JOIN subject ON subject.subject_id = ticket.subject_id`,
      )
      .all();
    return new Map(
      rows.map((row) => {
        const text = (column: string): string => String(row[column]);
        return [
          text('name'),
          {
            name: text('name'),
            typedCode: text('typedCode'),
            ticketId: text('ticketId'),
            subjectId: text('subjectId'),
          },
        ];
      }),
    );
  } finally {
    database.close();
  }
};

const ticketSigner = async (hub: HubProcess): Promise<Signer> => {
  const file: unknown = JSON.parse(readFileSync(join(hub.dataDir, 'hub-keys.json'), 'utf8'));
  const key = KeyFile.parse(file).keys.find(({ purpose }) => purpose === 'ticket');
  expect(key?.purpose).toBe('ticket');
  if (key?.purpose !== 'ticket') throw new Error('the hub has a key for tickets');
  const { kid, x, y, d } = key;
  return { kid, privateKey: await importSigningKey({ kty: 'EC', crv: 'P-256', x, y, d }) };
};
