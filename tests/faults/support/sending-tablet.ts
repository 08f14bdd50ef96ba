import { toBase64Url } from '../../../src/lib/contract/base64url.ts';
import { uuidV7 } from '../../../src/lib/contract/ids.ts';
import type { RevisionContent } from '../../../src/lib/contract/revision.ts';
import { randomBytes, toHex } from '../../../src/lib/crypto/bytes.ts';
import { signRequest } from '../../../src/lib/crypto/http-signature.ts';
import { sealRevision } from '../../../src/lib/crypto/revision-seal.ts';
import type { Hub } from '../../../src/lib/server/hub.ts';
import { addBooking } from '../../../src/lib/server/roster/add-booking.ts';
import {
  aChild,
  aMunicipality,
  TESTER,
  valueOf,
  type TestMunicipality,
} from '../../../src/lib/server/testing/a-municipality.ts';
import { aRevision, aTablet, type TestTablet } from '../../../src/lib/server/testing/a-tablet.ts';
import { newChain } from '../../../src/lib/store/audit-chain.ts';
import { emptyDisk, MemoryStore } from '../../../src/lib/store/memory-store.ts';
import type { OutboxRow } from '../../../src/lib/store/schema.ts';
import type { Clock } from '../../../src/lib/sync/clock.ts';
import { HttpTransport, type HttpTransportParts } from '../../../src/lib/sync/http-transport.ts';
import { HubClock } from '../../../src/lib/sync/hub-clock.ts';
import { OutboxRunner } from '../../../src/lib/sync/outbox-runner.ts';
import type { RunnerLock } from '../../../src/lib/sync/runner-lock.ts';
import type { Seeded } from './seeded.ts';

const SECTIONS = ['questionnaire', 'measurement', 'examination'] as const;

const MORE_CHILDREN = ['朝比奈 蓮', '小田切 結衣'];

/** A clinic of a hub and one revision of every record that may be written there today. */
export interface Clinic {
  readonly municipality: TestMunicipality;
  readonly templates: readonly RevisionContent[];
}

/** A municipality with three children, and so nine records. */
export const aClinic = async (hub: Hub): Promise<Clinic> => {
  const municipality = await aMunicipality(hub);
  const { code, sessionId } = municipality;
  const children = [municipality.child];
  for (const name of MORE_CHILDREN) {
    const booking = { municipality: code, sessionId, ...aChild(), name };
    children.push(valueOf(await addBooking(hub, TESTER, booking)));
  }
  const templates = await Promise.all(
    children.flatMap((child) =>
      SECTIONS.map((section) => aRevision(hub, { ...municipality, child }, section)),
    ),
  );
  return { municipality, templates };
};

/** A tablet with sealed revisions in its outbox, made of the tablet's own parts without a screen. */
export class SendingTablet {
  readonly disk = emptyDisk();
  readonly store = new MemoryStore(this.disk);
  readonly device: TestTablet;
  readonly #hub: Hub;
  readonly #templates: readonly RevisionContent[];
  readonly #heads = new Map<string, string>();
  #deviceSeq = 0;
  #lastHash: Uint8Array<ArrayBuffer> = new Uint8Array(32);

  private constructor(hub: Hub, templates: readonly RevisionContent[], device: TestTablet) {
    this.#hub = hub;
    this.#templates = templates;
    this.device = device;
  }

  /** Enrols a tablet at the clinic. */
  static async at(hub: Hub, { municipality, templates }: Clinic): Promise<SendingTablet> {
    const tablet = new SendingTablet(hub, templates, await aTablet(hub, municipality));
    await tablet.store.commit([{ do: 'put', table: 'meta', row: newChain() }]);
    return tablet;
  }

  /** The same device as it was on its first day: nothing sealed, nothing stored. */
  asNew(): SendingTablet {
    return new SendingTablet(this.#hub, this.#templates, this.device);
  }

  /** Puts so many sealed revisions of drawn records into the outbox. */
  async add(count: number, draw: Seeded): Promise<readonly OutboxRow[]> {
    const rows: OutboxRow[] = [];
    for (let left = count; left > 0; left -= 1) rows.push(await this.#seal(draw.pick(this.#templates)));
    await this.store.commit(rows.map((row) => ({ do: 'put', table: 'outbox', row })));
    return rows;
  }

  async #seal(template: RevisionContent): Promise<OutboxRow> {
    const { recordId } = template;
    const revisionId = uuidV7(this.#hub.now(), randomBytes(10));
    const head = this.#heads.get(recordId);
    this.#heads.set(recordId, revisionId);
    this.#deviceSeq += 1;
    const { keyId, publicKey } = this.device.seal;
    const { bytes, hash } = await sealRevision(
      { ...template, revisionId, parents: head === undefined ? [] : [head] },
      {
        deviceId: this.device.deviceId,
        hubKey: { keyId, publicKey: Uint8Array.from(Buffer.from(publicKey, 'base64url')) },
        deviceSeq: this.#deviceSeq,
        prevHash: this.#lastHash,
      },
    );
    this.#lastHash = hash;
    return {
      revisionId,
      recordId,
      deviceSeq: this.#deviceSeq,
      envelope: bytes,
      sha256: toHex(hash),
      sealedAt: new Date(this.#hub.now()).toISOString(),
      state: 'queued',
      attempts: 0,
      nextAttemptAt: 0,
    };
  }

  /** The tablet's own way to the hub. */
  transport(authority: string, clock: Clock, fetch: HttpTransportParts['fetch']): HttpTransport {
    return new HttpTransport({
      fetch,
      origin: `http://${authority}`,
      sign: async ({ created, ...request }) => ({
        ok: true,
        value: await signRequest(
          { ...request, authority },
          {
            keyId: this.device.deviceId,
            privateKey: this.device.keys.privateKey,
            created,
            nonce: toBase64Url(randomBytes(16)),
          },
        ),
      }),
      receiptKeys: () => this.#hub.keys.published.receipt,
      clock,
      hubClock: new HubClock(clock),
    });
  }

  runner(transport: HttpTransport, clock: Clock, lock: RunnerLock, draw: Seeded): OutboxRunner {
    return new OutboxRunner({ store: this.store, clock, transport, lock, random: draw.next });
  }
}
