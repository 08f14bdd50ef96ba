import { describe, expect, it } from 'vitest';
import { isForeignWrite } from './same-origin.ts';

const request = (method: string, headers: Record<string, string>): Request =>
  new Request('http://localhost:3000/hub/roster', { method, headers });

describe('isForeignWrite', () => {
  it.each([
    ['POST', { origin: 'http://localhost:3000' }],
    ['POST', { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }],
    ['POST', {}],
    ['PUT', { 'sec-fetch-site': 'none' }],
    ['GET', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ] as const)('lets %s with %j pass', (method, headers) => {
    expect(isForeignWrite(request(method, headers))).toBe(false);
  });

  it.each([
    ['POST', { origin: 'https://evil.example' }],
    ['POST', { origin: 'null' }],
    ['POST', { origin: 'http://localhost:3001' }],
    ['POST', { origin: 'https://localhost:3000' }],
    ['PUT', { 'sec-fetch-site': 'cross-site' }],
    ['DELETE', { 'sec-fetch-site': 'same-site' }],
    ['PATCH', { origin: 'http://localhost:3000', 'sec-fetch-site': 'cross-site' }],
  ] as const)('stops %s with %j', (method, headers) => {
    expect(isForeignWrite(request(method, headers))).toBe(true);
  });
});
