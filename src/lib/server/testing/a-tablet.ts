import { toBase64Url } from '../../contract/base64url.ts';
import { EnrolResponse } from '../../contract/enrolment.ts';
import { ENVELOPE_MEDIA_TYPE } from '../../contract/envelope.ts';
import { uuidV7 } from '../../contract/ids.ts';
import type { RevisionContent, RevisionV1 } from '../../contract/revision.ts';
import { randomBytes, utf8, type Bytes } from '../../crypto/bytes.ts';
import { checkupId, recordId } from '../../crypto/derived-id.ts';
import { generateSigningKeyPair, publicCoordinates, type Signer } from '../../crypto/es256.ts';
import { signRequest } from '../../crypto/http-signature.ts';
import { sealRevision } from '../../crypto/revision-seal.ts';
import type { SectionId } from '../../domain/program.ts';
import { dateInJapan } from '../../domain/civil-date.ts';
import { questionnaireOf } from '../../catalog/questionnaire-of.ts';
import { dayBundle } from '../api/bundle.ts';
import { enrolDevice } from '../api/enrol.ts';
import { formPart } from '../api/form-part.ts';
import { putRevision } from '../api/intake.ts';
import { postRevisions } from '../api/intake-batch.ts';
import { recoverStaff } from '../api/recoveries.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Hub } from '../hub.ts';
import { issueEnrolmentCode } from '../people/issue-enrolment-code.ts';
import { TESTER, valueOf, type TestMunicipality } from './a-municipality.ts';

export const ORIGIN = 'http://localhost:3000';

/** How a request differs from an honest one. */
export interface Deviation {
  readonly created?: number;
  readonly nonce?: string;
  readonly keyId?: string;
  readonly privateKey?: CryptoKey;
  /** Sent in place of the signed body. */
  readonly bodySent?: Bytes;
  readonly headers?: Readonly<Record<string, string>>;
  readonly without?: readonly string[];
  readonly authority?: string;
}

interface Call {
  readonly endpoint: Endpoint;
  readonly method: string;
  readonly path: string;
  readonly body?: Bytes;
  readonly mediaType?: string;
  readonly params?: Readonly<Record<string, string>>;
}

/** A tablet as the hub sees it: real keys, real signatures, real envelopes. */
export class TestTablet {
  readonly hub: Hub;
  readonly secret = randomBytes(32);
  deviceId = 'new';
  municipality = '';
  keys!: CryptoKeyPair;
  seal!: EnrolResponse['hubKeys']['seal'];
  /** Hashes of what was sealed, by number. */
  readonly #hashes = new Map<number, Bytes>();

  constructor(hub: Hub) {
    this.hub = hub;
  }

  async call(call: Call, deviation: Deviation = {}): Promise<Response> {
    const { method, path, body } = call;
    const authority = deviation.authority ?? 'localhost:3000';
    const signed = await signRequest(
      body === undefined ? { method, authority, path } : { method, authority, path, body },
      {
        keyId: deviation.keyId ?? this.deviceId,
        privateKey: deviation.privateKey ?? this.keys.privateKey,
        created: deviation.created ?? Math.floor(this.hub.now() / 1000),
        nonce: deviation.nonce ?? toBase64Url(randomBytes(16)),
      },
    );
    const headers = new Headers({ ...signed, ...deviation.headers });
    if (call.mediaType !== undefined && !headers.has('content-type')) {
      headers.set('content-type', call.mediaType);
    }
    for (const name of deviation.without ?? []) headers.delete(name);
    const sent = deviation.bodySent ?? body;
    const init = sent === undefined ? { method, headers } : { method, headers, body: sent };
    return call.endpoint(this.hub, new Request(ORIGIN + path, init), {
      params: call.params ?? {},
      address: '192.0.2.1',
    });
  }

  async enrol(code: string, deviation?: Deviation & { readonly json?: unknown }): Promise<Response> {
    this.keys = await generateSigningKeyPair(false);
    const json = deviation?.json ?? {
      code,
      publicKey: await publicCoordinates(this.keys.publicKey),
      deviceSecret: toBase64Url(this.secret),
      label: '受付のタブレット',
    };
    const body = utf8(JSON.stringify(json));
    return this.call(
      { endpoint: enrolDevice, method: 'POST', path: '/api/v1/devices', body, mediaType: 'application/json' },
      deviation,
    );
  }

  bundle(deviation?: Deviation): Promise<Response> {
    return this.call({ endpoint: dayBundle, method: 'GET', path: '/api/v1/bundle' }, deviation);
  }

  formPart(sha256: string, deviation?: Deviation): Promise<Response> {
    const path = `/api/v1/forms/${sha256}`;
    return this.call({ endpoint: formPart, method: 'GET', path, params: { sha256 } }, deviation);
  }

  recover(staffId: string, code: string, deviation?: Deviation): Promise<Response> {
    const body = utf8(JSON.stringify({ staffId, code }));
    const path = '/api/v1/recoveries';
    const mediaType = 'application/json';
    return this.call({ endpoint: recoverStaff, method: 'POST', path, body, mediaType }, deviation);
  }

  put(
    ids: { readonly recordId: string; readonly revisionId: string },
    body: Bytes,
    deviation?: Deviation,
  ): Promise<Response> {
    const path = `/api/v1/records/${ids.recordId}/revisions/${ids.revisionId}`;
    const params = { recordId: ids.recordId, revisionId: ids.revisionId };
    return this.call(
      { endpoint: putRevision, method: 'PUT', path, body, params, mediaType: ENVELOPE_MEDIA_TYPE },
      deviation,
    );
  }

  /** Sends bytes as a batch; `encodeBatch` makes honest ones. */
  post(body: Bytes, deviation?: Deviation): Promise<Response> {
    return this.call(
      {
        endpoint: postRevisions,
        method: 'POST',
        path: '/api/v1/revisions',
        body,
        mediaType: ENVELOPE_MEDIA_TYPE,
      },
      deviation,
    );
  }

  /**
   * Seals content as this device's revision number `deviceSeq`, signed by the member of staff whose key is given.
   * @param prevHash the hash that it names as the one before; else what this tablet sealed under that number
   */
  async envelope(
    content: RevisionContent | RevisionV1,
    deviceSeq = 1,
    signer?: Signer,
    prevHash = this.#hashes.get(deviceSeq - 1) ?? new Uint8Array(32),
  ): Promise<Bytes> {
    const publicKey = Uint8Array.from(Buffer.from(this.seal.publicKey, 'base64url'));
    const chain = {
      deviceId: this.deviceId,
      hubKey: { keyId: this.seal.keyId, publicKey },
      deviceSeq,
      prevHash,
    };
    const { bytes, hash } = await sealRevision(content, chain, signer);
    this.#hashes.set(deviceSeq, hash);
    return bytes;
  }
}

/** An enrolled tablet of this municipality's clinic. */
export const aTablet = async (
  hub: Hub,
  { code: municipality, clinicId }: TestMunicipality,
): Promise<TestTablet> => {
  const { code } = valueOf(await issueEnrolmentCode(hub, TESTER, { municipality, clinicId }));
  const tablet = new TestTablet(hub);
  const answer = await tablet.enrol(code);
  const enrolled = EnrolResponse.parse(await answer.json());
  tablet.deviceId = enrolled.deviceId;
  tablet.municipality = municipality;
  tablet.seal = enrolled.hubKeys.seal;
  return tablet;
};

/** A revision of the test child's section, as a tablet writes it; the response has no answers yet. */
export const aRevision = async (
  hub: Hub,
  { code: municipality, clinicId, sessionId, child, nurseId }: TestMunicipality,
  section: SectionId = 'measurement',
): Promise<RevisionContent> => {
  const program = 'infant-3-4m';
  const { subjectId } = child;
  const id = await checkupId({ subjectId, program, sessionId });
  const { url, version } = await questionnaireOf(program, section);
  const revisionId = uuidV7(hub.now(), randomBytes(10));
  return {
    schemaVersion: 2,
    recordId: await recordId(id, section),
    revisionId,
    parents: [],
    checkup: {
      checkupId: id,
      municipality,
      clinicId,
      sessionId,
      subjectId,
      program,
      date: dateInJapan(hub.now()),
    },
    section,
    formId: url,
    formVersion: version,
    status: 'saved',
    author: { kind: 'staff', staffId: nurseId, role: 'nurse' },
    authoredAt: new Date(hub.now()).toISOString(),
    hlc: { wallMs: hub.now(), counter: 0 },
    language: 'ja',
    response: {
      resourceType: 'QuestionnaireResponse',
      questionnaire: `${url}|${version}`,
      status: 'in-progress',
      item: [],
    },
  };
};
