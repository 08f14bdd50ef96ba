import { randomBytes, type Bytes } from '../crypto/bytes.ts';
import type { Passkeys } from './passkey.ts';

/** How long the device's own dialogue may stay open, milliseconds. */
const DIALOGUE_MS = 120_000;

/** Signature algorithms that an authenticator may take (COSE): ES256, RS256. No signature is ever checked. */
const ALGORITHMS = [-7, -257] as const;

const bytesOf = (source: BufferSource): Bytes =>
  Uint8Array.from(
    source instanceof ArrayBuffer
      ? new Uint8Array(source)
      : new Uint8Array(source.buffer, source.byteOffset, source.byteLength),
  );

/**
 * Passkeys of this browser (WebAuthn Level 3, `prf`). No server takes part: a passkey is used only for the secret that
 * it gives for an input, after the device has checked its user.
 */
export class WebAuthnPasskeys implements Passkeys {
  async isSupported(): Promise<boolean> {
    if (typeof PublicKeyCredential === 'undefined') return false;
    try {
      const capable = await PublicKeyCredential.getClientCapabilities();
      return capable['extension:prf'] !== false;
    } catch {
      // Browsers that cannot say are asked by trying.
      return true;
    }
  }

  async create(
    name: string,
  ): Promise<{ readonly credentialId: Bytes; readonly hasPrf: boolean } | undefined> {
    const made = await declined(() =>
      navigator.credentials.create({
        publicKey: {
          rp: { name: 'はぐくみ' },
          user: { id: randomBytes(32), name, displayName: name },
          challenge: randomBytes(32),
          pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
          authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
          attestation: 'none',
          timeout: DIALOGUE_MS,
          extensions: { prf: {} },
        },
      }),
    );
    if (!(made instanceof PublicKeyCredential)) return undefined;
    const hasPrf = made.getClientExtensionResults().prf?.enabled === true;
    return { credentialId: bytesOf(made.rawId), hasPrf };
  }

  async evaluate(credentialId: Bytes, salt: Bytes): Promise<Bytes | undefined> {
    const given = await declined(() =>
      navigator.credentials.get({
        publicKey: {
          challenge: randomBytes(32),
          allowCredentials: [{ type: 'public-key', id: credentialId }],
          userVerification: 'required',
          timeout: DIALOGUE_MS,
          extensions: { prf: { eval: { first: salt } } },
        },
      }),
    );
    if (!(given instanceof PublicKeyCredential)) return undefined;
    const output = given.getClientExtensionResults().prf?.results?.first;
    return output === undefined ? undefined : bytesOf(output);
  }
}

/** `undefined` when the person closed the dialogue, it timed out, or the device has nothing to offer. */
const declined = async (ask: () => Promise<Credential | null>): Promise<Credential | undefined> => {
  try {
    return (await ask()) ?? undefined;
  } catch {
    return undefined;
  }
};
