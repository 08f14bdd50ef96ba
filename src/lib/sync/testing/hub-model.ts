import { decodeBatch, type BatchAnswer, type BatchItem } from '../../contract/batch.ts';
import type { VerifyKey } from '../../contract/bundle.ts';
import { ENVELOPE_MEDIA_TYPE } from '../../contract/envelope.ts';
import { isProblemCode, PROBLEMS, type ProblemCode } from '../../contract/problem.ts';
import { RECEIPT_TYPE, type ReceiptClaims } from '../../contract/receipt.ts';
import { sha256, toHex, utf8 } from '../../crypto/bytes.ts';
import { generateSigningKeyPair, publicCoordinates, type Signer } from '../../crypto/es256.ts';
import { readSignature, verifyRequest } from '../../crypto/http-signature.ts';
import { signJws } from '../../crypto/jws.ts';
import type { Clock } from '../clock.ts';

export const HUB_AUTHORITY = 'hub.example';

/** What goes wrong with one request. A problem code is answered by the hub itself. */
export type HubFault =
  | ProblemCode
  | 'none'
  | 'cut before the hub has it'
  | 'cut after the hub has it'
  | 'name not found'
  | 'no answer'
  | 'answer breaks off'
  | 'page with 200'
  | 'JSON with 200'
  | 'nothing with 200'
  | 'endless with 200'
  | 'redirect to a portal'
  | 'page with 403'
  | 'page with 502'
  | 'page with 413'
  | 'page with 429'
  | 'code of a newer hub, 422'
  | 'code of a newer hub, 403'
  | 'receipt of another revision'
  | 'receipt of other bytes'
  | 'receipt with an unknown key'
  | 'receipt of another type'
  | 'receipt changed';

const page = (status: number, headers: Record<string, string> = {}): Response =>
  new Response('<!doctype html><title>Wi-Fi</title>', {
    status,
    headers: { 'content-type': 'text/html', ...headers },
  });

const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** How an answer that the hub has given does not arrive. */
const lost = (fault: HubFault): Response | undefined => {
  if (fault === 'cut after the hub has it') throw new TypeError('fetch failed');
  if (fault !== 'answer breaks off') return undefined;
  const body = new ReadableStream({
    start: (controller) => {
      controller.enqueue(utf8('{"receipt":'));
      controller.error(new TypeError('terminated'));
    },
  });
  return new Response(body, { headers: { 'content-type': 'application/json' } });
};

/** Problems that the hub has with a single revision: another one of the same batch may fare better. */
const OF_AN_ITEM: ReadonlySet<HubFault> = new Set<HubFault>([
  'none',
  'envelope-malformed',
  'hub-key-unknown',
  'envelope-unopenable',
  'content-malformed',
  'content-mismatch',
  'revision-conflict',
  'revision-in-progress',
  'code of a newer hub, 422',
  'receipt of another revision',
  'receipt of other bytes',
  'receipt with an unknown key',
  'receipt of another type',
  'receipt changed',
]);

/** A hub as the wire shows it: verifies signatures, takes each revision once, signs real receipts. */
export class HubModel {
  readonly #clock: Clock;
  readonly #signer: Signer;
  readonly #stranger: Signer;
  readonly #devicePublic: CryptoKey;
  readonly receiptKeys: readonly VerifyKey[];
  readonly stored = new Map<string, { readonly claims: ReceiptClaims; readonly receipt: string }>();
  /** Revisions that were put by themselves. */
  readonly requests: string[] = [];
  /** Revisions that came in batches. */
  readonly batches: (readonly string[])[] = [];
  /** Whether the hub is of a build that knows batches. */
  takesBatches = true;
  readonly #tries = new Map<string, number>();
  /** Hub clock minus the test's clock, milliseconds. */
  clockAheadMs = 0;
  /** Requests that are left without an answer now. */
  hanging = 0;
  fault: (revisionId: string, nth: number) => HubFault = () => 'none';

  private constructor(
    clock: Clock,
    keys: [Signer, Signer],
    devicePublic: CryptoKey,
    receiptKeys: VerifyKey[],
  ) {
    this.#clock = clock;
    [this.#signer, this.#stranger] = keys;
    this.#devicePublic = devicePublic;
    this.receiptKeys = receiptKeys;
  }

  static async create(clock: Clock, devicePublic: CryptoKey): Promise<HubModel> {
    const pair = await generateSigningKeyPair(false);
    const other = await generateSigningKeyPair(false);
    const receiptKey = { kid: 'hub-1', ...(await publicCoordinates(pair.publicKey)) };
    const signers: [Signer, Signer] = [
      { kid: 'hub-1', privateKey: pair.privateKey },
      { kid: 'hub-1', privateKey: other.privateKey },
    ];
    return new HubModel(clock, signers, devicePublic, [receiptKey]);
  }

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const path = url.replace(`https://${HUB_AUTHORITY}`, '');
    const response = await (path === '/api/v1/revisions' ? this.#post(path, init) : this.#put(path, init));
    response.headers.set('hagukumi-time', new Date(this.#clock.now() + this.clockAheadMs).toISOString());
    return response;
  };

  #faultOf(revisionId: string): HubFault {
    const nth = this.#tries.get(revisionId) ?? 0;
    this.#tries.set(revisionId, nth + 1);
    return this.fault(revisionId, nth);
  }

  async #put(path: string, init: RequestInit): Promise<Response> {
    const revisionId = path.split('/').at(-1) ?? '';
    this.requests.push(revisionId);
    const fault = this.#faultOf(revisionId);
    const instead = await this.#instead(fault, init);
    if (instead !== undefined) return instead;
    const refused = await this.#refuse(path, init);
    if (refused !== undefined) return this.#problem(refused);
    const receipt = await this.#receiptFor(fault, revisionId, init.body as Uint8Array<ArrayBuffer>);
    return lost(fault) ?? json({ receipt, warnings: [] }, 201);
  }

  async #post(path: string, init: RequestInit): Promise<Response> {
    if (!this.takesBatches) return this.#problem('route-unknown');
    const batch = decodeBatch(init.body as Uint8Array<ArrayBuffer>) ?? [];
    this.batches.push(batch.map(({ revisionId }) => revisionId));
    const items = batch.map((item) => ({ item, fault: this.#faultOf(item.revisionId) }));
    const whole = items.find(({ fault }) => !OF_AN_ITEM.has(fault))?.fault ?? 'none';
    const instead = await this.#instead(whole, init);
    if (instead !== undefined) return instead;
    const refused = await this.#refuse(path, init);
    if (refused !== undefined) return this.#problem(refused);
    const answers: BatchAnswer[] = [];
    for (const { item, fault } of items) answers.push(await this.#answerTo(item, fault));
    return lost(whole) ?? json({ items: answers });
  }

  async #answerTo({ revisionId, envelope }: BatchItem, fault: HubFault): Promise<BatchAnswer> {
    if (fault === 'code of a newer hub, 422') return { revisionId, status: 422, code: 'moon-phase-wrong' };
    if (isProblemCode(fault)) return { revisionId, status: PROBLEMS[fault].status, code: fault };
    return {
      revisionId,
      status: 201,
      receipt: await this.#receiptFor(fault, revisionId, envelope),
      warnings: [],
    };
  }

  /** What comes in place of the hub taking anything in. */
  async #instead(fault: HubFault, init: RequestInit): Promise<Response | undefined> {
    if (isProblemCode(fault)) return this.#problem(fault);
    switch (fault) {
      case 'cut before the hub has it':
      case 'name not found':
        throw new TypeError('fetch failed');
      case 'no answer':
        return new Promise((_resolve, reject) => {
          this.hanging += 1;
          const abort = (): void => {
            this.hanging -= 1;
            reject(new DOMException('aborted', 'AbortError'));
          };
          init.signal?.addEventListener('abort', abort);
          if (init.signal?.aborted === true) abort();
        });
      case 'page with 200':
        return page(200);
      case 'JSON with 200':
        return json({ welcome: true });
      case 'nothing with 200':
        return new Response(null, { status: 200 });
      case 'endless with 200':
        return new Response('{"receipt":"'.padEnd(70_000, 'x'), {
          headers: { 'content-type': 'application/json' },
        });
      case 'redirect to a portal':
        return page(302, { location: 'http://portal.example/' });
      case 'page with 403':
        return page(403);
      case 'page with 502':
        return page(502);
      case 'page with 413':
        return page(413);
      case 'page with 429':
        return page(429, { 'retry-after': '30' });
      case 'code of a newer hub, 422':
        return json({ code: 'moon-phase-wrong' }, 422);
      case 'code of a newer hub, 403':
        return json({ code: 'moon-phase-wrong' }, 403);
      default:
        return undefined;
    }
  }

  /** Takes the bytes in. */
  async #receiptFor(fault: HubFault, revisionId: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    const { claims, receipt } = await this.#take(revisionId, bytes);
    switch (fault) {
      case 'receipt of another revision':
        return this.#sign({ ...claims, revisionId: '01930000-0000-7000-8000-000000000000' });
      case 'receipt of other bytes':
        return this.#sign({ ...claims, sha256: '00'.repeat(32) });
      case 'receipt with an unknown key':
        return this.#sign(claims, this.#stranger);
      case 'receipt of another type':
        return signJws('hagukumi-form+jws', JSON.stringify(claims), this.#signer);
      case 'receipt changed':
        return `${receipt.slice(0, -2)}AA`;
      default:
        return receipt;
    }
  }

  async #refuse(path: string, init: RequestInit): Promise<ProblemCode | undefined> {
    const headers = new Headers(init.headers);
    const request = {
      method: init.method ?? '',
      authority: HUB_AUTHORITY,
      path,
      body: init.body as Uint8Array<ArrayBuffer>,
    };
    const verified = await verifyRequest(request, headers, this.#devicePublic);
    if (!verified.ok) return verified.error.code;
    const hubNow = (this.#clock.now() + this.clockAheadMs) / 1_000;
    if (Math.abs(hubNow - (readSignature(headers)?.created ?? 0)) > 300) return 'signature-clock-skew';
    return headers.get('content-type') === ENVELOPE_MEDIA_TYPE ? undefined : 'request-unsupported-type';
  }

  async #take(
    revisionId: string,
    body: Uint8Array<ArrayBuffer>,
  ): Promise<{ claims: ReceiptClaims; receipt: string }> {
    const before = this.stored.get(revisionId);
    if (before !== undefined) return before;
    const claims: ReceiptClaims = {
      revisionId,
      sha256: toHex(await sha256(body)),
      hubSeq: this.stored.size + 1,
      chainHead: '00'.repeat(32),
      hubTime: new Date(this.#clock.now()).toISOString(),
      backupWatermark: 0,
    };
    const taken = { claims, receipt: await this.#sign(claims) };
    this.stored.set(revisionId, taken);
    return taken;
  }

  #sign(claims: ReceiptClaims, signer = this.#signer): Promise<string> {
    return signJws(RECEIPT_TYPE, JSON.stringify(claims), signer);
  }

  #problem(code: ProblemCode): Response {
    const headers = { 'content-type': 'application/problem+json', 'retry-after': '30' };
    const body = JSON.stringify({
      type: `https://hagukumi.dev/problems/${code}`,
      status: PROBLEMS[code].status,
      code,
    });
    return new Response(body, { status: PROBLEMS[code].status || 500, headers });
  }
}
