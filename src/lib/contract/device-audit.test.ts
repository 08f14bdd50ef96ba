import { describe, expect, it } from 'vitest';
import { auditLineText, DeviceAuditUpload } from './device-audit.ts';

const HASH = 'ab'.repeat(32);
const AT = '2026-11-21T01:00:00.000Z';

describe('a line of a tablet’s audit log', () => {
  it('is hashed as this text, whatever is absent', () => {
    expect(auditLineText({ seq: 3, at: AT, action: 'locked' })).toBe(
      `["hagukumi/audit/1",3,"${AT}","locked",null,null,null]`,
    );
  });

  it.each([
    [[1, 2, 3], true],
    [[1, 3], true],
    [[2, 2], false],
    [[2, 1], false],
    [[0], false],
    [[], false],
  ])('travels in ascending order: %j is taken: %s', (seqs, taken) => {
    const lines = seqs.map((seq) => ({ seq, at: AT, action: 'locked', hash: HASH }));
    expect(DeviceAuditUpload.safeParse({ lines }).success).toBe(taken);
  });

  it('may have an action that this build does not know, and no free text', () => {
    const parse = (action: string): boolean =>
      DeviceAuditUpload.safeParse({ lines: [{ seq: 1, at: AT, action, hash: HASH }] }).success;
    expect(parse('something-new')).toBe(true);
    for (const wrong of ['', 'はな', 'a b', 'A', 'a'.repeat(41)]) expect(parse(wrong), wrong).toBe(false);
  });
});
