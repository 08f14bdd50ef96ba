import { visitAnswers } from '../../catalog/visit-answers.ts';
import { questionnaireOf } from '../../catalog/questionnaire-of.ts';
import type { RevisionContent } from '../../contract/revision.ts';
import { fromBase64Url } from '../../contract/base64url.ts';
import { sha256, utf8 } from '../../crypto/bytes.ts';
import { checkupId, idOfHash, recordId } from '../../crypto/derived-id.ts';
import { generateSigningKeyPair, publicCoordinates } from '../../crypto/es256.ts';
import { sealRevision } from '../../crypto/revision-seal.ts';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { Answer } from '../../forms/answer-types.ts';
import { quantityIn } from '../../forms/codec/quantity.ts';
import type { FormItem } from '../../forms/form.ts';
import { loadForm } from '../../forms/load-form.ts';
import { respond } from '../../forms/response/respond.ts';
import { evaluate } from '../../forms/run/evaluate.ts';
import type { Actor } from '../actor.ts';
import { hubTime, newId, type Hub } from '../hub.ts';
import { readSent } from '../intake/examine.ts';
import { NO_HASH } from '../audit/device-chain.ts';
import { revokeDevice } from '../people/revoke-device.ts';
import { takeIn } from '../rescue/take-in.ts';
import { appendAudit } from '../store/audit-chain.ts';
import { lastLink, type ChainLink } from '../store/device-chains.ts';
import { findDevice, insertDevice, listDevices, type DeviceRow } from '../store/devices.ts';
import { findKnownRevision } from '../store/revisions.ts';
import { DEMO_CLINIC } from './demo-people.ts';
import type { DemoEarlierCheckup } from './demo-earlier.ts';
import { must } from './must.ts';

/** The tablet that earlier checkups were sent from, given back since. */
const FORMER_TABLET = '前のタブレット（返却ずみ）';

interface Tenant {
  readonly municipality: string;
  readonly clinicId: string;
}

/** An earlier checkup with where it belongs. */
export interface PlacedCheckup extends DemoEarlierCheckup {
  readonly sessionId: string;
  readonly subjectId: string;
  readonly birth: CivilDate;
  readonly date: CivilDate;
  /** Who measured. */
  readonly staffId: string;
}

/** The former tablet and the last revision that it has sent. */
const formerTablet = async (
  hub: Hub,
  actor: Actor,
  { municipality, clinicId }: Tenant,
): Promise<{ readonly device: DeviceRow; readonly last: ChainLink | undefined }> => {
  const { db } = hub.store;
  const present = (await listDevices(db, municipality)).find(({ label }) => label === FORMER_TABLET);
  const deviceId = present?.deviceId ?? newId(hub);
  if (present === undefined) {
    const at = hubTime(hub);
    const { publicKey } = await generateSigningKeyPair(false);
    const { x, y } = await publicCoordinates(publicKey);
    const secretBox = await hub.atRest.seal(hub.random(32), 'device-secret', deviceId);
    await hub.store.write(async (tx) => {
      await insertDevice(tx, {
        device_id: deviceId,
        municipality,
        clinic_id: clinicId,
        label: FORMER_TABLET,
        public_x: x,
        public_y: y,
        secret_box: secretBox,
        enrolled_at: at,
        last_seen_at: at,
        revoked_at: null,
      });
      await appendAudit(tx, { at, municipality, actor, action: 'device-enrolled', target: deviceId });
    });
    must(await revokeDevice(hub, actor, { municipality, deviceId }));
  }
  const device = await findDevice(db, deviceId);
  if (device === undefined) throw new Error('a device that was just there');
  return { device, last: await lastLink(db, deviceId) };
};

const answerOf = (item: FormItem, said: number | string): Answer => {
  if (typeof said === 'string') {
    const option = item.options.find(({ answer }) => answer.type === 'coding' && answer.value.code === said);
    if (option === undefined) throw new Error(`${item.linkId} has no answer ${said}`);
    return option.answer;
  }
  return item.type === 'quantity' ? quantityIn(item.unit, said) : { type: 'integer', value: said };
};

interface Ids {
  readonly record: string;
  readonly revisionId: string;
}

/** The same ids at every start. */
const idsOf = async (
  { municipality }: Tenant,
  { subjectId, program, sessionId }: PlacedCheckup,
): Promise<Ids> => {
  const record = await recordId(await checkupId({ subjectId, program, sessionId }), 'measurement');
  return { record, revisionId: idOfHash(await sha256(utf8(`demo/${municipality}/${record}`))) };
};

const contentOf = async (
  tenant: Tenant,
  placed: PlacedCheckup,
  { record, revisionId }: Ids,
): Promise<RevisionContent> => {
  const { program, sessionId, subjectId, birth, date, staffId, measured } = placed;
  const { form } = await loadForm(await questionnaireOf(program, 'measurement'));
  if (form === undefined) throw new Error(`${program} has no measurement`);
  const known = visitAnswers({ birth, date, setting: 'group', facility: DEMO_CLINIC.name });
  const answers = new Map([...known].filter(([linkId]) => form.byLinkId.has(linkId)));
  for (const [linkId, said] of Object.entries(measured)) {
    const item = form.byLinkId.get(linkId);
    if (item === undefined) throw new Error(`${program} does not ask for ${linkId}`);
    answers.set(linkId, [answerOf(item, said)]);
  }
  const authoredAt = `${date}T01:30:00.000Z`;
  const response = respond(form, answers, evaluate(form, answers), {
    id: record,
    status: 'completed',
    subject: subjectId,
    authored: authoredAt,
    language: 'ja',
  });
  return {
    schemaVersion: 2,
    recordId: record,
    revisionId,
    parents: [],
    checkup: {
      checkupId: await checkupId({ subjectId, program, sessionId }),
      ...tenant,
      sessionId,
      subjectId,
      program,
      date,
    },
    section: 'measurement',
    formId: form.url,
    formVersion: form.version,
    status: 'saved',
    author: { kind: 'staff', staffId, role: 'nurse' },
    authoredAt,
    hlc: { wallMs: Date.parse(authoredAt), counter: 0 },
    language: 'ja',
    response,
  };
};

/**
 * Has the hub take in what earlier checkups measured, as it takes in every record: sealed to its key, opened, checked,
 * stored with a receipt. What it has already stays as it is.
 */
export const seedEarlier = async (
  hub: Hub,
  actor: Actor,
  tenant: Tenant,
  checkups: readonly PlacedCheckup[],
): Promise<void> => {
  const wanted: RevisionContent[] = [];
  for (const placed of checkups) {
    const ids = await idsOf(tenant, placed);
    const known = await findKnownRevision(hub.store.db, ids.revisionId);
    if (known === undefined) wanted.push(await contentOf(tenant, placed, ids));
  }
  if (wanted.length === 0) return;
  const { device, last } = await formerTablet(hub, actor, tenant);
  const { keyId, publicKey } = hub.keys.published.seal;
  const hubKey = { keyId, publicKey: fromBase64Url(publicKey) ?? new Uint8Array() };
  const brought = [];
  let deviceSeq = last?.deviceSeq ?? 0;
  let prevHash = Uint8Array.from(Buffer.from(last?.sha256 ?? NO_HASH, 'hex'));
  for (const content of wanted) {
    deviceSeq += 1;
    const { bytes, hash } = await sealRevision(content, {
      deviceId: device.device_id,
      hubKey,
      deviceSeq,
      prevHash,
    });
    prevHash = hash;
    brought.push(must(readSent(content.recordId, content.revisionId, bytes)));
  }
  for (const answer of await takeIn(hub, device, brought)) must(answer);
};
