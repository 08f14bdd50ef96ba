import { describe, expect, it } from 'vitest';
import type { Attachment } from './answer-types.ts';
import { STANDARD_EXTENSION } from './extensions.ts';
import { anItem, aQuestionnaire, extension } from './testing/questionnaire.ts';
import { Scenario } from './testing/scenario.ts';
import { theItem } from './testing/the-item.ts';

const limits = (megabytes: number | undefined, ...types: readonly string[]) => ({
  extension: [
    ...(megabytes === undefined ? [] : [extension(STANDARD_EXTENSION.maxSize, { valueDecimal: megabytes })]),
    ...types.map((valueCode) => extension(STANDARD_EXTENSION.mimeType, { valueCode })),
  ],
});

const issuesOf = (value: Attachment, more: Readonly<Record<string, unknown>> = {}): readonly string[] =>
  new Scenario(aQuestionnaire([anItem('attachment', 'q', more)])).set('q', [{ type: 'attachment', value }])
    .issueLines;

/** Base64 of so many bytes. */
const base64 = (bytes: number): string => Buffer.alloc(bytes).toString('base64');

describe('attachments', () => {
  it('[FB13] hold their bytes or an address', () => {
    for (const value of [{ data: 'AAAA' }, { url: 'https://example.org/a.png' }]) {
      const scenario = new Scenario(aQuestionnaire([anItem('attachment', 'q', { required: true })]));
      scenario.set('q', [{ type: 'attachment', value }]).expectNoProblem();
      expect(scenario.responseItems).toEqual([{ linkId: 'q', answer: [{ valueAttachment: value }] }]);
    }
  });

  it('[FB13] without either are an empty box', () => {
    expect(issuesOf({ title: '写真', contentType: 'image/png' }, { required: true })).toEqual(['q required']);
  });

  it('[FB13] repeat in rows', () => {
    const scenario = new Scenario(aQuestionnaire([anItem('attachment', 'q', { repeats: true })])).addRow('q');
    scenario.set(['q', 1], [{ type: 'attachment', value: { data: 'AAAA' } }]);
    scenario.set(['q', 2], [{ type: 'attachment', value: { data: 'BBBB' } }]);
    expect(scenario.responseItems).toEqual([
      { linkId: 'q', answer: [{ valueAttachment: { data: 'AAAA' } }, { valueAttachment: { data: 'BBBB' } }] },
    ]);
  });

  it('[FM6] a megabyte is 1,000,000 bytes', () => {
    expect(theItem(anItem('attachment', 'q', limits(1.5))).maxBytes).toBe(1_500_000);
    expect(theItem(anItem('attachment', 'q')).maxBytes).toBeUndefined();
  });

  it.each([
    [997, []],
    [999, []],
    [1000, []],
    [1001, ['q too-large 1000']],
    [1002, ['q too-large 1000']],
    [1003, ['q too-large 1000']],
  ])('[FM6] %d bytes where 1000 are allowed give %j', (bytes, issues) => {
    expect(issuesOf({ data: base64(bytes) }, limits(0.001))).toEqual(issues);
  });

  it('[FM6] of an address the size that it says counts', () => {
    const url = 'https://example.org/a.png';
    expect(issuesOf({ url, size: 1001 }, limits(0.001))).toEqual(['q too-large 1000']);
    expect(issuesOf({ url, size: 1000 }, limits(0.001))).toEqual([]);
    expect(issuesOf({ url }, limits(0.001))).toEqual([]);
  });

  it.each([
    ['image/png', ['image/png'], []],
    ['image/png', ['image/*'], []],
    ['image/png', ['application/pdf', 'image/*'], []],
    ['image/png', [], []],
    ['image/png', ['image/jpeg'], ['q file-type']],
    ['imagery/png', ['image/*'], ['q file-type']],
    ['application/pdf', ['image/*'], ['q file-type']],
    [undefined, ['image/*'], ['q file-type']],
    [undefined, [], []],
  ])('[FM6] a file of type %s where %j are taken gives %j', (contentType, types, issues) => {
    const value = { data: 'AAAA', ...(contentType !== undefined && { contentType }) };
    expect(issuesOf(value, limits(undefined, ...types))).toEqual(issues);
  });
});
