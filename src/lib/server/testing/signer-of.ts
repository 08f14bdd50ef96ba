import type { Signer } from '../../crypto/es256.ts';
import { importSigner } from '../../crypto/staff-signing.ts';
import type { Hub } from '../hub.ts';
import { staffKeysOf } from '../store/staff-keys.ts';

/** Signs as a member of staff, as their tablet does once it is unlocked. */
export const signerOf = async (hub: Hub, staffId: string): Promise<Signer> => {
  const [key] = await staffKeysOf(hub.store.db, [staffId]);
  if (key === undefined) throw new Error('the hub has given this person a key');
  const pkcs8 = await hub.atRest.open(key.private_box, 'staff-signing-key', key.kid);
  const signer = await importSigner(key.kid, pkcs8);
  if (signer === undefined) throw new Error('the key is a P-256 key');
  return signer;
};
