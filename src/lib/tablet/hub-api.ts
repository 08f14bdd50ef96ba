import { toBase64Url } from '../contract/base64url.ts';
import { DayBundle } from '../contract/bundle.ts';
import { EnrolResponse, type EnrolRequest } from '../contract/enrolment.ts';
import { isProblemCode, problem, type Outcome } from '../contract/problem.ts';
import { utf8 } from '../crypto/bytes.ts';
import { signRequest } from '../crypto/http-signature.ts';
import type { HubClock } from '../sync/hub-clock.ts';
import type { World } from './world.ts';

/** A call that has not answered by then has failed, milliseconds. */
const CALL_TIMEOUT_MS = 20_000;

/** Largest answer that is read, characters: a bundle with the forms of every program in every language and 500 children stays below half of it. */
const ANSWER_MAX_CHARACTERS = 20_000_000;

/** Who signs: `new` while the device has no id yet. */
export interface DeviceIdentity {
  readonly keyId: string;
  readonly signingKey: CryptoKey;
}

interface Answer {
  readonly json: unknown;
  /** Tablet clock minus hub clock, milliseconds. */
  readonly clockOffsetMs: number;
}

/**
 * The hub as the tablet calls it. Every request is signed by the device key (RFC 9421). A clock that is off is
 * measured by the hub's `Hagukumi-Time` and corrected in the signature, never on the tablet.
 */
export class HubApi {
  readonly #world: World;
  readonly #hubClock: HubClock;

  constructor(world: World, hubClock: HubClock) {
    this.#world = world;
    this.#hubClock = hubClock;
  }

  async enrol(request: EnrolRequest, identity: DeviceIdentity): Promise<Outcome<EnrolResponse>> {
    const answer = await this.#call('POST', '/api/v1/devices', identity, utf8(JSON.stringify(request)));
    if (!answer.ok) return answer;
    const parsed = EnrolResponse.safeParse(answer.value.json);
    return parsed.success ? { ok: true, value: parsed.data } : problem('answer-not-from-hub');
  }

  async bundle(identity: DeviceIdentity): Promise<Outcome<{ bundle: DayBundle; clockOffsetMs: number }>> {
    const answer = await this.#call('GET', '/api/v1/bundle', identity);
    if (!answer.ok) return answer;
    const parsed = DayBundle.safeParse(answer.value.json);
    if (!parsed.success) return problem('bundle-invalid');
    return { ok: true, value: { bundle: parsed.data, clockOffsetMs: answer.value.clockOffsetMs } };
  }

  /** Headers that sign a request at the hub's time. */
  sign(
    method: string,
    path: string,
    identity: DeviceIdentity,
    body?: Uint8Array<ArrayBuffer>,
  ): Promise<Record<string, string>> {
    const parts = { method, path, authority: this.#world.authority };
    return signRequest(body === undefined ? parts : { ...parts, body }, {
      keyId: identity.keyId,
      privateKey: identity.signingKey,
      created: this.#hubClock.nowSeconds(),
      nonce: toBase64Url(this.#world.random(16)),
    });
  }

  async #call(
    method: string,
    path: string,
    identity: DeviceIdentity,
    body?: Uint8Array<ArrayBuffer>,
  ): Promise<Outcome<Answer>> {
    const first = await this.#once(method, path, identity, body);
    return !first.ok && first.error.code === 'signature-clock-skew'
      ? this.#once(method, path, identity, body)
      : first;
  }

  async #once(
    method: string,
    path: string,
    identity: DeviceIdentity,
    body?: Uint8Array<ArrayBuffer>,
  ): Promise<Outcome<Answer>> {
    const headers = await this.sign(method, path, identity, body);
    const init: RequestInit = {
      method,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    };
    let response: Response;
    let text: string;
    try {
      response = await this.#world.fetch(path, body === undefined ? init : { ...init, body });
      text = await response.text();
    } catch (error) {
      return problem(
        error instanceof DOMException && error.name === 'TimeoutError'
          ? 'network-timeout'
          : 'network-unreachable',
      );
    }
    this.#hubClock.observe(response.headers);
    return readAnswer(response, text, this.#hubClock.offsetMs);
  }
}

/** Anything but the hub's own JSON (a captive portal's page, a proxy's error) is no answer. */
const readAnswer = (response: Response, text: string, clockOffsetMs: number): Outcome<Answer> => {
  if (text.length > ANSWER_MAX_CHARACTERS) return problem('answer-not-from-hub');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return problem('answer-not-from-hub');
  }
  if (response.ok) return { ok: true, value: { json, clockOffsetMs } };
  const code: unknown = typeof json === 'object' && json !== null && 'code' in json ? json.code : undefined;
  return isProblemCode(code) ? problem(code) : problem('answer-not-from-hub');
};
