import { toBase64Url } from '../contract/base64url.ts';
import {
  BundleCursor,
  CURSOR_HEADER,
  DayBundle,
  FormPart,
  READS_BOUND_ROSTER,
  READS_HEADER,
  READS_SPANS,
} from '../contract/bundle.ts';
import { CheckInAnswer, type CheckIn } from '../contract/check-in.ts';
import { DeviceAuditAnswer, type DeviceAuditLine } from '../contract/device-audit.ts';
import { EnrolResponse, type EnrolRequest } from '../contract/enrolment.ts';
import { ENVELOPE_MEDIA_TYPE } from '../contract/envelope.ts';
import { isProblemCode, problem, type Outcome } from '../contract/problem.ts';
import { KeptDraft } from '../contract/quarantine-receipt.ts';
import { RecoverResponse, type RecoverRequest } from '../contract/recovery.ts';
import { parseAs } from '../contract/parse-as.ts';
import { parseNewer } from '../contract/parse-newer.ts';
import { utf8 } from '../crypto/bytes.ts';
import { signRequest } from '../crypto/http-signature.ts';
import type { HubClock } from '../sync/hub-clock.ts';
import { readJson } from '../sync/read-json.ts';
import type { World } from './world.ts';

/** A call that has not answered by then has failed, milliseconds. */
const CALL_TIMEOUT_MS = 20_000;

/** Largest answer that is read, characters: more than the largest list that a bundle may hold, twice. */
const ANSWER_MAX_CHARACTERS = 12_000_000;

/** Who signs: `new` while the device has no id yet. */
export interface DeviceIdentity {
  readonly keyId: string;
  readonly signingKey: CryptoKey;
}

interface Answer {
  /** `undefined` when the hub says that the bundle asked with is still the one. */
  readonly json: unknown;
  readonly cursor: string | undefined;
  /** Tablet clock minus hub clock, milliseconds. */
  readonly clockOffsetMs: number;
}

/** What the hub says of today. */
export interface HubDay {
  /** `undefined`: what the tablet has is still so. */
  readonly bundle: DayBundle | undefined;
  /** Whether the hub says more in it than this build knows. */
  readonly isNewer: boolean;
  /** The name of what the bundle says, to be told with the next question. */
  readonly cursor: string | undefined;
  /** Tablet clock minus hub clock, milliseconds. */
  readonly clockOffsetMs: number;
}

interface Sent {
  readonly body?: Uint8Array<ArrayBuffer>;
  /** `application/json` when it is not said. */
  readonly mediaType?: string;
  readonly cursor?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
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

  /** What the hub said last that the time was, milliseconds since 1970; `undefined` until it is heard in this run. */
  get heardMs(): number | undefined {
    return this.#hubClock.heardMs;
  }

  async enrol(request: EnrolRequest, identity: DeviceIdentity): Promise<Outcome<EnrolResponse>> {
    const answer = await this.#call('POST', '/api/v1/devices', identity, {
      body: utf8(JSON.stringify(request)),
    });
    if (!answer.ok) return answer;
    const parsed = parseNewer(EnrolResponse, answer.value.json);
    return parsed.success ? { ok: true, value: parsed.data } : problem('answer-not-from-hub');
  }

  /** Uses a recovery code up. */
  async recover(request: RecoverRequest, identity: DeviceIdentity): Promise<Outcome<RecoverResponse>> {
    const answer = await this.#call('POST', '/api/v1/recoveries', identity, {
      body: utf8(JSON.stringify(request)),
    });
    if (!answer.ok) return answer;
    const parsed = parseNewer(RecoverResponse, answer.value.json);
    return parsed.success ? { ok: true, value: parsed.data } : problem('answer-not-from-hub');
  }

  /** Today's bundle. @param here the name of the bundle that is here, when it is whole */
  async bundle(identity: DeviceIdentity, here?: string): Promise<Outcome<HubDay>> {
    const answer = await this.#call('GET', '/api/v1/bundle', identity, {
      cursor: here,
      headers: { [READS_HEADER]: `${READS_BOUND_ROSTER}, ${READS_SPANS}` },
    });
    if (!answer.ok) return answer;
    const { json, clockOffsetMs } = answer.value;
    const named = parseAs(BundleCursor, answer.value.cursor).data;
    const unchanged: HubDay = { bundle: undefined, isNewer: false, cursor: named, clockOffsetMs };
    if (json === undefined) return { ok: true, value: unchanged };
    const parsed = parseNewer(DayBundle, json);
    if (!parsed.success) return problem('bundle-invalid');
    const { data: bundle, isNewer } = parsed;
    // What was passed over has to be asked for again by the build that knows it.
    const cursor = isNewer ? undefined : named;
    return { ok: true, value: { bundle, isNewer, cursor, clockOffsetMs } };
  }

  /** The signed text of a form, as the hub gives it: whether it is the one asked for is not looked at. */
  async formPart(sha256: string, identity: DeviceIdentity): Promise<Outcome<string>> {
    const answer = await this.#call('GET', `/api/v1/forms/${sha256}`, identity);
    if (!answer.ok) return answer.error.code === 'route-unknown' ? problem('bundle-invalid') : answer;
    const parsed = parseNewer(FormPart, answer.value.json);
    return parsed.success ? { ok: true, value: parsed.data.jws } : problem('answer-not-from-hub');
  }

  /** Tells the hub how this tablet stands. */
  async checkIn(report: CheckIn, identity: DeviceIdentity): Promise<Outcome<CheckInAnswer>> {
    const answer = await this.#call('POST', '/api/v1/check-in', identity, {
      body: utf8(JSON.stringify(report)),
    });
    if (!answer.ok) return answer;
    const parsed = parseNewer(CheckInAnswer, answer.value.json);
    return parsed.success ? { ok: true, value: parsed.data } : problem('answer-not-from-hub');
  }

  /** Hands lines of this tablet's audit log over. */
  async deviceAudit(
    lines: readonly DeviceAuditLine[],
    identity: DeviceIdentity,
  ): Promise<Outcome<DeviceAuditAnswer>> {
    const body = utf8(JSON.stringify({ lines }));
    const answer = await this.#call('POST', '/api/v1/device-audit', identity, { body });
    if (!answer.ok) return answer;
    const parsed = parseNewer(DeviceAuditAnswer, answer.value.json);
    return parsed.success ? { ok: true, value: parsed.data } : problem('answer-not-from-hub');
  }

  /** Hands the bytes of a sealed draft over. */
  async draft(body: Uint8Array<ArrayBuffer>, identity: DeviceIdentity): Promise<Outcome<KeptDraft>> {
    const sent = { body, mediaType: ENVELOPE_MEDIA_TYPE };
    const answer = await this.#call('POST', '/api/v1/drafts', identity, sent);
    if (!answer.ok) return answer;
    const parsed = parseNewer(KeptDraft, answer.value.json);
    return parsed.success ? { ok: true, value: parsed.data } : problem('answer-not-from-hub');
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
    sent: Sent = {},
  ): Promise<Outcome<Answer>> {
    const first = await this.#once(method, path, identity, sent);
    return !first.ok && first.error.code === 'signature-clock-skew'
      ? this.#once(method, path, identity, sent)
      : first;
  }

  async #once(
    method: string,
    path: string,
    identity: DeviceIdentity,
    { body, mediaType = 'application/json', cursor, headers }: Sent,
  ): Promise<Outcome<Answer>> {
    const init: RequestInit = {
      method,
      headers: {
        ...(await this.sign(method, path, identity, body)),
        ...(body === undefined ? {} : { 'content-type': mediaType }),
        ...(cursor === undefined ? {} : { [CURSOR_HEADER]: cursor }),
        ...headers,
      },
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
    return readAnswer(response, text, { cursor, clockOffsetMs: this.#hubClock.offsetMs });
  }
}

/**
 * Anything but the hub's own JSON (a captive portal's page, a proxy's error) is no answer; a 304 is one only when it
 * names what was asked with.
 */
const readAnswer = (
  response: Response,
  text: string,
  { cursor: asked, clockOffsetMs }: { readonly cursor: string | undefined; readonly clockOffsetMs: number },
): Outcome<Answer> => {
  const cursor = response.headers.get(CURSOR_HEADER) ?? undefined;
  if (response.status === 304 && asked !== undefined && cursor === asked) {
    return { ok: true, value: { json: undefined, cursor, clockOffsetMs } };
  }
  if (text.length > ANSWER_MAX_CHARACTERS) return problem('answer-not-from-hub');
  const json = readJson(text);
  if (json === undefined) return problem('answer-not-from-hub');
  if (response.ok) return { ok: true, value: { json, cursor, clockOffsetMs } };
  const code: unknown = typeof json === 'object' && json !== null && 'code' in json ? json.code : undefined;
  return isProblemCode(code) ? problem(code) : problem('answer-not-from-hub');
};
