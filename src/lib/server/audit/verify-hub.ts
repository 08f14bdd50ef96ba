import { createHash } from 'node:crypto';
import { RECEIPT_TYPE, ReceiptClaims } from '../../contract/receipt.ts';
import { hlcText } from '../../contract/hlc.ts';
import { readRevision } from '../../contract/revision.ts';
import { parseAs } from '../../contract/parse-as.ts';
import { toHex } from '../../crypto/bytes.ts';
import { verifyJws } from '../../crypto/jws.ts';
import { openRevision } from '../../crypto/revision-seal.ts';
import { decodeRevisionText } from '../../crypto/revision-text.ts';
import type { Hub } from '../hub.ts';
import { arrivalHash, auditHash, auditPage } from '../store/audit-chain.ts';
import { readHubState } from '../store/hub-state.ts';
import { revisionPage } from '../store/revisions.ts';
import type { Finding } from './finding.ts';
import { storedSignature } from './stored-signature.ts';
import { verifyChains, type DeviceChain } from './verify-chains.ts';
import { verifyDeviceLogs, type DeviceLog } from './verify-device-logs.ts';

const PAGE = 500;

const FIRST_HEAD = '0'.repeat(64);

export interface Verification {
  readonly auditLines: number;
  readonly revisions: number;
  /** Head of the chain: kept elsewhere, it proves later that no line was dropped from the end. */
  readonly head: string;
  /** What was received of the tablets' own logs. */
  readonly deviceLogs: readonly DeviceLog[];
  /** Every device's chain of revisions. */
  readonly chains: readonly DeviceChain[];
  readonly findings: readonly Finding[];
}

const verifyChain = async (hub: Hub): Promise<{ lines: number; head: string; findings: Finding[] }> => {
  const findings: Finding[] = [];
  let [lines, head] = [0, FIRST_HEAD];
  for (;;) {
    const page = await auditPage(hub.store.db, lines, PAGE);
    for (const row of page) {
      if (row.seq !== lines + 1) findings.push({ code: 'audit-line-missing', seq: lines + 1 });
      if (row.prev_hash !== head) findings.push({ code: 'audit-chain-broken', seq: row.seq });
      if (auditHash(row) !== row.hash) findings.push({ code: 'audit-line-edited', seq: row.seq });
      [lines, head] = [row.seq, row.hash];
    }
    if (page.length < PAGE) return { lines, head, findings };
  }
};

type StoredRevision = Awaited<ReturnType<typeof revisionPage>>[number];

/** What of the row does not agree with the sealed bytes it was made from. */
const verifyContent = async (hub: Hub, row: StoredRevision): Promise<Finding['code'] | undefined> => {
  const context = {
    municipality: row.municipality,
    deviceId: row.device_id,
    recordId: row.record_id,
    revisionId: row.revision_id,
  };
  const opened = await openRevision(Uint8Array.from(row.envelope), context, hub.keys.sealPairs);
  if (!opened.ok) return 'revision-columns-edited';
  const { envelope, plaintext } = opened.value;
  const sealed = decodeRevisionText(plaintext);
  if (sealed?.json !== row.content) return 'revision-content-edited';
  if ((sealed.signature ?? null) !== row.signature_jws) return 'revision-signature-edited';
  const content = readRevision(JSON.parse(row.content))?.content;
  if (content === undefined) return 'revision-content-edited';
  const { author } = content;
  const same =
    content.checkup.checkupId === row.checkup_id &&
    content.checkup.subjectId === row.subject_id &&
    content.checkup.sessionId === row.session_id &&
    content.section === row.section &&
    content.status === row.status &&
    author.kind === row.author_kind &&
    (author.kind === 'staff' ? author.staffId : null) === row.author_staff_id &&
    hlcText(content.hlc) === row.hlc &&
    envelope.deviceSeq === row.device_seq &&
    toHex(envelope.prevHash) === row.prev_hash &&
    envelope.formId === row.form_id &&
    envelope.formVersion === row.form_version;
  return same ? undefined : 'revision-columns-edited';
};

const verifySignature = async (hub: Hub, row: StoredRevision): Promise<Finding['code'] | undefined> =>
  (await storedSignature(hub.store.db, row)) === 'invalid' ? 'revision-signature-invalid' : undefined;

const verifyReceipt = async (hub: Hub, row: StoredRevision): Promise<Finding['code'] | undefined> => {
  if (row.receipt === null) return 'receipt-missing';
  const text = await verifyJws(RECEIPT_TYPE, row.receipt, hub.keys.published.receipt);
  const claims = text === undefined ? undefined : parseAs(ReceiptClaims, JSON.parse(text)).data;
  if (claims === undefined) return 'receipt-edited';
  const same =
    claims.revisionId === row.revision_id && claims.sha256 === row.sha256 && claims.hubSeq === row.hub_seq;
  if (!same) return 'receipt-edited';
  const hash = await arrivalHash(hub.store.db, row.revision_id);
  return hash === claims.chainHead ? undefined : 'receipt-outside-chain';
};

const verifyRevision = async (hub: Hub, row: StoredRevision): Promise<readonly Finding[]> => {
  const sha256 = createHash('sha256').update(row.envelope).digest('hex');
  const codes =
    sha256 === row.sha256
      ? [await verifyContent(hub, row), await verifySignature(hub, row), await verifyReceipt(hub, row)]
      : (['revision-bytes-edited'] as const);
  return codes.flatMap((code) => (code === undefined ? [] : [{ code, seq: row.hub_seq }]));
};

const verifyRevisions = async (hub: Hub): Promise<{ count: number; last: number; findings: Finding[] }> => {
  const findings: Finding[] = [];
  let [count, last] = [0, 0];
  for (;;) {
    const page = await revisionPage(hub.store.db, last, PAGE);
    for (const row of page) {
      if (row.hub_seq !== last + 1) findings.push({ code: 'revision-missing', seq: last + 1 });
      findings.push(...(await verifyRevision(hub, row)));
      [count, last] = [count + 1, row.hub_seq];
    }
    if (page.length < PAGE) return { count, last, findings };
  }
};

/**
 * Reads the whole store and says what is not as it was written: the audit chain link by link, every received
 * revision against its sealed bytes and its author's signature, every device's chain of revisions, every receipt
 * against its signature and its place in the chain. Whoever edits the store without the key file cannot make this agree; whoever has both is caught by the receipts on the tablets
 * and by a head kept elsewhere.
 */
export const verifyHub = async (hub: Hub): Promise<Verification> => {
  const chain = await verifyChain(hub);
  const received = await verifyRevisions(hub);
  const state = await readHubState(hub.store.db);
  const sent = await verifyChains(hub);
  const devices = await verifyDeviceLogs(hub);
  const findings = [...chain.findings, ...received.findings, ...sent.findings, ...devices.findings];
  if (state.auditSeq !== chain.lines || state.auditHead !== chain.head) {
    findings.push({ code: 'audit-head-differs', seq: chain.lines });
  }
  if (state.hubSeq !== received.last) findings.push({ code: 'revision-missing', seq: received.last + 1 });
  return {
    auditLines: chain.lines,
    revisions: received.count,
    head: chain.head,
    deviceLogs: devices.logs,
    chains: sent.chains,
    findings,
  };
};
