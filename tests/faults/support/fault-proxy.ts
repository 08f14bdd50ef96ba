import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { RECEIPT_TYPE } from '../../../src/lib/contract/receipt.ts';
import type { Signer } from '../../../src/lib/crypto/es256.ts';
import { signJws } from '../../../src/lib/crypto/jws.ts';
import { FAULT_HEADER, readFault, type ProxyFault } from './wire-fault.ts';

/** The hub's answer as it would go on to the sender. */
interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

const PAGE = Buffer.from('<!doctype html><title>Wi-Fi</title><p>Sign in to go on.');

const html = (status: number, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  body: PAGE,
});

const json = (status: number, body: Buffer, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body,
});

/** What proxies, portals and gateways answer on their own, without the hub having seen anything. */
const OWN_ANSWERS: Partial<Record<ProxyFault, () => Answer>> = {
  'page with 200': () => html(200),
  'redirect to a portal': () => html(302, { location: 'http://portal.invalid/' }),
  'page with 413': () => html(413),
  'page with 429': () => html(429, { 'retry-after': '30' }),
  'page with 500': () => html(500),
  'page with 502': () => html(502),
  'page with 503': () => html(503, { 'retry-after': '5' }),
  'nothing with 200': () => json(200, Buffer.alloc(0)),
  'gzip garbage with 200': () =>
    json(200, Buffer.from('1f8b08deadbeef', 'hex'), { 'content-encoding': 'gzip' }),
  'endless JSON with 201': () => json(201, Buffer.from(`{"receipt":"${'x'.repeat(3_000_000)}`)),
};

/** Every receipt in an answer, replaced. */
const withReceipts = async (
  value: unknown,
  change: (jws: string) => Promise<string> | string,
): Promise<unknown> => {
  if (Array.isArray(value)) return Promise.all(value.map((each) => withReceipts(each, change)));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(async ([key, each]: [string, unknown]) => [
    key,
    key === 'receipt' && typeof each === 'string' ? await change(each) : await withReceipts(each, change),
  ]);
  return Object.fromEntries((await Promise.all(entries)) as [string, unknown][]);
};

/** Changes one character in the middle of a part, so that it stays well-formed. */
const bent = (jws: string): string => {
  const at = Math.floor(jws.length / 2);
  return `${jws.slice(0, at)}${jws[at] === 'A' ? 'B' : 'A'}${jws.slice(at + 1)}`;
};

/**
 * Stands between tablets and a hub and does to each request what its header {@link FAULT_HEADER} says. What it was
 * told to keep for later it delivers when {@link deliverLate} is called.
 */
export class FaultProxy {
  readonly #hubPort: number;
  readonly #signers: { readonly hub: Signer; readonly stranger: Signer };
  readonly #server = createServer((request, response) => {
    void this.#take(request, response).catch(() => {
      response.destroy();
    });
  });
  readonly #agent = new Agent({ keepAlive: true });
  #late: Sent[] = [];
  #lastReceipt = '';
  #onHang: () => void = () => undefined;

  /** Requests that are held without an answer now. */
  hanging = 0;
  /** Answers of the hub itself from 500 on. */
  hubErrors = 0;
  /** How the hub answered what came late. */
  readonly lateStatuses: number[] = [];

  /** @param signers the hub's receipt key, and one under the same id that is not the hub's */
  constructor(hubPort: number, signers: { readonly hub: Signer; readonly stranger: Signer }) {
    this.#hubPort = hubPort;
    this.#signers = signers;
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    this.#agent.destroy();
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** Resolves at the next request that is held, or at once when one is. */
  whenHanging(): Promise<void> {
    if (this.hanging > 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#onHang = resolve;
    });
  }

  /** Delivers, in reverse order, what was kept for later. */
  async deliverLate(): Promise<void> {
    const late = this.#late.reverse();
    this.#late = [];
    for (const sent of late) this.lateStatuses.push((await this.#forward(sent)).status);
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { [FAULT_HEADER]: told, ...headers } = request.headers;
    const { fault, at } = readFault(told);
    const { socket } = request;
    if (fault === 'reset before the request is read') {
      socket.resetAndDestroy();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const sent: Sent = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers,
      body: Buffer.concat(chunks),
    };
    const own = OWN_ANSWERS[fault];
    if (own !== undefined) {
      await this.#answer(response, own());
      return;
    }
    switch (fault) {
      case 'cut in the headers':
      case 'cut in the body':
      case 'body shorter than its length':
      case 'body with a shorter length':
        await this.#forwardPart(sent, fault, at);
        socket.resetAndDestroy();
        return;
      case 'kept for later':
        this.#late.push(sent);
        socket.resetAndDestroy();
        return;
      case 'never delivered, no answer':
        this.#hang(response);
        return;
      default:
    }
    if (fault === 'delivered slowly') await new Promise((resolve) => setTimeout(resolve, 3));
    const answer = await this.#forward(sent);
    switch (fault) {
      case 'cut after the commit':
        socket.resetAndDestroy();
        return;
      case 'delivered, no answer':
        this.#hang(response);
        return;
      case 'cut in the answer': {
        const whole = `HTTP/1.1 ${answer.status} OK\r\ncontent-type: application/json\r\ncontent-length: ${answer.body.length}\r\n\r\n`;
        const bytes = Buffer.concat([Buffer.from(whole), answer.body]);
        socket.write(bytes.subarray(0, 1 + Math.floor(at * (bytes.length - 1))), () => {
          socket.destroy();
        });
        return;
      }
      case 'delivered twice':
        await this.#forward(sent);
        await this.#answer(response, answer);
        return;
      case 'delivered twice, second answer':
        await this.#answer(response, await this.#forward(sent));
        return;
      case 'JSON cut short':
        await this.#answer(response, { ...answer, body: answer.body.subarray(0, answer.body.length - 2) });
        return;
      case 'receipt by another key':
      case 'receipt of other bytes':
      case 'receipt of another revision':
      case 'receipt changed':
        await this.#answer(response, await this.#forged(answer, fault));
        return;
      default:
        await this.#answer(response, answer);
    }
  }

  #hang(response: ServerResponse): void {
    // the sender may have given up already
    if (response.closed) return;
    this.hanging += 1;
    response.on('close', () => {
      this.hanging -= 1;
    });
    this.#onHang();
  }

  #answer(response: ServerResponse, { status, headers, body }: Answer): Promise<void> {
    if (response.closed) return Promise.resolve();
    return new Promise((resolve) => {
      response.on('close', resolve);
      response.writeHead(status, { ...headers, 'content-length': String(body.length) });
      response.end(body);
    });
  }

  #forward({ method, path, headers, body }: Sent): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const up = httpRequest(
        { host: '127.0.0.1', port: this.#hubPort, method, path, headers, agent: this.#agent },
        (down) => {
          const chunks: Buffer[] = [];
          down.on('data', (chunk: Buffer) => chunks.push(chunk));
          down.on('error', reject);
          down.on('end', () => {
            const status = down.statusCode ?? 0;
            if (status >= 500) this.hubErrors += 1;
            const kept = ['content-type', 'hagukumi-time', 'retry-after'].flatMap((name) => {
              const value = down.headers[name];
              return typeof value === 'string' ? [[name, value] as const] : [];
            });
            resolve({ status, headers: Object.fromEntries(kept), body: Buffer.concat(chunks) });
          });
        },
      );
      up.on('error', reject);
      up.end(body);
    });
  }

  /** Sends the hub a part of the request on a connection of its own and breaks it off. */
  #forwardPart({ method, path, headers, body }: Sent, fault: ProxyFault, where: number): Promise<void> {
    const at = Math.floor(where * body.length);
    const length = fault === 'body with a shorter length' ? at : body.length;
    const sent: Sent['headers'] = { ...headers, 'content-length': String(length), connection: 'close' };
    const lines = Object.entries(sent).map(([name, value]) => `${name}: ${String(value)}\r\n`);
    const head = Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
    const bytes =
      fault === 'cut in the headers'
        ? head.subarray(0, Math.floor(where * head.length))
        : Buffer.concat([head, body.subarray(0, at)]);
    return new Promise((resolve) => {
      const up = connect(this.#hubPort, '127.0.0.1', () => {
        up.write(bytes, () => {
          if (fault === 'body shorter than its length') up.end();
          else if (fault !== 'body with a shorter length') up.resetAndDestroy();
        });
      });
      up.on('data', () => undefined);
      up.on('error', () => undefined);
      up.on('close', () => {
        resolve();
      });
    });
  }

  async #forged(answer: Answer, fault: ProxyFault): Promise<Answer> {
    if (answer.status >= 300) return answer;
    const { hub, stranger } = this.#signers;
    const before = this.#lastReceipt;
    const value = await withReceipts(JSON.parse(answer.body.toString()), (jws) => {
      this.#lastReceipt = jws;
      if (fault === 'receipt changed') return bent(jws);
      if (fault === 'receipt of another revision' && before !== '' && before !== jws) return before;
      const payload = Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString();
      if (fault === 'receipt by another key') return signJws(RECEIPT_TYPE, payload, stranger);
      const claims = { ...(JSON.parse(payload) as object), sha256: '00'.repeat(32) };
      return signJws(RECEIPT_TYPE, JSON.stringify(claims), hub);
    });
    return { ...answer, body: Buffer.from(JSON.stringify(value)) };
  }
}
