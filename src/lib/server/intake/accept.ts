import { hlcText } from '../../contract/hlc.ts';
import { problem, type Outcome } from '../../contract/problem.ts';
import { RECEIPT_TYPE, type IntakeResponse, type ReceiptClaims } from '../../contract/receipt.ts';
import { toHex } from '../../crypto/bytes.ts';
import { err, ok } from '../../domain/result.ts';
import { hubTime, type Hub } from '../hub.ts';
import { brokenBy } from '../audit/device-chain.ts';
import { appendAudits, type AuditLine } from '../store/audit-chain.ts';
import { insertChainBreaks, linksAround, type ChainLink } from '../store/device-chains.ts';
import { touchDevices, type DeviceRow } from '../store/devices.ts';
import type { Db } from '../store/hub-store.ts';
import { takeHubSeqs } from '../store/hub-state.ts';
import { useNonces, type ExpiringNonce } from '../store/nonces.ts';
import {
  findKnownRevisions,
  insertRevisions,
  type KnownRevision,
  type ReceiptedRevision,
} from '../store/revisions.ts';
import { answerOf, isSameArrival, type Arrival } from './arrival.ts';
import type { Examined } from './examine.ts';
import { setAside, type Refused } from './set-aside.ts';

/** What one signed request of a device brought, examined. */
export interface Delivery {
  readonly device: DeviceRow;
  /** `undefined` where the device did not ask itself: a rescue file, a release from quarantine. */
  readonly nonce: ExpiringNonce | undefined;
  readonly items: readonly Examined[];
}

/** A revision that the hub has. */
export interface Taken {
  readonly isNew: boolean;
  readonly answer: IntakeResponse;
}

/** One answer per item, in their order; or `signature-replayed`, and then nothing was written. */
export type Answered = Outcome<readonly Outcome<Taken>[]>;

/** What is done with an item, after a look at what else is there. */
type Verdict =
  | { readonly do: 'take in'; readonly arrival: Arrival }
  | { readonly do: 'answer as'; readonly first: Verdict }
  | { readonly do: 'answer'; readonly answer: IntakeResponse }
  | { readonly do: 'set aside'; readonly refused: Refused; readonly answer: Outcome<never> };

interface BrokenLink {
  readonly deviceId: string;
  readonly municipality: string | null;
  readonly link: ChainLink;
}

const linkOf = ({ envelope, content, sha256 }: Arrival): ChainLink => ({
  deviceSeq: envelope.deviceSeq,
  revisionId: content.revisionId,
  sha256,
  prevHash: toHex(envelope.prevHash),
});

/** What is there already of what arrives: by revision, and by a device's number. */
class Present {
  readonly #known: ReadonlyMap<string, KnownRevision>;
  readonly #taken = new Set<string>();
  /** By device: its links with these numbers and those beside them. */
  readonly #links = new Map<string, ReadonlyMap<number, ChainLink>>();
  readonly #now = new Map<string, { readonly arrival: Arrival; readonly verdict: Verdict }>();

  private constructor(known: ReadonlyMap<string, KnownRevision>) {
    this.#known = known;
  }

  static async of(tx: Db, arrivals: readonly Arrival[]): Promise<Present> {
    const ids = arrivals.map(({ content }) => content.revisionId);
    const present = new Present(await findKnownRevisions(tx, ids));
    for (const [deviceId, its] of Map.groupBy(arrivals, ({ device }) => device.device_id)) {
      const seqs = its.map(({ envelope }) => envelope.deviceSeq);
      const links = await linksAround(tx, deviceId, seqs);
      present.#links.set(deviceId, links);
      for (const seq of links.keys()) present.#take(deviceId, seq);
    }
    return present;
  }

  /** What to do with an arrival. The first of several counts as there for those after it. */
  judge(arrival: Arrival): Verdict {
    const { device, content, envelope, sha256 } = arrival;
    const deviceId = device.device_id;
    const { recordId, revisionId } = content;
    const known = this.#known.get(revisionId);
    if (known !== undefined) {
      const same = isSameArrival(known, { deviceId, recordId, sha256 });
      return same ? { do: 'answer', answer: answerOf(known) } : conflict(arrival);
    }
    const earlier = this.#now.get(revisionId);
    if (earlier !== undefined) {
      const { arrival: first, verdict } = earlier;
      const before = {
        deviceId: first.device.device_id,
        recordId: first.content.recordId,
        sha256: first.sha256,
      };
      return isSameArrival(before, { deviceId, recordId, sha256 })
        ? { do: 'answer as', first: verdict }
        : conflict(arrival);
    }
    if (!this.#take(deviceId, envelope.deviceSeq)) return conflict(arrival);
    const verdict: Verdict = { do: 'take in', arrival };
    this.#now.set(revisionId, { arrival, verdict });
    return verdict;
  }

  /** Numbers of their devices that do not follow from the number before once these are taken in. */
  brokenBy(arrivals: readonly Arrival[]): readonly BrokenLink[] {
    const byDevice = Map.groupBy(arrivals, ({ device }) => device.device_id);
    return [...byDevice].flatMap(([deviceId, its]) => {
      const there = this.#links.get(deviceId) ?? new Map<number, ChainLink>();
      const municipality = its[0]?.device.municipality ?? null;
      return brokenBy(its.map(linkOf), there).map((link) => ({ deviceId, municipality, link }));
    });
  }

  /** @returns false when the device has used the number before */
  #take(deviceId: string, deviceSeq: number): boolean {
    const name = `${deviceId} ${String(deviceSeq)}`;
    const isFree = !this.#taken.has(name);
    this.#taken.add(name);
    return isFree;
  }
}

const conflict = ({ device, content, bytes, sha256 }: Arrival): Verdict => ({
  do: 'set aside',
  refused: {
    device,
    recordId: content.recordId,
    revisionId: content.revisionId,
    bytes,
    sha256,
    code: 'revision-conflict',
  },
  answer: problem('revision-conflict'),
});

const verdictOf = (item: Examined, present: Present): Verdict => {
  switch (item.kind) {
    case 'known':
      return { do: 'answer', answer: item.answer };
    case 'refused':
      return { do: 'set aside', refused: item.refused, answer: err(item.error) };
    case 'arrival':
      return present.judge(item.arrival);
  }
};

const rowOf = (
  { device, envelope, content, text, bytes, sha256, warnings, signature, signatureState }: Arrival,
  hubSeq: number,
  at: string,
): ReceiptedRevision['row'] => {
  const { checkup, author } = content;
  return {
    revision_id: content.revisionId,
    hub_seq: hubSeq,
    municipality: device.municipality,
    clinic_id: device.clinic_id,
    device_id: device.device_id,
    device_seq: envelope.deviceSeq,
    prev_hash: toHex(envelope.prevHash),
    sha256,
    record_id: content.recordId,
    checkup_id: checkup.checkupId,
    session_id: checkup.sessionId,
    subject_id: checkup.subjectId,
    program: checkup.program,
    section: content.section,
    form_id: content.formId,
    form_version: content.formVersion,
    status: content.status,
    author_kind: author.kind,
    author_staff_id: author.kind === 'staff' ? author.staffId : null,
    authored_at: content.authoredAt,
    received_at: at,
    warnings: JSON.stringify(warnings),
    content: text,
    envelope: bytes,
    hlc: hlcText(content.hlc),
    signature: signatureState,
    signature_jws: signature ?? null,
  };
};

/**
 * Revisions, audit lines, marks of broken chains and receipts, there together or not at all.
 * @returns the answers by revision id
 */
const takeIn = async (
  hub: Hub,
  tx: Db,
  arrivals: readonly Arrival[],
  broken: readonly BrokenLink[],
  at: string,
): Promise<ReadonlyMap<string, IntakeResponse>> => {
  if (arrivals.length === 0) return new Map();
  const { first, backupWatermark } = await takeHubSeqs(tx, arrivals.length);
  const numbered = arrivals.map((arrival, index) => ({ arrival, hubSeq: first + index }));
  const received = numbered.map(({ arrival: { device, content, sha256 }, hubSeq }): AuditLine => ({
    at,
    municipality: device.municipality,
    actor: { kind: 'device', id: device.device_id },
    action: 'revision-received',
    target: content.revisionId,
    detail: { hubSeq, sha256, recordId: content.recordId, status: content.status },
  }));
  const notFollowing = broken.map(({ deviceId, municipality, link }): AuditLine => ({
    at,
    municipality,
    actor: { kind: 'device', id: deviceId },
    action: 'revision-chain-broken',
    target: link.revisionId,
    detail: { deviceSeq: link.deviceSeq },
  }));
  const heads = await appendAudits(tx, [...received, ...notFollowing]);
  await insertChainBreaks(
    tx,
    broken.map(({ deviceId, link: { deviceSeq } }) => ({ deviceId, deviceSeq })),
    at,
  );
  const receipted = numbered.map(({ arrival, hubSeq }, index) => {
    const { content, sha256 } = arrival;
    const claims: ReceiptClaims = {
      revisionId: content.revisionId,
      sha256,
      hubSeq,
      chainHead: heads[index] ?? '',
      hubTime: at,
      backupWatermark,
    };
    const receipt = hub.keys.signReceipt(RECEIPT_TYPE, JSON.stringify(claims));
    return { row: rowOf(arrival, hubSeq, at), receipt, warnings: [...arrival.warnings] };
  });
  await insertRevisions(tx, receipted);
  return new Map(receipted.map(({ row, receipt, warnings }) => [row.revision_id, { receipt, warnings }]));
};

const mustHave = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('an item was left without an answer');
  return value;
};

/**
 * Writes down what several requests brought, inside one transaction. Each item is judged by itself: what is wrong
 * with one is set aside and changes nothing for the others. Who arrives second with the same bytes gets the first
 * one's answer.
 */
export const acceptAll = async (
  hub: Hub,
  tx: Db,
  deliveries: readonly Delivery[],
): Promise<readonly Answered[]> => {
  const at = hubTime(hub);
  const asked = deliveries.flatMap(({ nonce }) => (nonce === undefined ? [] : [nonce]));
  const first = asked.length === 0 ? [] : await useNonces(tx, asked, at);
  const isFirst = new Map(asked.map((nonce, index) => [nonce, first[index] === true]));
  const isFresh = deliveries.map(({ nonce }) => nonce === undefined || isFirst.get(nonce) === true);
  const counted = deliveries.filter((_, index) => isFresh[index]);
  if (counted.length === 0) return deliveries.map(() => problem('signature-replayed'));
  const callers = counted.flatMap(({ device, nonce }) => (nonce === undefined ? [] : [device.device_id]));
  if (callers.length > 0) await touchDevices(tx, [...new Set(callers)], at);

  const items = counted.flatMap((delivery) => delivery.items);
  const present = await Present.of(
    tx,
    items.flatMap((item) => (item.kind === 'arrival' ? [item.arrival] : [])),
  );
  const verdicts = new Map(items.map((item) => [item, verdictOf(item, present)]));
  const arrivals = [...verdicts.values()].flatMap((verdict) =>
    verdict.do === 'take in' ? [verdict.arrival] : [],
  );
  const answers = await takeIn(hub, tx, arrivals, present.brokenBy(arrivals), at);
  for (const verdict of verdicts.values()) {
    if (verdict.do === 'set aside') await setAside(hub, tx, verdict.refused);
  }
  const answerTo = (verdict: Verdict): Outcome<Taken> => {
    switch (verdict.do) {
      case 'set aside':
        return verdict.answer;
      case 'answer':
        return ok({ isNew: false, answer: verdict.answer });
      case 'answer as': {
        const first = answerTo(verdict.first);
        return first.ok ? ok({ ...first.value, isNew: false }) : first;
      }
      case 'take in':
        return ok({ isNew: true, answer: mustHave(answers.get(verdict.arrival.content.revisionId)) });
    }
  };
  return deliveries.map((delivery, index) =>
    isFresh[index] === true
      ? ok(delivery.items.map((item) => answerTo(mustHave(verdicts.get(item)))))
      : problem('signature-replayed'),
  );
};
