import { describe, expect, it } from 'vitest';
import { sha256, toHex } from '../crypto/bytes.ts';
import { ok } from '../domain/result.ts';
import type { OutboxRow } from '../store/schema.ts';
import { HttpTransport } from './http-transport.ts';
import { HubClock } from './hub-clock.ts';
import { aRow, FakeClock } from './testing/sync-bench.ts';

const sealed = async (bytes: number): Promise<OutboxRow> => {
  const envelope = new Uint8Array(bytes);
  return aRow('A1', { envelope, sha256: toHex(await sha256(envelope)) });
};

/** Sends to a hub that never answers. @returns after how many milliseconds the try was given up */
const givenUpAfter = async (
  send: (transport: HttpTransport, signal: AbortSignal) => Promise<unknown>,
): Promise<number | undefined> => {
  const clock = new FakeClock();
  const begun = clock.now();
  const transport = new HttpTransport({
    fetch: (_url, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          reject(new DOMException('given up', 'AbortError'));
        });
      }),
    origin: 'https://hub.example',
    sign: () => Promise.resolve(ok({})),
    receiptKeys: () => [],
    clock,
    hubClock: new HubClock(clock),
  });
  const sending = send(transport, new AbortController().signal);
  while (clock.nextAt === undefined) await new Promise((resolve) => setImmediate(resolve));
  const at = clock.nextAt;
  await clock.pass(at - clock.now(), () => Promise.resolve());
  await sending;
  return at - begun;
};

describe('how long a try may take', () => {
  it.each([
    ['4 KiB', 4_096, 32_048],
    ['256 KiB, which 16 kbit/s carry in that time', 262_144, 161_072],
  ])('grows with the bytes of a record: %s', async (_what, bytes, afterMs) => {
    const row = await sealed(bytes);
    expect(await givenUpAfter((transport, signal) => transport.send(row, signal))).toBe(afterMs);
  });

  it('does not grow for a batch, whose records come one by one when it fails', async () => {
    const rows = [await sealed(65_536), await sealed(65_536)];
    expect(await givenUpAfter((transport, signal) => transport.sendBatch(rows, signal))).toBe(30_000);
  });
});
