import { gzipSync } from 'node:zlib';
import {
  encodeEnvelope,
  envelopeAad,
  ENVELOPE_MEDIA_TYPE,
  ENVELOPE_MAX_BYTES,
} from '../../../src/lib/contract/envelope.ts';
import { toCbor } from '../../../src/lib/contract/cbor.ts';
import { utf8, type Bytes } from '../../../src/lib/crypto/bytes.ts';
import { sealTo } from '../../../src/lib/crypto/seal.ts';
import type { Attack, Verdict } from './decoder-attacks.ts';
import type { Material } from './honest-material.ts';
import { hostileJson } from './hostile-json.ts';
import { mutatedBytes, mutatedText } from './mutate.ts';
import type { Seeded } from './seeded.ts';
import { signedRequest, type Ask } from './signed-request.ts';

const ORIGIN = 'http://localhost:3000';

const GZIP_BOMB: Bytes = Uint8Array.from(gzipSync(new Uint8Array(64 * 2 ** 20)));

/** Asks the hub's endpoints. */
export type AskHub = (request: Request, address?: string) => Promise<Response>;

const putPath = ({ row }: Material): string => `/api/v1/records/${row.recordId}/revisions/${row.revisionId}`;

/** The endpoints that take JSON of an enrolled device, and something well-formed for each. */
const JSON_ASKS: readonly { readonly path: string; readonly json: (material: Material) => string }[] = [
  {
    path: '/api/v1/check-in',
    json: ({ received }) =>
      JSON.stringify({
        appVersion: '1.0.0-test',
        deviceSeq: 2,
        lastReceipt: { revisionId: received.revisionId, hubSeq: 1, chainHead: '0'.repeat(64) },
        queued: 1,
        parked: 0,
        damaged: 0,
        oldestUnsentAt: '2026-11-21T00:00:00.000Z',
        clockOffsetMs: 0,
        persisted: true,
        hlc: { wallMs: 1_795_000_000_000, counter: 0 },
      }),
  },
  {
    path: '/api/v1/device-audit',
    json: ({ received }) =>
      JSON.stringify({
        lines: [
          {
            seq: 1,
            at: '2026-11-21T00:00:00.000Z',
            action: 'delivered',
            recordId: received.recordId,
            revisionId: received.revisionId,
            hash: '0'.repeat(64),
          },
        ],
      }),
  },
  {
    path: '/api/v1/recoveries',
    json: ({ clinic }) => JSON.stringify({ staffId: clinic.municipality.nurseId, code: 'ABCD2345' }),
  },
];

const asks = (material: Material): readonly Ask[] => [
  { method: 'PUT', path: putPath(material), body: material.envelope, mediaType: ENVELOPE_MEDIA_TYPE },
  {
    method: 'POST',
    path: '/api/v1/revisions',
    body: toCbor([[material.row.recordId, material.row.revisionId, material.envelope]]),
    mediaType: ENVELOPE_MEDIA_TYPE,
  },
  {
    method: 'POST',
    path: '/api/v1/drafts',
    body: toCbor([1, material.row.recordId, 's1', material.envelope]),
    mediaType: ENVELOPE_MEDIA_TYPE,
  },
  { method: 'POST', path: '/api/v1/devices', body: utf8(material.enrolment), mediaType: 'application/json' },
  { method: 'GET', path: '/api/v1/bundle' },
  { method: 'GET', path: `/api/v1/forms/${material.form.entry.sha256}` },
  ...JSON_ASKS.map(({ path, json }) => ({
    method: 'POST' as const,
    path,
    body: utf8(json(material)),
    mediaType: 'application/json',
  })),
];

const nowOf = ({ hub }: Material): number => Math.floor(hub.hub.now() / 1_000);

/** A request that is not the one that was signed: nothing but a refusal is right. */
const verdictOnForgery = async (response: Response, what: string): Promise<Verdict> => {
  const text = await response.text();
  if (response.status >= 500) return { wrong: `${what}: answered with ${response.status}` };
  return response.ok ? { forged: `${what}: ${response.status} ${text.slice(0, 60)}` } : 'refused';
};

/** Well signed by an enrolled device: whatever it says, the hub answers below 500. */
const verdictOnContent = async (response: Response, what: string): Promise<Verdict> => {
  await response.arrayBuffer();
  if (response.status >= 500) return { wrong: `${what}: answered with ${response.status}` };
  return response.ok ? 'harmless' : 'refused';
};

/** The request with one thing changed after it was signed, or `undefined` when HTTP does not know such a one. */
const tampered = async (signed: Request, draw: Seeded): Promise<Request | undefined> => {
  const { method } = signed;
  const body = new Uint8Array(await signed.arrayBuffer());
  const headers = new Headers(signed.headers);
  const withBody = (bytes: Bytes): RequestInit => (method === 'GET' ? {} : { body: bytes });
  const names = [
    'signature',
    'signature-input',
    ...(headers.has('content-digest') ? ['content-digest'] : []),
  ];
  try {
    switch (draw.below(5)) {
      case 0:
        if (method === 'GET') return undefined;
        return new Request(signed.url, { method, headers, body: mutatedBytes(body, draw) });
      case 1: {
        const name = draw.pick(names);
        const before = headers.get(name) ?? '';
        const after = mutatedText(before, draw);
        headers.set(name, after);
        if (headers.get(name) === before) return undefined;
        return new Request(signed.url, { method, headers, ...withBody(body) });
      }
      case 2:
        headers.delete(draw.pick(names));
        return new Request(signed.url, { method, headers, ...withBody(body) });
      case 3: {
        const path = new URL(signed.url).pathname;
        const url = ORIGIN + mutatedText(path, draw).replaceAll(/[?#].*$/gs, '');
        if (new URL(url).pathname === path) return undefined;
        return new Request(url, { method, headers, ...withBody(body) });
      }
      default: {
        const other = draw.pick(['http://127.0.0.1:3000', 'http://localhost:3001', 'http://hub.example']);
        return new Request(signed.url.replace(ORIGIN, other), { method, headers, ...withBody(body) });
      }
    }
  } catch {
    return undefined;
  }
};

/** Content of any text, sealed as the honest revision is. */
const sealed = async ({ tablet, row, clinic }: Material, text: string): Promise<Bytes> => {
  const { device } = tablet;
  const template = clinic.templates[0];
  const outer = {
    suite: 1,
    hubKeyId: device.seal.keyId,
    deviceSeq: 2,
    prevHash: new Uint8Array(32),
    formId: template?.formId ?? '',
    formVersion: template?.formVersion ?? '',
  };
  const context = {
    municipality: device.municipality,
    deviceId: device.deviceId,
    recordId: row.recordId,
    revisionId: row.revisionId,
  };
  const key = Uint8Array.from(Buffer.from(device.seal.publicKey, 'base64url'));
  const box = await sealTo(key, utf8(text), 'hagukumi/revision/1', envelopeAad(context, outer));
  return encodeEnvelope({ ...outer, ...box });
};

/** Attacks on the endpoints themselves. @param ask the hub */
export const endpointAttacks = (ask: AskHub): Readonly<Record<string, Attack>> => {
  const send = async (material: Material, what: Ask): Promise<Response> =>
    ask(await signedRequest(material.tablet.device, ORIGIN, what, nowOf(material)));

  return {
    'a request changed after signing': async (material, draw) => {
      const one = draw.pick(asks(material));
      const request = await tampered(
        await signedRequest(material.tablet.device, ORIGIN, one, nowOf(material)),
        draw,
      );
      if (request === undefined) return 'refused';
      return verdictOnForgery(await ask(request), `${one.method} ${one.path.slice(0, 16)} changed`);
    },
    'a request signed by a stranger': async (material, draw) => {
      const { stranger } = material.receipt;
      const keys = { ...material.tablet.device.keys, privateKey: stranger.privateKey };
      const deviceId = draw.pick([
        material.tablet.device.deviceId,
        'new',
        stranger.kid,
        material.row.recordId,
      ]);
      const one = draw.pick(asks(material));
      const request = await signedRequest({ deviceId, keys }, ORIGIN, one, nowOf(material));
      return verdictOnForgery(await ask(request), 'signed by a stranger');
    },
    'a request of another time': async (material, draw) => {
      const one = draw.pick(asks(material));
      const away = draw.pick([301, 3_600, 315_360_000, nowOf(material)]) * draw.pick([-1, 1]);
      const created = Math.max(0, nowOf(material) + away);
      return verdictOnForgery(
        await ask(await signedRequest(material.tablet.device, ORIGIN, one, created)),
        'of another time',
      );
    },
    'a hostile envelope, well signed': async (material, draw) => {
      const body = mutatedBytes(material.envelope, draw);
      const what: Ask = { method: 'PUT', path: putPath(material), body, mediaType: ENVELOPE_MEDIA_TYPE };
      return verdictOnForgery(await send(material, what), 'a changed envelope');
    },
    'a hostile batch, well signed': async (material, draw) => {
      const honest = asks(material)[1];
      if (honest?.body === undefined) return 'refused';
      const body = mutatedBytes(honest.body, draw);
      return verdictOnContent(await send(material, { ...honest, body }), 'a changed batch');
    },
    'hostile content, well sealed and signed': async (material, draw) => {
      const body = await sealed(material, hostileJson(material.content, draw));
      const what: Ask = { method: 'PUT', path: putPath(material), body, mediaType: ENVELOPE_MEDIA_TYPE };
      return verdictOnContent(await send(material, what), 'hostile content');
    },
    'hostile JSON, well signed': async (material, draw) => {
      const { path, json } = draw.pick(JSON_ASKS);
      const body = utf8(hostileJson(json(material), draw));
      const what: Ask = { method: 'POST', path, body, mediaType: 'application/json' };
      return verdictOnContent(await send(material, what), `hostile JSON for ${path}`);
    },
    'a hostile enrolment': async (material, draw) => {
      const one: Ask = {
        method: 'POST',
        path: '/api/v1/devices',
        body: utf8(hostileJson(material.enrolment, draw)),
        mediaType: 'application/json',
      };
      const device = { deviceId: 'new', keys: material.tablet.device.keys };
      const request = await signedRequest(device, ORIGIN, one, nowOf(material));
      // wrong codes are counted per address
      const address = `198.51.100.${draw.below(256)}`;
      return verdictOnForgery(await ask(request, address), 'a hostile enrolment');
    },
    'a body that is too large, compressed or of another type': async (material, draw) => {
      const body = draw.pick([
        () => GZIP_BOMB,
        () => new Uint8Array(ENVELOPE_MAX_BYTES + 1),
        () => new Uint8Array(0),
        () => utf8('{}'),
      ])();
      const path = draw.pick(asks(material)).path;
      const mediaType = draw.pick([
        ENVELOPE_MEDIA_TYPE,
        'application/json',
        'text/plain',
        'multipart/form-data',
        '',
      ]);
      const method = path === putPath(material) ? 'PUT' : 'POST';
      const request = await signedRequest(
        material.tablet.device,
        ORIGIN,
        { method, path, body, mediaType },
        nowOf(material),
      );
      const headers = new Headers(request.headers);
      if (draw.below(2) === 0) headers.set('content-encoding', draw.pick(['gzip', 'br', 'deflate', 'x']));
      if (draw.below(3) === 0)
        headers.set('content-length', draw.pick(['-1', '1e9', '99999999999', 'NaN', '']));
      return verdictOnForgery(await ask(new Request(request.url, { method, headers, body })), 'a wrong body');
    },
  };
};
