import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../crypto/bytes.ts';
import { firstBrokenLine, newChain, nextAudit, type AuditEvent } from './audit-chain.ts';
import type { AuditRow, ChainRow } from './schema.ts';

const AT = '2026-11-20T01:00:00.000Z';

const aLog = async (events: readonly AuditEvent[]): Promise<{ rows: AuditRow[]; chain: ChainRow }> => {
  let chain = newChain();
  const rows: AuditRow[] = [];
  for (const event of events) {
    const next = await nextAudit(chain, event);
    rows.push(next.row);
    chain = next.chain;
  }
  return { rows, chain };
};

const EVENTS: readonly AuditEvent[] = [
  { at: AT, action: 'unlocked', staffId: 'staff-1' },
  { at: AT, action: 'submitted', recordId: 'record-1', revisionId: 'revision-1' },
  { at: AT, action: 'delivered', recordId: 'record-1', revisionId: 'revision-1' },
  { at: AT, action: 'locked' },
];

describe('the audit chain', () => {
  it('counts lines from 1 and leaves the revisions of the device as they were', async () => {
    const chain = { ...newChain(), deviceSeq: 7, lastHash: new Uint8Array(32).fill(3) };
    const next = await nextAudit(chain, { at: AT, action: 'locked' });
    expect(next.row).toMatchObject({ seq: 1, at: AT, action: 'locked' });
    expect(next.chain).toEqual({ ...chain, auditSeq: 1, auditHead: next.row.hash });
  });

  it('hashes the previous hash and the canonical line', async () => {
    const { rows } = await aLog([{ at: AT, action: 'unlocked', staffId: 'staff-1' }]);
    const line = `["hagukumi/audit/1",1,"${AT}","unlocked","staff-1",null,null]`;
    const expected = await crypto.subtle.digest(
      'SHA-256',
      new Uint8Array([...new Uint8Array(32), ...new TextEncoder().encode(line)]),
    );
    expect(toHex(rows[0]?.hash ?? new Uint8Array())).toBe(toHex(new Uint8Array(expected)));
  });

  it('stores nothing but the named fields', async () => {
    const event = { at: AT, action: 'locked', name: 'はな' } as AuditEvent;
    expect(Object.keys((await nextAudit(newChain(), event)).row).sort()).toEqual([
      'action',
      'at',
      'hash',
      'seq',
    ]);
  });

  it('a whole log verifies', async () => {
    const { rows, chain } = await aLog(EVENTS);
    expect(await firstBrokenLine(rows, chain)).toBeUndefined();
    expect(await firstBrokenLine([], newChain())).toBeUndefined();
  });

  it('a changed, removed, swapped or added line is found, wherever it stands', async () => {
    const { rows, chain } = await aLog(EVENTS);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(EVENTS.length - 1),
        fc.constantFrom('change', 'remove', 'swap', 'repeat'),
        async (index, kind) => {
          const forged = [...rows];
          const row = forged[index];
          if (row === undefined) throw new Error('the index is inside the log');
          if (kind === 'change') forged[index] = { ...row, at: '2026-11-20T01:00:00.001Z' };
          if (kind === 'remove') forged.splice(index, 1);
          if (kind === 'swap')
            forged.splice(
              index === 0 ? 0 : index - 1,
              2,
              ...forged
                .slice(index === 0 ? 0 : index - 1)
                .slice(0, 2)
                .reverse(),
            );
          if (kind === 'repeat') forged.splice(index, 0, row);
          expect(await firstBrokenLine(forged, chain)).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('a log that was cut short is found by its head', async () => {
    const { rows, chain } = await aLog(EVENTS);
    expect(await firstBrokenLine(rows.slice(0, 3), chain)).toBe(4);
    expect(await firstBrokenLine(rows, { ...chain, auditHead: new Uint8Array(32) })).toBe(5);
  });
});
