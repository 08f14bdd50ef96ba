import { fromBase64Url } from '../../../src/lib/contract/base64url.ts';
import { uuidV7 } from '../../../src/lib/contract/ids.ts';
import type { Author, CheckupRef, RevisionContent } from '../../../src/lib/contract/revision.ts';
import { toHex } from '../../../src/lib/crypto/bytes.ts';
import { recordId } from '../../../src/lib/crypto/derived-id.ts';
import type { Signer } from '../../../src/lib/crypto/es256.ts';
import { sealRevision } from '../../../src/lib/crypto/revision-seal.ts';
import type { DeviceRow, OutboxRow } from '../../../src/lib/store/schema.ts';
import { instant, type World } from '../../../src/lib/tablet/world.ts';
import { filledIn, type FilledIn } from './filled-in.ts';

/** The largest sections of 3〜4か月児健診, which the demo's checkups are. */
export type BenchSection = 'questionnaire' | 'measurement' | 'examination';

/** Who fills a section in, and who signs it. */
export interface Filler {
  readonly author: Author;
  readonly signer: Signer | undefined;
}

interface Slot {
  readonly checkup: CheckupRef;
  readonly section: BenchSection;
  readonly recordId: string;
}

/** Full revisions of booked checkups, one after the other as a device seals them. */
export class SealedRevisions {
  readonly #world: Pick<World, 'now' | 'random'>;
  readonly #device: Pick<DeviceRow, 'deviceId' | 'hubKeys'>;
  readonly #slots: readonly Slot[];
  readonly #fillers: Readonly<Partial<Record<BenchSection, Filler>>>;
  readonly #forms: ReadonlyMap<BenchSection, FilledIn>;
  #deviceSeq = 0;
  #lastHash = new Uint8Array(32);

  private constructor(
    world: Pick<World, 'now' | 'random'>,
    device: Pick<DeviceRow, 'deviceId' | 'hubKeys'>,
    slots: readonly Slot[],
    fillers: Readonly<Partial<Record<BenchSection, Filler>>>,
    forms: ReadonlyMap<BenchSection, FilledIn>,
  ) {
    this.#world = world;
    this.#device = device;
    this.#slots = slots;
    this.#fillers = fillers;
    this.#forms = forms;
  }

  /** Of the sections for which somebody is named. Rejects where nobody is booked. */
  static async of(
    world: Pick<World, 'now' | 'random'>,
    device: Pick<DeviceRow, 'deviceId' | 'hubKeys'>,
    checkups: readonly CheckupRef[],
    fillers: Readonly<Partial<Record<BenchSection, Filler>>>,
  ): Promise<SealedRevisions> {
    if (checkups.length === 0) throw new Error('nobody is booked at this hub');
    const sections = Object.keys(fillers) as BenchSection[];
    const slots = await Promise.all(
      sections.flatMap((section) =>
        checkups.map(async (checkup) => ({
          checkup,
          section,
          recordId: await recordId(checkup.checkupId, section),
        })),
      ),
    );
    const forms = await Promise.all(
      sections.map(async (section) => [section, await filledIn('infant-3-4m', section)] as const),
    );
    return new SealedRevisions(world, device, slots, fillers, new Map(forms));
  }

  /** Where the device's chain stands. */
  get chain(): { readonly deviceSeq: number; readonly lastHash: Uint8Array<ArrayBuffer> } {
    return { deviceSeq: this.#deviceSeq, lastHash: this.#lastHash };
  }

  /** So many more as they lie in the outbox, spread evenly over all records. */
  async seal(count: number): Promise<readonly OutboxRow[]> {
    const rows: OutboxRow[] = [];
    while (rows.length < count) rows.push(await this.#sealNext());
    return rows;
  }

  async #sealNext(): Promise<OutboxRow> {
    const { deviceId, hubKeys } = this.#device;
    const slot = this.#slots[this.#deviceSeq % this.#slots.length];
    const filler = slot && this.#fillers[slot.section];
    const publicKey = fromBase64Url(hubKeys.seal.publicKey);
    if (slot === undefined || filler === undefined || publicKey === undefined) {
      throw new Error('a slot, who fills it in, and a hub key are there');
    }
    const content = this.#contentOf(slot, filler);
    this.#deviceSeq += 1;
    const chain = {
      deviceId,
      hubKey: { keyId: hubKeys.seal.keyId, publicKey },
      deviceSeq: this.#deviceSeq,
      prevHash: this.#lastHash,
    };
    const { bytes, hash } = await sealRevision(content, chain, filler.signer);
    this.#lastHash = hash;
    return {
      revisionId: content.revisionId,
      recordId: content.recordId,
      deviceSeq: this.#deviceSeq,
      envelope: bytes,
      sha256: toHex(hash),
      sealedAt: instant(this.#world),
      state: 'queued',
      attempts: 0,
      nextAttemptAt: 0,
    };
  }

  #contentOf({ checkup, section, recordId: record }: Slot, { author }: Filler): RevisionContent {
    const filled = this.#forms.get(section);
    if (filled === undefined) throw new Error(`${section} is filled in`);
    return {
      schemaVersion: 2,
      recordId: record,
      revisionId: uuidV7(this.#world.now(), this.#world.random(10)),
      parents: [],
      checkup,
      section,
      status: section === 'questionnaire' ? 'submitted' : 'confirmed',
      author,
      authoredAt: instant(this.#world),
      hlc: { wallMs: this.#world.now(), counter: 0 },
      language: 'ja',
      ...filled,
    };
  }
}
