import { toBase64Url } from '../../../src/lib/contract/base64url.ts';
import { randomBytes, type Bytes } from '../../../src/lib/crypto/bytes.ts';
import { signRequest } from '../../../src/lib/crypto/http-signature.ts';
import type { TestTablet } from '../../../src/lib/server/testing/a-tablet.ts';

/** What a tablet asks of the hub. */
export interface Ask {
  readonly method: 'GET' | 'PUT' | 'POST';
  readonly path: string;
  readonly body?: Bytes;
  readonly mediaType?: string;
}

/** The request as this device signs it now. @param created seconds since 1970 by the hub's clock */
export const signedRequest = async (
  { deviceId, keys }: Pick<TestTablet, 'deviceId' | 'keys'>,
  origin: string,
  { method, path, body, mediaType }: Ask,
  created: number,
): Promise<Request> => {
  const authority = new URL(origin).host;
  const headers = await signRequest(
    body === undefined ? { method, authority, path } : { method, authority, path, body },
    { keyId: deviceId, privateKey: keys.privateKey, created, nonce: toBase64Url(randomBytes(16)) },
  );
  return new Request(origin + path, {
    method,
    headers: mediaType === undefined ? headers : { ...headers, 'content-type': mediaType },
    ...(body === undefined ? {} : { body }),
  });
};
