import { describe, expect, it } from 'vitest';
import { PROBLEMS, type ProblemCode } from '../contract/problem.ts';
import { STAFF_LOCALES } from './locale.ts';
import { messagesFor } from './messages.ts';
import { problemText, type ProblemAudience } from './problem-texts.ts';

const CODES = Object.keys(PROBLEMS) as readonly ProblemCode[];
const AUDIENCES: readonly ProblemAudience[] = ['guardian', 'staff'];

describe.each(STAFF_LOCALES)('problem texts in %s', async (locale) => {
  const messages = await messagesFor(locale);

  it.each(AUDIENCES)('has a finished sentence for every code of the table, for the %s', (audience) => {
    for (const code of CODES) {
      const sentence = problemText(code, audience, messages);
      expect(sentence.length, code).toBeGreaterThan(10);
      expect(sentence, code).toMatch(/[。.]$/);
      expect(sentence, code).not.toMatch(/undefined|TODO|TBD|XXX|\{\w*\}|\$\{/);
    }
  });

  it.each(AUDIENCES)('has no sentence for a code the table does not have, for the %s', (audience) => {
    const texts = audience === 'guardian' ? messages.problems : messages.problemsStaff;
    expect(Object.keys(texts).sort()).toEqual([...CODES].sort());
  });

  it('says something different for every code and audience', () => {
    const all = AUDIENCES.flatMap((audience) => CODES.map((code) => problemText(code, audience, messages)));
    expect(all.filter((sentence, index) => all.indexOf(sentence) !== index)).toEqual([]);
  });

  it('shows guardians neither a code nor a technical word', () => {
    const jargon =
      /ハブ|署名|暗号|サーバ|エラー|プロトコル|hub|server|signature|error|protocol|JSON|https?|[a-z]+-[a-z]+-[a-z]+/i;
    for (const code of CODES) {
      const sentence = problemText(code, 'guardian', messages);
      expect(sentence, code).not.toMatch(jargon);
      if (code.includes('-')) expect(sentence, code).not.toContain(code);
    }
  });
});
