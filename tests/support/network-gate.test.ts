import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NetworkGate } from './network-gate.ts';

describe('a gate between a browser and a server', () => {
  let seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(request.url ?? '');
    if (request.url === '/slow') return;
    response.end('here');
  });
  let gate: NetworkGate;

  beforeEach(async () => {
    seen = [];
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    gate = await NetworkGate.listen();
    gate.leadTo(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
  });

  afterEach(async () => {
    await gate.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('lets everything through while it is open', async () => {
    const answer = await fetch(`${gate.origin}/a`);
    expect(await answer.text()).toBe('here');
    expect(seen).toEqual(['/a']);
  });

  it('lets nothing through while it is shut, and all again afterwards at the same address', async () => {
    await (await fetch(`${gate.origin}/a`)).text();
    gate.reach(false);
    await expect(fetch(`${gate.origin}/b`)).rejects.toThrow();
    gate.reach(true);
    await (await fetch(`${gate.origin}/c`)).text();
    expect(seen).toEqual(['/a', '/c']);
  });

  it('cuts what is under way when it is shut', async () => {
    const waiting = fetch(`${gate.origin}/slow`);
    const refused = expect(waiting).rejects.toThrow();
    while (seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    gate.reach(false);
    await refused;
  });
});
