import { describe, expect, it } from 'vitest';
import { decodeDraft, type Draft, encodeDraft } from './draft.ts';

const DRAFT: Draft = {
  formId: 'https://example.org/form',
  formVersion: '1',
  language: 'en',
  position: 'q7',
  startedAt: '2026-04-01T01:00:00.000Z',
  answers: new Map([
    ['a', [{ type: 'boolean', value: false }]],
    ['b', [{ type: 'integer', value: 3 }]],
    ['c', [{ type: 'decimal', value: 62.5 }]],
    ['d', [{ type: 'date', value: '2026-0' }]],
    ['e', [{ type: 'string', value: '一\n二 "quoted" 𠮷' }]],
    [
      'f',
      [
        { type: 'coding', value: { system: 's', code: 'x', display: '良' } },
        { type: 'coding', value: { code: 'y' } },
      ],
    ],
    ['g', [{ type: 'quantity', value: 6200, unit: 'グラム', code: 'g' }]],
    ['h', [{ type: 'absent', reason: 'asked-declined' }]],
    ['__proto__', [{ type: 'string', value: 'x' }]],
    ['j', [{ type: 'dateTime', value: '2026-03-05T09:30:00+09:00' }]],
    ['k', [{ type: 'time', value: '09:30:00' }]],
    ['l', [{ type: 'uri', value: 'urn:a' }]],
    ['m', [{ type: 'attachment', value: { contentType: 'image/png', data: 'AAAA' } }]],
    ['n', [{ type: 'reference', value: { reference: 'Practitioner/1' } }]],
    [
      'list',
      [
        { type: 'row', id: '1' },
        { type: 'row', id: '3' },
      ],
    ],
    ['name\u001F3', [{ type: 'string', value: 'x' }]],
    ['__proto__\u001F1', [{ type: 'string', value: 'x' }]],
    ['i', []],
  ]),
};

const stored = (): Record<string, unknown> => JSON.parse(encodeDraft(DRAFT)) as Record<string, unknown>;

const decoding = (more: object) => decodeDraft(JSON.stringify({ ...stored(), ...more }));

describe('drafts', () => {
  it('[FD1] a draft comes back as it was saved', () => {
    expect(decodeDraft(encodeDraft(DRAFT))).toEqual({ ok: true, value: DRAFT });
  });

  it('[FD1] a draft at its start comes back', () => {
    const empty: Draft = { ...DRAFT, position: '', answers: new Map() };
    expect(decodeDraft(encodeDraft(empty))).toEqual({ ok: true, value: empty });
  });

  it('[FD1] a number that JSON cannot hold costs itself, never the draft', () => {
    const answers = new Map([...DRAFT.answers, ['b', [{ type: 'integer', value: NaN }]] as const]);
    expect(decodeDraft(encodeDraft({ ...DRAFT, answers }))).toEqual({
      ok: true,
      value: { ...DRAFT, answers: new Map([...DRAFT.answers, ['b', []] as const]) },
    });
  });

  it.each(['', '{', 'undefined', encodeDraft(DRAFT).slice(0, -1)])('[FD2] %j is not JSON', (text) => {
    expect(decodeDraft(text)).toEqual({ ok: false, error: 'not-json' });
  });

  it.each(['null', '5', '[]', '"x"'])('[FD2] %s is no draft', (text) => {
    expect(decodeDraft(text)).toEqual({ ok: false, error: 'shape' });
  });

  it.each([{ schemaVersion: 2 }, { schemaVersion: '1' }, { schemaVersion: undefined }])(
    '[FD2] %j is of no version known here',
    (more) => {
      expect(decoding(more)).toEqual({ ok: false, error: 'version-unknown' });
    },
  );

  it.each([
    ...['formId', 'formVersion', 'language', 'position', 'startedAt', 'answers'].flatMap((key) => [
      { [key]: undefined },
      { [key]: 5 },
      { [key]: null },
    ]),
    { more: 1 },
    { answers: {} },
    { answers: [null] },
    { answers: [['a']] },
    { answers: [['a', [], 1]] },
    { answers: [[1, []]] },
    { answers: [['a', {}]] },
    { answers: [['a', [null]]] },
    { answers: [['a', [{}]]] },
    { answers: [['a', [{ absent: 'masked' }]]] },
    { answers: [['a', [{ absent: 'asked-unknown', valueBoolean: true }]]] },
    { answers: [['a', [{ valueBoolean: 1 }]]] },
    { answers: [['a', [{ valueBoolean: true, valueInteger: 1 }]]] },
    { answers: [['a', [{ valueMoney: 1 }]]] },
    { answers: [['a', [{ row: 1 }]]] },
    { answers: [['a', [{ row: '' }]]] },
    { answers: [['a', [{ row: 'x'.repeat(41) }]]] },
    { answers: [['a', [{ row: '1\u001F2' }]]] },
    { answers: [['a', [{ row: '__proto__' }]]] },
    { answers: [['a', [{ row: '1' }, { row: '1' }]]] },
    { answers: [['a', [{ row: '1', valueBoolean: true }]]] },
    {
      answers: [
        ['a', []],
        ['a', []],
      ],
    },
  ])('[FD2] %j is refused', (more) => {
    expect(decoding(more)).toEqual({ ok: false, error: 'shape' });
  });

  it('[FD2] a key that could reach a prototype is refused', () => {
    const text = encodeDraft(DRAFT);
    expect(decodeDraft(`{"__proto__":{},${text.slice(1)}`)).toEqual({ ok: false, error: 'shape' });
  });
});
