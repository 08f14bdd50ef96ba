import { describe, expect, it } from 'vitest';
import type { Answer } from '../answer-types.ts';
import { STANDARD_EXTENSION } from '../extensions.ts';
import { FILES_MAX_BYTES, roomForFile } from './file-room.ts';
import { aGroup, anItem, aQuestionnaire, extension, when } from '../testing/questionnaire.ts';
import { problemsOf } from '../testing/problems.ts';
import { Scenario } from '../testing/scenario.ts';

const file = (bytes: number): Answer => ({
  type: 'attachment',
  value: { data: Buffer.alloc(bytes).toString('base64') },
});

const threeFiles = (): Scenario =>
  new Scenario(
    aQuestionnaire([
      anItem('boolean', 'more'),
      anItem('attachment', 'a'),
      anItem('attachment', 'b', { repeats: true }),
      anItem('attachment', 'c', { enableWhen: [when('more', '=', { answerBoolean: true })] }),
    ]),
  );

const roomAt = (scenario: Scenario, key: string) =>
  roomForFile({ ...scenario.evaluation, given: (node) => scenario.answers.get(node.key) ?? [] }, key);

describe('the files of a response together', () => {
  it('[FM10] are as large as is left, to the byte', () => {
    const scenario = threeFiles().set('a', [file(100_000)]);
    const row = scenario.key(['b', 1]);
    const { bytes } = roomAt(scenario, row);
    expect(bytes).toBeGreaterThan(49_990);
    expect(bytes).toBeLessThanOrEqual(50_000);
    scenario.set(['b', 1], [file(bytes)]).expectNoProblem();
    expect(scenario.set(['b', 1], [file(bytes + 1)]).issueLines).toEqual([`b too-large ${bytes}`]);
  });

  it('[FM10] leave the place of a file to the one that takes it', () => {
    expect(roomAt(threeFiles().set('a', [file(100_000)]), 'a').bytes).toBe(FILES_MAX_BYTES);
  });

  it('[FM10] count where they are asked, in rows, and as much as is written of them', () => {
    const scenario = threeFiles()
      .answer('more', true)
      .set('c', [file(90_000)])
      .set('a', [file(90_000)]);
    expect(scenario.issueLines).toEqual(['c too-large 60000']);
    scenario.answer('more', false).expectNoProblem();
    scenario.addRow('b').set(['b', 2], [file(90_000)]);
    expect(scenario.issueLines).toEqual(['b too-large 60000']);
    scenario.set(['b', 2], [{ type: 'attachment', value: { url: 'https://example.org/a', size: 90_000 } }]);
    scenario.expectNoProblem();
  });

  it('[FM10] where nothing is left no size is said, and a smaller one behind may still fit', () => {
    const scenario = threeFiles()
      .answer('more', true)
      .set('a', [file(FILES_MAX_BYTES)])
      .set(['b', 1], [file(10)])
      .set('c', [file(10)]);
    expect(scenario.issueLines).toEqual(['b too-large', 'c too-large']);
    expect(scenario.set('a', [file(FILES_MAX_BYTES - 12)]).issueLines).toEqual(['c too-large']);
  });

  it('[FM10] share what is left with those that are still missing', () => {
    const scenario = threeFiles().addRow('b');
    expect(roomAt(scenario, 'a')).toEqual({ bytes: 150_000, share: 50_000 });
    scenario.set(['b', 1], [file(30_000)]);
    expect(roomAt(scenario, 'a')).toEqual({ bytes: 120_000, share: 60_000 });
  });
});

describe('a form that allows larger files than a response holds', () => {
  const sized = (linkId: string, megabytes: number, maxOccurs?: number) =>
    anItem('attachment', linkId, {
      repeats: maxOccurs !== undefined,
      extension: [
        extension(STANDARD_EXTENSION.maxSize, { valueDecimal: megabytes }),
        ...(maxOccurs === undefined
          ? []
          : [extension(STANDARD_EXTENSION.maxOccurs, { valueInteger: maxOccurs })]),
      ],
    });

  it.each([
    ['one file', [sized('a', 0.15)], []],
    ['one file', [sized('a', 0.151)], ['warning too-large item[0].extension[0]']],
    ['two files', [sized('a', 0.1), sized('b', 0.1)], ['warning too-large item[1].extension[0]']],
    ['three of a list', [sized('a', 0.05, 3)], []],
    ['four of a list', [sized('a', 0.05, 4)], ['warning too-large item[0].extension[0]']],
    [
      'one in each of four rows',
      [
        aGroup('g', [sized('a', 0.05)], {
          repeats: true,
          extension: [extension(STANDARD_EXTENSION.maxOccurs, { valueInteger: 4 })],
        }),
      ],
      ['warning too-large item[0].item[0].extension[0]'],
    ],
  ])('[FM11] is told of: %s', (_name, items, problems) => {
    expect(problemsOf(aQuestionnaire(items))).toEqual(problems);
  });
});
