import { BatchResponse, decodeBatch, encodeBatch } from '../../../src/lib/contract/batch.ts';
import { fromBase45, toBase45 } from '../../../src/lib/contract/base45.ts';
import { fromBase64Url, toBase64Url } from '../../../src/lib/contract/base64url.ts';
import { DayBundle, FormPart } from '../../../src/lib/contract/bundle.ts';
import { fromCbor, toCbor } from '../../../src/lib/contract/cbor.ts';
import { EnrolRequest, normaliseEnrolmentCode } from '../../../src/lib/contract/enrolment.ts';
import { decodeEnvelope, encodeEnvelope } from '../../../src/lib/contract/envelope.ts';
import { hasPrototypeKey, isShallow } from '../../../src/lib/contract/revision.ts';
import { IntakeResponse, ReceiptClaims } from '../../../src/lib/contract/receipt.ts';
import { StoredDraft } from '../../../src/lib/contract/stored-draft.ts';
import { TICKET_PREFIX } from '../../../src/lib/contract/ticket.ts';
import { utf8 } from '../../../src/lib/crypto/bytes.ts';
import { readSignature } from '../../../src/lib/crypto/http-signature.ts';
import { openRevision } from '../../../src/lib/crypto/revision-seal.ts';
import { verifyTicket } from '../../../src/lib/crypto/ticket.ts';
import { parseContent } from '../../../src/lib/server/intake/read-content.ts';
import { verifyReceipt } from '../../../src/lib/sync/verify-receipt.ts';
import { openPart, partHash } from '../../../src/lib/tablet/form-part.ts';
import type { Material } from './honest-material.ts';
import { hostileJson } from './hostile-json.ts';
import { hostileJws } from './hostile-jws.ts';
import { mutatedBytes, mutatedText } from './mutate.ts';
import type { Seeded } from './seeded.ts';

/** What came of something hostile. */
export type Verdict = 'refused' | 'harmless' | { readonly forged: string } | { readonly wrong: string };

/** Makes one hostile thing and gives it to what reads such things. Throws only where the reader throws. */
export type Attack = (material: Material, draw: Seeded) => Promise<Verdict> | Verdict;

const isSame = (left: Uint8Array, right: Uint8Array): boolean => Buffer.compare(left, right) === 0;

const parsed = (text: string): { readonly json: unknown } | undefined => {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
};

/** Whether a key could reach a prototype when somebody walks or copies the value carelessly. */
const reachesPrototype = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([key, child]: [string, unknown]) =>
      key === '__proto__' ||
      ((key === 'constructor' || key === 'prototype') && typeof child === 'object') ||
      reachesPrototype(child),
  );
};

/** What a strict schema lets through must have no prototype but the plain one. */
const bySchema =
  (schema: { safeParse(value: unknown): { success: boolean; data?: unknown } }, text: string) =>
  (draw: Seeded): Verdict => {
    const given = parsed(hostileJson(text, draw));
    if (given === undefined || !isShallow(given.json)) return 'refused';
    const read = schema.safeParse(given.json);
    if (!read.success) return 'refused';
    if (reachesPrototype(read.data)) return { wrong: 'a schema let a key through that reaches a prototype' };
    const proto: unknown = Object.getPrototypeOf(read.data);
    return proto === Object.prototype
      ? 'harmless'
      : { wrong: 'a schema gave an object with another prototype' };
  };

/** The readers of everything that crosses a wire or a camera, by name. */
export const DECODER_ATTACKS: Readonly<Record<string, Attack>> = {
  envelope: ({ envelope }, draw) => {
    const bytes = mutatedBytes(envelope, draw);
    const read = decodeEnvelope(bytes);
    if (read === undefined) return 'refused';
    // what is read is what would be written: two readings of the same bytes are impossible
    return isSame(encodeEnvelope(read), bytes) ? 'harmless' : { wrong: 'an envelope with two encodings' };
  },
  seal: async ({ envelope, row, tablet, hub }, draw) => {
    // only what gets past the reader costs an opening
    let bytes = mutatedBytes(envelope, draw);
    for (let attempt = 0; attempt < 40 && decodeEnvelope(bytes) === undefined; attempt += 1) {
      bytes = mutatedBytes(envelope, draw);
    }
    const { recordId, revisionId } = row;
    const context = {
      municipality: tablet.device.municipality,
      deviceId: tablet.device.deviceId,
      recordId,
      revisionId,
    };
    const opened = await openRevision(bytes, context, hub.hub.keys.sealPairs);
    return opened.ok ? { forged: 'a changed envelope opens' } : 'refused';
  },
  batch: ({ envelope, row }, draw) => {
    const bytes = mutatedBytes(encodeBatch([row, row].map((each) => ({ ...each, envelope }))), draw);
    const read = decodeBatch(bytes);
    if (read === undefined) return 'refused';
    return isSame(encodeBatch(read), bytes) ? 'harmless' : { wrong: 'a batch with two encodings' };
  },
  cbor: ({ envelope }, draw) => {
    const bytes = mutatedBytes(envelope.subarray(0, 60), draw);
    const value = fromCbor(bytes);
    if (value === undefined) return 'refused';
    return isSame(toCbor(value as Parameters<typeof toCbor>[0]), bytes)
      ? 'harmless'
      : { wrong: 'CBOR with two encodings' };
  },
  'ticket text': async ({ ticket, hub, clinic }, draw) => {
    const read = await verifyTicket(mutatedText(ticket, draw), {
      keys: hub.hub.keys.published.ticket,
      municipality: clinic.municipality.code,
      nowSeconds: Math.floor(hub.hub.now() / 1_000),
    });
    return read.ok ? { forged: 'a changed ticket is taken' } : 'refused';
  },
  'ticket bytes': async ({ ticket, hub, clinic }, draw) => {
    const bytes = fromBase45(ticket.slice(TICKET_PREFIX.length));
    if (bytes === undefined) return { wrong: 'an honest ticket is Base45' };
    const read = await verifyTicket(TICKET_PREFIX + toBase45(mutatedBytes(bytes, draw)), {
      keys: hub.hub.keys.published.ticket,
      municipality: clinic.municipality.code,
      nowSeconds: Math.floor(hub.hub.now() / 1_000),
    });
    return read.ok ? { forged: 'a changed ticket is taken' } : 'refused';
  },
  receipt: async ({ receipt, received, hub }, draw) => {
    const read = await verifyReceipt(
      await hostileJws(receipt, draw),
      received,
      hub.hub.keys.published.receipt,
    );
    return read.ok ? { forged: 'a changed receipt is taken' } : 'refused';
  },
  'signature headers': (_material, draw) => {
    const honest = {
      'signature-input': `sig1=("@method" "@authority" "@path");created=1;nonce="${'n'.repeat(22)}";keyid="k";alg="ecdsa-p256-sha256"`,
      signature: `sig1=:${'A'.repeat(86)}==:`,
    };
    const name = draw.pick(['signature-input', 'signature'] as const);
    const headers = new Headers();
    try {
      for (const [key, value] of Object.entries(honest)) {
        headers.set(key, key === name ? mutatedText(value, draw) : value);
      }
    } catch {
      // no HTTP server would pass such a header on
      return 'refused';
    }
    return readSignature(headers) === undefined ? 'refused' : 'harmless';
  },
  content: ({ content }, draw) => {
    const read = parseContent(utf8(hostileJson(content, draw)));
    if (!read.ok) return 'refused';
    return hasPrototypeKey(read.value.content)
      ? { wrong: 'content with a key that reaches a prototype' }
      : 'harmless';
  },
  'content bytes': ({ content }, draw) => {
    const read = parseContent(mutatedBytes(utf8(content), draw));
    return read.ok ? 'harmless' : 'refused';
  },
  bundle: ({ bundle }, draw) => bySchema(DayBundle, bundle)(draw),
  'form part': ({ form }, draw) => bySchema(FormPart, JSON.stringify({ jws: form.jws.slice(0, 300) }))(draw),
  form: async ({ form, hub }, draw) => {
    const text = await hostileJws(form, draw);
    if (text === form.jws) return 'refused';
    // The bundle was altered to name it: what is left to tell them apart is the signature.
    const name = { ...form.entry, sha256: await partHash(text) };
    const read = await openPart(name, text, hub.hub.keys.published.form);
    return read.ok ? { forged: 'a changed form is taken' } : 'refused';
  },
  enrolment: ({ enrolment }, draw) => bySchema(EnrolRequest, enrolment)(draw),
  'intake answer': ({ receipt }, draw) =>
    bySchema(
      IntakeResponse,
      JSON.stringify({ receipt: receipt.jws, warnings: [{ code: 'a', linkId: 'b' }] }),
    )(draw),
  'batch answer': ({ receipt, row: { revisionId } }, draw) => {
    const taken = { revisionId, status: 201, receipt: receipt.jws, warnings: [] };
    const refused = { revisionId, status: 422, code: 'content-mismatch', params: { what: 'path' } };
    return bySchema(BatchResponse, JSON.stringify({ items: [taken, refused] }))(draw);
  },
  'receipt claims': ({ receipt }, draw) =>
    bySchema(ReceiptClaims, Buffer.from(receipt.jws.split('.')[1] ?? '', 'base64url').toString())(draw),
  'stored draft': ({ content }, draw) => {
    const { checkup } = JSON.parse(content) as { checkup: unknown };
    const draft = { schemaVersion: 1, checkup, section: 'measurement', parents: [], draft: '{}' };
    return bySchema(StoredDraft, JSON.stringify(draft))(draw);
  },
  base64url: ({ receipt }, draw) => {
    const text = mutatedText(receipt.jws.slice(0, 60).replaceAll('.', 'A'), draw);
    const bytes = fromBase64Url(text);
    if (bytes === undefined) return 'refused';
    return toBase64Url(bytes) === text ? 'harmless' : { wrong: 'base64url with two texts' };
  },
  base45: ({ ticket }, draw) => {
    const text = mutatedText(ticket.slice(5, 80), draw);
    const bytes = fromBase45(text);
    if (bytes === undefined) return 'refused';
    return toBase45(bytes) === text ? 'harmless' : { wrong: 'Base45 with two texts' };
  },
  'enrolment code': (_material, draw) => {
    const code = normaliseEnrolmentCode(mutatedText('HGKE1:ABCD-EFGH', draw));
    if (code === undefined) return 'refused';
    return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(code)
      ? 'harmless'
      : { wrong: 'an enrolment code outside its alphabet' };
  },
};
