import { auditLineText } from '../contract/device-audit.ts';
import { concatBytes, sha256, utf8 } from '../crypto/bytes.ts';
import type { AuditRow, ChainRow } from './schema.ts';

/** What a line of the audit log says, before it has its number and hash. */
export type AuditEvent = Omit<AuditRow, 'seq' | 'hash'>;

/** The chain of a tablet that has sealed and logged nothing yet. */
export const newChain = (): ChainRow => ({
  key: 'chain',
  deviceSeq: 0,
  lastHash: new Uint8Array(32),
  auditSeq: 0,
  auditHead: new Uint8Array(32),
});

const hashOf = (previous: Uint8Array, seq: number, event: AuditEvent): Promise<Uint8Array<ArrayBuffer>> =>
  sha256(concatBytes(previous, utf8(auditLineText({ ...event, seq }))));

/**
 * The next line of the audit log and the chain that ends in it. Both go into the commit of what they tell of,
 * together with an `expect` of `meta/chain` on the `auditSeq` that was read; on `storage-conflict` read and
 * build again.
 */
export const nextAudit = async (
  chain: ChainRow,
  { at, action, staffId, recordId, revisionId }: AuditEvent,
): Promise<{ readonly row: AuditRow; readonly chain: ChainRow }> => {
  const event: AuditEvent = {
    at,
    action,
    ...(staffId === undefined ? {} : { staffId }),
    ...(recordId === undefined ? {} : { recordId }),
    ...(revisionId === undefined ? {} : { revisionId }),
  };
  const seq = chain.auditSeq + 1;
  const hash = await hashOf(chain.auditHead, seq, event);
  return { row: { ...event, seq, hash }, chain: { ...chain, auditSeq: seq, auditHead: hash } };
};

/**
 * The first line number that does not follow from the line before, that is missing, or, at the end, the number
 * after the last line when the chain's head lies elsewhere. `undefined`: the log is whole.
 * @param rows all lines that are kept, in ascending order; they begin after `auditBase`
 */
export const firstBrokenLine = async (
  rows: readonly AuditRow[],
  { auditSeq, auditHead, auditBase }: Pick<ChainRow, 'auditSeq' | 'auditHead' | 'auditBase'>,
): Promise<number | undefined> => {
  const from = auditBase?.seq ?? 0;
  let head: Uint8Array = auditBase?.hash ?? new Uint8Array(32);
  for (const [index, row] of rows.entries()) {
    const seq = from + index + 1;
    if (row.seq !== seq || !sameBytes(row.hash, await hashOf(head, seq, row))) return seq;
    head = row.hash;
  }
  const last = from + rows.length;
  return last === auditSeq && sameBytes(head, auditHead) ? undefined : last + 1;
};

const sameBytes = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, index) => byte === right[index]);
