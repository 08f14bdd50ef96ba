import { describe, expect, it } from 'vitest';
import { isUuid } from '../contract/ids.ts';
import { checkupId, recordId } from './derived-id.ts';

const of = {
  subjectId: '018f3f6e-5c00-7aaa-8bbb-000000000001',
  program: 'infant-3-4m',
  sessionId: '018f3f6e-5c00-7aaa-8bbb-000000000002',
} as const;

describe('derived ids', () => {
  it('are the same on every tablet and in every version', async () => {
    expect(await checkupId(of)).toBe('a25e8f2a-668d-8e19-ae60-b44eab392228');
    expect(await recordId(await checkupId(of), 'questionnaire')).toBe('3b900405-4c02-868f-b804-f04b805ed17c');
  });

  it('are UUIDs of version 8', async () => {
    const id = await checkupId(of);
    expect(isUuid(id)).toBe(true);
    expect(id.charAt(14)).toBe('8');
  });

  it('differ by subject, session and section', async () => {
    const id = await checkupId(of);
    const all = [
      id,
      await checkupId({ ...of, subjectId: of.sessionId }),
      await checkupId({ ...of, sessionId: of.subjectId }),
      await recordId(id, 'questionnaire'),
      await recordId(id, 'measurement'),
      await recordId(id, 'examination'),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});
