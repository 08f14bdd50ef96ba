import { fromBase64Url, toBase64Url } from '../../../src/lib/contract/base64url.ts';
import { uuidV7 } from '../../../src/lib/contract/ids.ts';
import type { Author, CheckupRef, RevisionContent } from '../../../src/lib/contract/revision.ts';
import { randomBytes, toHex } from '../../../src/lib/crypto/bytes.ts';
import { recordId } from '../../../src/lib/crypto/derived-id.ts';
import type { Signer } from '../../../src/lib/crypto/es256.ts';
import { signRequest, type SignedRequest } from '../../../src/lib/crypto/http-signature.ts';
import { sealRevision } from '../../../src/lib/crypto/revision-seal.ts';
import { MemoryStore } from '../../../src/lib/store/memory-store.ts';
import type { DeviceRow, OutboxRow } from '../../../src/lib/store/schema.ts';
import { HubClock } from '../../../src/lib/sync/hub-clock.ts';
import { enrol } from '../../../src/lib/tablet/enrolment.ts';
import { HubApi } from '../../../src/lib/tablet/hub-api.ts';
import { instant, type World } from '../../../src/lib/tablet/world.ts';
import type { HubProcess } from '../../support/hub-process.ts';
import { bookedCheckups, staffIds } from './booked-checkups.ts';
import { filledIn, type FilledIn } from './filled-in.ts';
import { staffSigner } from './staff-signer.ts';

/** The largest sections of 3〜4か月児健診, which the demo's checkups are. */
const SECTIONS = ['questionnaire', 'measurement', 'examination'] as const;
type SectionId = (typeof SECTIONS)[number];

interface Slot {
  readonly checkup: CheckupRef;
  readonly section: SectionId;
  readonly recordId: string;
}

const slotsOf = async (checkups: readonly CheckupRef[]): Promise<readonly Slot[]> =>
  Promise.all(
    SECTIONS.flatMap((section) =>
      checkups.map(async (checkup) => ({
        checkup,
        section,
        recordId: await recordId(checkup.checkupId, section),
      })),
    ),
  );

const worldOf = (origin: string): World => ({
  now: () => Date.now(),
  random: randomBytes,
  fetch: (path, init) => fetch(origin + path, init),
  authority: new URL(origin).host,
});

/** The tablet's own code without a screen: enrolled at a running hub, sealing full revisions of booked checkups. */
export class HeadlessTablet {
  readonly store = new MemoryStore();
  readonly world: World;
  readonly device: DeviceRow;
  readonly #slots: readonly Slot[];
  readonly #authors: Readonly<Record<SectionId, Author>>;
  readonly #forms: Readonly<Record<SectionId, FilledIn>>;
  readonly #signers: Readonly<Record<SectionId, Signer | undefined>>;
  #deviceSeq = 0;
  #lastHash = new Uint8Array(32);

  private constructor(
    world: World,
    device: DeviceRow,
    slots: readonly Slot[],
    staff: ReturnType<typeof staffIds>,
    forms: Readonly<Record<SectionId, FilledIn>>,
    signers: Readonly<Record<SectionId, Signer | undefined>>,
  ) {
    this.world = world;
    this.device = device;
    this.#slots = slots;
    this.#authors = {
      questionnaire: { kind: 'guardian', identifiedBy: 'ticket' },
      measurement: { kind: 'staff', staffId: staff.nurse, role: 'nurse' },
      examination: { kind: 'staff', staffId: staff.doctor, role: 'doctor' },
    };
    this.#forms = forms;
    this.#signers = signers;
  }

  /** Enrols with the code that the hub printed. */
  static async enrol(hub: HubProcess): Promise<HeadlessTablet> {
    const code = /Enrolment code\s+(\S+)/.exec(hub.output)?.[1];
    if (code === undefined) throw new Error('the hub printed no enrolment code');
    const world = worldOf(hub.origin);
    const api = new HubApi(world, new HubClock(world));
    const store = new MemoryStore();
    const enrolled = await enrol({ store, api, world }, { code, label: 'bench' });
    if (!enrolled.ok) throw new Error(`the hub refused the enrolment: ${enrolled.error.code}`);
    const slots = await slotsOf(await bookedCheckups(hub.dataDir));
    if (slots.length === 0) throw new Error('nobody is booked at this hub');
    const forms = {
      questionnaire: await filledIn('infant-3-4m', 'questionnaire'),
      measurement: await filledIn('infant-3-4m', 'measurement'),
      examination: await filledIn('infant-3-4m', 'examination'),
    };
    const device = enrolled.value;
    const staff = staffIds(hub.dataDir);
    const day = await api.bundle({ keyId: device.deviceId, signingKey: device.signingKey });
    if (!day.ok) throw new Error(`the hub gave no bundle: ${day.error.code}`);
    const { bundle } = day.value;
    if (bundle === undefined) throw new Error('the hub gave no bundle to who has none');
    const signers = {
      questionnaire: undefined,
      measurement: await staffSigner(device, bundle, { staffId: staff.nurse, printed: hub.output }),
      examination: await staffSigner(device, bundle, {
        staffId: staff.doctor,
        printed: hub.output,
      }),
    };
    const tablet = new HeadlessTablet(world, device, slots, staff, forms, signers);
    await tablet.store.commit([{ do: 'put', table: 'meta', row: enrolled.value }]);
    return tablet;
  }

  /** So many sealed revisions as they lie in the outbox, spread evenly over all records. */
  async seal(count: number): Promise<readonly OutboxRow[]> {
    const rows: OutboxRow[] = [];
    while (rows.length < count) rows.push(await this.#sealNext());
    return rows;
  }

  /** Header fields that sign a row's request now. */
  signatureOf(row: OutboxRow): Promise<Record<string, string>> {
    return this.sign({ method: 'PUT', path: pathOf(row), body: row.envelope });
  }

  /** Header fields that sign a request now. */
  sign(request: Omit<SignedRequest, 'authority'>): Promise<Record<string, string>> {
    return signRequest(
      { ...request, authority: this.world.authority },
      {
        keyId: this.device.deviceId,
        privateKey: this.device.signingKey,
        created: Math.floor(this.world.now() / 1000),
        nonce: toBase64Url(this.world.random(16)),
      },
    );
  }

  async #sealNext(): Promise<OutboxRow> {
    const slot = this.#slots[this.#deviceSeq % this.#slots.length];
    const publicKey = fromBase64Url(this.device.hubKeys.seal.publicKey);
    if (slot === undefined || publicKey === undefined) throw new Error('a slot and a hub key are there');
    const content = this.#contentOf(slot);
    this.#deviceSeq += 1;
    const chain = {
      deviceId: this.device.deviceId,
      hubKey: { keyId: this.device.hubKeys.seal.keyId, publicKey },
      deviceSeq: this.#deviceSeq,
      prevHash: this.#lastHash,
    };
    const { bytes, hash } = await sealRevision(content, chain, this.#signers[slot.section]);
    this.#lastHash = hash;
    return {
      revisionId: content.revisionId,
      recordId: content.recordId,
      deviceSeq: this.#deviceSeq,
      envelope: bytes,
      sha256: toHex(hash),
      sealedAt: instant(this.world),
      state: 'queued',
      attempts: 0,
      nextAttemptAt: 0,
    };
  }

  #contentOf({ checkup, section, recordId: record }: Slot): RevisionContent {
    return {
      schemaVersion: 2,
      recordId: record,
      revisionId: uuidV7(this.world.now(), this.world.random(10)),
      parents: [],
      checkup,
      section,
      status: section === 'questionnaire' ? 'submitted' : 'confirmed',
      author: this.#authors[section],
      authoredAt: instant(this.world),
      hlc: { wallMs: this.world.now(), counter: 0 },
      language: 'ja',
      ...this.#forms[section],
    };
  }
}

export const pathOf = ({ recordId: record, revisionId }: OutboxRow): string =>
  `/api/v1/records/${record}/revisions/${revisionId}`;
