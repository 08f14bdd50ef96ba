import { toBase64Url } from '../../../src/lib/contract/base64url.ts';
import { randomBytes } from '../../../src/lib/crypto/bytes.ts';
import { signRequest, type SignedRequest } from '../../../src/lib/crypto/http-signature.ts';
import { MemoryStore } from '../../../src/lib/store/memory-store.ts';
import type { DeviceRow, OutboxRow } from '../../../src/lib/store/schema.ts';
import { HubClock } from '../../../src/lib/sync/hub-clock.ts';
import { enrol } from '../../../src/lib/tablet/enrolment.ts';
import { HubApi } from '../../../src/lib/tablet/hub-api.ts';
import type { World } from '../../../src/lib/tablet/world.ts';
import type { HubProcess } from '../../support/hub-process.ts';
import { bookedCheckups, staffIds } from './booked-checkups.ts';
import { SealedRevisions } from './sealed-revisions.ts';
import { staffSigner } from './staff-signer.ts';

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
  readonly #revisions: SealedRevisions;

  private constructor(world: World, device: DeviceRow, revisions: SealedRevisions) {
    this.world = world;
    this.device = device;
    this.#revisions = revisions;
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
    const device = enrolled.value;
    const { nurse, doctor } = staffIds(hub.dataDir);
    const day = await api.bundle({ keyId: device.deviceId, signingKey: device.signingKey });
    if (!day.ok) throw new Error(`the hub gave no bundle: ${day.error.code}`);
    const { bundle } = day.value;
    if (bundle === undefined) throw new Error('the hub gave no bundle to who has none');
    const signerOf = (staffId: string): ReturnType<typeof staffSigner> =>
      staffSigner(device, bundle, { staffId, printed: hub.output });
    const revisions = await SealedRevisions.of(world, device, await bookedCheckups(hub.dataDir), {
      questionnaire: { author: { kind: 'guardian', identifiedBy: 'ticket' }, signer: undefined },
      measurement: {
        author: { kind: 'staff', staffId: nurse, role: 'nurse' },
        signer: await signerOf(nurse),
      },
      examination: {
        author: { kind: 'staff', staffId: doctor, role: 'doctor' },
        signer: await signerOf(doctor),
      },
    });
    const tablet = new HeadlessTablet(world, device, revisions);
    await tablet.store.commit([{ do: 'put', table: 'meta', row: device }]);
    return tablet;
  }

  /** So many sealed revisions as they lie in the outbox, spread evenly over all records. */
  seal(count: number): Promise<readonly OutboxRow[]> {
    return this.#revisions.seal(count);
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
}

export const pathOf = ({ recordId: record, revisionId }: OutboxRow): string =>
  `/api/v1/records/${record}/revisions/${revisionId}`;
