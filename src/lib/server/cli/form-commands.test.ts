import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommandError } from './command.ts';
import { COMMANDS, findCommand, needsHub, runAlone } from './run-command.ts';

type Json = Readonly<Record<string, unknown>>;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'form-check-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const kept = (name: string, content: unknown): string => {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

const aForm = (more: Json = {}): Json => ({
  resourceType: 'Questionnaire',
  url: 'https://example.org/form',
  version: '1',
  status: 'active',
  item: [
    { linkId: 'smoker', type: 'boolean', text: 'たばこを吸いますか', required: true },
    { linkId: 'count', type: 'integer', text: '1日に何本ですか' },
  ],
  ...more,
});

const aResponse = (...item: readonly Json[]): Json => ({
  resourceType: 'QuestionnaireResponse',
  questionnaire: 'https://example.org/form|1',
  status: 'completed',
  item,
});

/** What the command said, and what it ended with. */
const check = async (...words: readonly string[]) => {
  const said: string[] = [];
  const found = findCommand(['form', 'check', ...words], COMMANDS);
  if (found === undefined || needsHub(found)) throw new Error('no such command without a hub');
  try {
    await runAlone(found, (line) => said.push(line));
    return { said, exitCode: 0, failure: '' };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { said, exitCode: error.exitCode, failure: error.message };
  }
};

describe('form check', () => {
  it('ends with 0 for a form without errors, and counts its warnings', async () => {
    const { said, exitCode } = await check(kept('q.json', aForm({ version: undefined })));
    expect(exitCode).toBe(0);
    expect(said).toEqual([
      '様式: 2項目、誤り0件、注意1件',
      '注意  value-invalid  version  値が正しくありません',
    ]);
  });

  it('ends with 1 for a form that is refused, with severity, code, path and a sentence', async () => {
    const item = [{ linkId: 'a', type: 'question', text: 'x' }];
    const { said, exitCode, failure } = await check(kept('q.json', aForm({ item })));
    expect([exitCode, failure]).toEqual([1, 'この様式は使えません']);
    expect(said).toEqual([
      '様式: 誤り1件、注意0件',
      '誤り  type-unsupported  item[0].type  この型の項目は扱えません',
    ]);
  });

  it('takes a package, and fetches what its expressions need', async () => {
    const url = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression';
    const valueExpression = { language: 'text/fhirpath', expression: '1 + 1' };
    const item = [
      { linkId: 'a', type: 'integer', text: 'x', readOnly: true, extension: [{ url, valueExpression }] },
    ];
    const bundle = { resourceType: 'Bundle', entry: [{ resource: aForm({ item }) }] };
    expect(await check(kept('q.json', bundle))).toMatchObject({
      said: ['様式: 1項目、誤り0件、注意0件'],
      exitCode: 0,
    });
  });

  it('says the same in English', async () => {
    const { said } = await check(kept('q.json', aForm({ version: undefined })), '--lang', 'en');
    expect(said).toEqual([
      'form: 2 items, 0 errors, 1 warnings',
      'warning  value-invalid  version  The value is not valid',
    ]);
    expect(await check(kept('q.json', aForm()), '--lang', 'fr')).toMatchObject({ exitCode: 1 });
  });

  it('ends with 0 for a response that fits', async () => {
    const response = aResponse({ linkId: 'smoker', answer: [{ valueBoolean: false }] });
    expect(await check(kept('q.json', aForm()), kept('r.json', response))).toEqual({
      said: ['様式: 2項目、誤り0件、注意0件', '回答: 誤り0件、注意0件'],
      exitCode: 0,
      failure: '',
    });
  });

  it('ends with 1 for a response that does not, and says nothing of what was answered', async () => {
    const response = aResponse(
      { linkId: 'count', text: '山田はな', answer: [{ valueString: '山田はな' }] },
      { linkId: '山田はな', answer: [{ valueString: '山田はな' }] },
    );
    const { said, exitCode, failure } = await check(kept('q.json', aForm()), kept('r.json', response));
    expect([exitCode, failure]).toEqual([1, 'この回答は様式と合いません']);
    expect(said.slice(1)).toEqual([
      '回答: 誤り3件、注意0件',
      '誤り  value-type       item[0].answer[0] linkId="count"  値の型が正しくありません',
      '誤り  link-id-unknown  item[1]                           様式にないlinkIdです',
      '誤り  required         linkId="smoker"                   必須の質問に答えがありません',
    ]);
    expect([...said, failure].join('\n')).not.toContain('山田');
  });

  it.each([
    ['is not there', undefined],
    ['is not JSON', '{"linkId": 山田'],
    ['is not UTF-8', '\uD800'],
  ])('ends with 2 when a file %s, and repeats nothing of it', async (_, content) => {
    const file = content === undefined ? join(folder, 'none.json') : kept('bad.json', content);
    for (const words of [[file], [kept('q.json', aForm()), file]]) {
      const { said, exitCode, failure } = await check(...words);
      expect([exitCode, said]).toEqual([2, []]);
      expect(failure).toContain(file);
      expect(failure).not.toContain('山田');
    }
  });

  it('asks for the form, and refuses what it does not know', async () => {
    expect(await check()).toMatchObject({ exitCode: 1, failure: '<questionnaire> is missing' });
    expect(() => findCommand(['form', 'check', 'a', 'b', 'c'], COMMANDS)).toThrow('too many words');
    expect(() => findCommand(['form', 'check', 'a', '--from', 'x'], COMMANDS)).toThrow('--from');
  });
});
