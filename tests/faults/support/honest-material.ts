import { DayBundle, type FormEntry } from '../../../src/lib/contract/bundle.ts';
import { ENVELOPE_MEDIA_TYPE } from '../../../src/lib/contract/envelope.ts';
import { FORM_TYPE, RECEIPT_TYPE } from '../../../src/lib/contract/receipt.ts';
import type { Bytes } from '../../../src/lib/crypto/bytes.ts';
import { generateSigningKeyPair, publicCoordinates, type Signer } from '../../../src/lib/crypto/es256.ts';
import { signTicket } from '../../../src/lib/crypto/ticket.ts';
import { aHub, type TestHub } from '../../../src/lib/server/testing/a-hub.ts';
import type { OutboxRow } from '../../../src/lib/store/schema.ts';
import { receiptsIn } from './receipts-in.ts';
import { seeded } from './seeded.ts';
import { aClinic, SendingTablet, type Clinic } from './sending-tablet.ts';
import type { Honest } from './hostile-jws.ts';
import { signedRequest } from './signed-request.ts';

/** PINs as costly as the least that a bundle may hold. */
const PIN_MEMORY_KIB = 8_192;

/** Has the shape of an enrolment code and is none: whoever enrols with it has forged something. */
const NEVER_ISSUED = 'ABCD2345';

/** One honest thing of every kind, from a hub that is running: what hostile ones are made from. */
export interface Material {
  readonly hub: TestHub;
  readonly clinic: Clinic;
  readonly tablet: SendingTablet;
  /** A revision that the hub has not seen. */
  readonly row: OutboxRow;
  readonly envelope: Bytes;
  /** JSON of what is in the envelope. */
  readonly content: string;
  readonly ticket: string;
  readonly receipt: Honest;
  /** The row that the receipt is for. */
  readonly received: OutboxRow;
  /** The signed text of a form, and how the bundle names it. */
  readonly form: Honest & { readonly entry: FormEntry };
  /** A day's bundle as JSON. */
  readonly bundle: string;
  readonly enrolment: string;
}

/** Makes a hub and one of everything. @param answer the hub's endpoints */
export const honestMaterial = async (
  answer: (hub: TestHub['hub'], request: Request) => Promise<Response> | Response,
): Promise<Material> => {
  const hub = await aHub(undefined, PIN_MEMORY_KIB);
  const clinic = await aClinic(hub.hub);
  const tablet = await SendingTablet.at(hub.hub, clinic);
  const [received, row] = await tablet.add(2, seeded(1));
  const template = clinic.templates[0];
  if (received === undefined || row === undefined || template === undefined)
    throw new Error('two rows were added');
  const created = Math.floor(hub.hub.now() / 1_000);
  const origin = 'http://localhost:3000';
  const path = `/api/v1/records/${received.recordId}/revisions/${received.revisionId}`;
  const put = { method: 'PUT', path, body: received.envelope, mediaType: ENVELOPE_MEDIA_TYPE } as const;
  const taken = await answer(hub.hub, await signedRequest(tablet.device, origin, put, created));
  const receipt = receiptsIn(await taken.text())[0]?.receipt;
  if (receipt === undefined) throw new Error('the hub takes an honest revision');
  const bundleAnswer = await tablet.device.bundle();
  const bundle = DayBundle.parse(await bundleAnswer.json());
  const [entry] = bundle.forms;
  const formJws = entry && (await hub.hub.formParts.find(hub.hub.store.db, entry.sha256));
  if (entry === undefined || formJws === undefined) throw new Error('the bundle names a form');
  const formKid = hub.hub.keys.signer('form').kid;
  const formKey = bundle.hubKeys.form.find(({ kid }) => kid === formKid);
  const own = hub.hub.keys.signer('receipt');
  const listed = hub.hub.keys.published.receipt.find(({ kid }) => kid === own.kid);
  const stranger: Signer = { kid: own.kid, privateKey: (await generateSigningKeyPair(false)).privateKey };
  const { code: municipality, child } = clinic.municipality;
  const now = Math.floor(hub.hub.now() / 1_000);
  const ticket = await signTicket(
    {
      municipality,
      ticketId: row.revisionId,
      subjectId: child.subjectId,
      program: 'infant-3-4m',
      notBefore: now - 1_000,
      expires: now + 1_000,
    },
    hub.hub.keys.signer('ticket'),
  );
  return {
    hub,
    clinic,
    tablet,
    row,
    envelope: row.envelope,
    content: JSON.stringify(template),
    ticket,
    receipt: {
      jws: receipt,
      type: RECEIPT_TYPE,
      publicKey: Buffer.from(`${listed?.x ?? ''}${listed?.y ?? ''}`, 'base64url'),
      stranger,
    },
    received,
    form: {
      entry,
      jws: formJws,
      type: FORM_TYPE,
      publicKey: Buffer.from(`${formKey?.x ?? ''}${formKey?.y ?? ''}`, 'base64url'),
      stranger: { kid: formKid, privateKey: stranger.privateKey },
    },
    bundle: JSON.stringify(bundle),
    enrolment: JSON.stringify({
      code: NEVER_ISSUED,
      publicKey: await publicCoordinates(tablet.device.keys.publicKey),
      deviceSecret: 'A'.repeat(43),
      label: '受付',
    }),
  };
};
