import { generateBoxKey, sealBox } from '../../src/lib/crypto/box.ts';
import { randomBytes } from '../../src/lib/crypto/bytes.ts';
import { generateSigningKeyPair } from '../../src/lib/crypto/es256.ts';
import { newChain } from '../../src/lib/store/audit-chain.ts';
import type { TabletStore } from '../../src/lib/store/port.ts';
import type { DeviceRow } from '../../src/lib/store/schema.ts';
import { DEVICE_SECRET_AAD } from '../../src/lib/tablet/enrolment.ts';
import type { World } from '../../src/lib/tablet/world.ts';
import { anId, MUNICIPALITY, NOW, type BundleFor, type TestHub } from './a-bundle.ts';

/** A world whose clock moves only when it is told to. */
export class TestWorld implements World {
  readonly authority = 'hub.example';
  time = NOW;

  now(): number {
    return this.time;
  }

  random(length: number): Uint8Array<ArrayBuffer> {
    return randomBytes(length);
  }

  fetch(): Promise<Response> {
    return Promise.reject(new TypeError('no network'));
  }
}

/** An enrolled device, written to the store as enrolment leaves it. */
export const anEnrolledDevice = async (
  store: TabletStore,
  hub: TestHub,
): Promise<{ device: DeviceRow; known: BundleFor }> => {
  const secret = randomBytes(32);
  const wrapKey = await generateBoxKey();
  const device: DeviceRow = {
    key: 'device',
    deviceId: anId(),
    label: '待合1',
    municipality: { code: MUNICIPALITY, name: 'はぐくみ市' },
    clinic: { clinicId: hub.clinicId, name: 'はぐくみ市保健センター' },
    signingKey: (await generateSigningKeyPair(false)).privateKey,
    wrapKey,
    wrappedSecret: await sealBox(wrapKey, secret, DEVICE_SECRET_AAD),
    hubKeys: hub.keys,
    enrolledAt: new Date(NOW).toISOString(),
  };
  const written = await store.commit([
    { do: 'put', table: 'meta', row: device },
    { do: 'put', table: 'meta', row: newChain() },
  ]);
  if (!written.ok) throw new Error('the memory store takes a device');
  return { device, known: { deviceId: device.deviceId, deviceSecret: secret } };
};
