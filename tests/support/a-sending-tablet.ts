import type { CheckInAnswer } from '../../src/lib/contract/check-in.ts';
import { CheckInAnswer as Answer } from '../../src/lib/contract/check-in.ts';
import { DeviceAuditAnswer } from '../../src/lib/contract/device-audit.ts';
import { isProblemCode, problem, type Outcome } from '../../src/lib/contract/problem.ts';
import { sha256, toHex, utf8 } from '../../src/lib/crypto/bytes.ts';
import { ok } from '../../src/lib/domain/result.ts';
import { checkIn as checkInEndpoint } from '../../src/lib/server/api/check-in.ts';
import { deviceAudit } from '../../src/lib/server/api/device-audit.ts';
import { postRevisions } from '../../src/lib/server/api/intake-batch.ts';
import { putRevision } from '../../src/lib/server/api/intake.ts';
import type { Endpoint } from '../../src/lib/server/endpoint.ts';
import type { Hub } from '../../src/lib/server/hub.ts';
import type { TestMunicipality } from '../../src/lib/server/testing/a-municipality.ts';
import { aRevision, ORIGIN, type TestTablet } from '../../src/lib/server/testing/a-tablet.ts';
import { newChain, nextAudit } from '../../src/lib/store/audit-chain.ts';
import { emptyDisk, MemoryStore } from '../../src/lib/store/memory-store.ts';
import type { AuditAction, ChainRow, OutboxRow } from '../../src/lib/store/schema.ts';
import { checkIn, type CheckedIn, type CheckInParts } from '../../src/lib/sync/check-in.ts';
import { handOver, type HandedOver } from '../../src/lib/sync/hand-over.ts';
import { HttpTransport } from '../../src/lib/sync/http-transport.ts';
import { HubClock } from '../../src/lib/sync/hub-clock.ts';
import { OutboxRunner } from '../../src/lib/sync/outbox-runner.ts';
import { webLock } from '../../src/lib/sync/runner-lock.ts';
import { sendAudit } from '../../src/lib/sync/send-audit.ts';
import { signRequest } from '../../src/lib/crypto/http-signature.ts';

/** A tablet's store and its way to a hub in this process: real envelopes, signatures, receipts. */
export class SendingTablet {
  readonly disk = emptyDisk();
  readonly store = new MemoryStore(this.disk);
  /** The tablet's clock, milliseconds. */
  ms: number;
  /** Requests by path, in order. */
  readonly requests: string[] = [];
  /** The network is there. */
  online = true;
  readonly #tablet: TestTablet;
  readonly #town: TestMunicipality;
  #hub: Hub;
  #nonce = 0;

  constructor(tablet: TestTablet, town: TestMunicipality) {
    this.#tablet = tablet;
    this.#town = town;
    this.#hub = tablet.hub;
    this.ms = tablet.hub.now();
  }

  get deviceId(): string {
    return this.#tablet.deviceId;
  }

  /** From now on this hub answers: the one before as it comes up again. */
  reconnect(hub: Hub): void {
    this.#hub = hub;
  }

  readonly clock = {
    now: () => this.ms,
    after: () => () => undefined,
  };

  async chain(): Promise<ChainRow> {
    const read = await this.store.get('meta', 'chain');
    return read.ok && read.value?.key === 'chain' ? read.value : newChain();
  }

  /** Writes a line of the audit log. */
  async log(action: AuditAction, ms = this.ms): Promise<void> {
    const { row, chain } = await nextAudit(await this.chain(), { at: new Date(ms).toISOString(), action });
    await this.store.commit([
      { do: 'put', table: 'audit', row },
      { do: 'put', table: 'meta', row: chain },
    ]);
  }

  /** Seals one more revision into the queue. */
  async seal(): Promise<OutboxRow> {
    const chain = await this.chain();
    const deviceSeq = chain.deviceSeq + 1;
    const content = await aRevision(this.#hub, this.#town);
    const envelope = await this.#tablet.envelope(content, deviceSeq);
    const row: OutboxRow = {
      revisionId: content.revisionId,
      recordId: content.recordId,
      deviceSeq,
      envelope,
      sha256: toHex(await sha256(envelope)),
      sealedAt: new Date(this.ms).toISOString(),
      state: 'queued',
      attempts: 0,
      nextAttemptAt: 0,
    };
    const { row: line, chain: next } = await nextAudit(
      { ...chain, deviceSeq },
      { at: row.sealedAt, action: 'submitted', revisionId: row.revisionId },
    );
    await this.store.commit([
      { do: 'put', table: 'outbox', row },
      { do: 'put', table: 'audit', row: line },
      { do: 'put', table: 'meta', row: next },
    ]);
    return row;
  }

  /** Empties the queue as far as the hub takes it. */
  async drain(): Promise<void> {
    const runner = new OutboxRunner({
      store: this.store,
      clock: this.clock,
      random: () => 0.5,
      lock: webLock(undefined),
      transport: this.transport(),
      afterPass: () => Promise.resolve('done'),
    });
    runner.start();
    await runner.whenIdle();
    await runner.stop();
  }

  checkIn(over: Partial<CheckInParts> = {}): Promise<Outcome<CheckedIn>> {
    return checkIn({
      store: this.store,
      clock: this.clock,
      deviceId: this.deviceId,
      receiptKeys: () => this.#hub.keys.published.receipt,
      facts: () => Promise.resolve({ appVersion: 'test', persisted: true }),
      ask: async (report) => {
        const answer = await this.#json(checkInEndpoint, '/api/v1/check-in', report);
        return answer.ok ? ok<CheckInAnswer>(Answer.parse(answer.value)) : answer;
      },
      ...over,
    });
  }

  sendAudit(): Promise<Outcome<number>> {
    return sendAudit({
      store: this.store,
      clock: this.clock,
      deviceId: this.deviceId,
      receiptKeys: () => this.#hub.keys.published.receipt,
      ask: async (lines) => {
        const answer = await this.#json(deviceAudit, '/api/v1/device-audit', { lines });
        return answer.ok ? ok(DeviceAuditAnswer.parse(answer.value)) : answer;
      },
    });
  }

  handOver(): Promise<Outcome<HandedOver>> {
    return handOver(
      {
        store: this.store,
        clock: this.clock,
        transport: this.transport(),
        receiptKeys: () => this.#hub.keys.published.receipt,
      },
      new AbortController().signal,
    );
  }

  transport(): HttpTransport {
    return new HttpTransport({
      fetch: (url, init) => this.#fetch(url, init),
      origin: ORIGIN,
      sign: async ({ method, path, body, created }) => ok(await this.#sign(method, path, body, created)),
      receiptKeys: () => this.#hub.keys.published.receipt,
      clock: this.clock,
      hubClock: new HubClock(this.clock),
    });
  }

  #sign(method: string, path: string, body: Uint8Array<ArrayBuffer>, created: number) {
    this.#nonce += 1;
    return signRequest(
      { method, authority: 'localhost:3000', path, body },
      {
        keyId: this.deviceId,
        privateKey: this.#tablet.keys.privateKey,
        created,
        nonce: `nonce-${String(this.#nonce).padStart(16, '0')}`,
      },
    );
  }

  async #json(endpoint: Endpoint, path: string, json: unknown): Promise<Outcome<unknown>> {
    const body = utf8(JSON.stringify(json));
    const headers = await this.#sign('POST', path, body, Math.floor(this.#hub.now() / 1000));
    if (!this.online) return problem('network-unreachable');
    this.requests.push(path);
    const request = new Request(ORIGIN + path, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
    });
    const response = await endpoint(this.#hub, request, { params: {}, address: '192.0.2.1' });
    const answer: unknown = await response.json();
    if (response.ok) return ok(answer);
    const { code } = answer as { code: unknown };
    return isProblemCode(code) ? problem(code) : problem('answer-not-from-hub');
  }

  #fetch(url: string, init: RequestInit): Promise<Response> {
    const path = new URL(url).pathname;
    if (!this.online) return Promise.reject(new TypeError('no network'));
    this.requests.push(path);
    const [, recordId, revisionId] = /^\/api\/v1\/records\/([^/]+)\/revisions\/([^/]+)$/.exec(path) ?? [];
    const endpoint = recordId === undefined ? postRevisions : putRevision;
    const params: Record<string, string> =
      recordId === undefined || revisionId === undefined ? {} : { recordId, revisionId };
    return endpoint(this.#hub, new Request(url, init), { params, address: '192.0.2.1' });
  }
}
