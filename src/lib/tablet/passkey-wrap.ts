import type { Outcome } from '../contract/problem.ts';
import type { Bytes } from '../crypto/bytes.ts';
import { wrapForPasskey, type PasskeyBinding, type TabletParts } from '../crypto/passkey.ts';
import type { TabletStore, WriteOp } from '../store/port.ts';

/**
 * Steps that wrap what a PIN has just opened for this person's passkey, too; none where there is no passkey. One whose
 * public key is damaged is forgotten: the PIN never waits for a passkey.
 */
export const passkeyRenewal = async (
  store: TabletStore,
  tablet: TabletParts,
  bound: PasskeyBinding,
  opened: Bytes,
): Promise<Outcome<readonly WriteOp[]>> => {
  const { staffId, shiftId } = bound;
  const read = await store.get('passkeys', staffId);
  if (!read.ok) return read;
  const passkey = read.value;
  if (passkey === undefined) return { ok: true, value: [] };
  const box = await wrapForPasskey(passkey.publicKey, tablet, bound, opened);
  if (box === undefined) return { ok: true, value: [{ do: 'delete', table: 'passkeys', key: staffId }] };
  return {
    ok: true,
    value: [
      { do: 'expect', table: 'passkeys', key: staffId, field: 'createdAt', value: passkey.createdAt },
      { do: 'put', table: 'passkeys', row: { ...passkey, wrap: { shiftId, box } } },
    ],
  };
};
