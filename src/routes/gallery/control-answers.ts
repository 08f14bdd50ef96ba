import type { Answer, Answers } from '$lib/forms/answer-types.ts';
import type { FormState } from '$lib/form-view/FormState.svelte.ts';
import type { ItemNode } from '$lib/forms/run/tree.ts';

const coding = (code: string, display: string): Answer => ({ type: 'coding', value: { code, display } });
const string = (value: string): Answer => ({ type: 'string', value });
const integer = (value: number): Answer => ({ type: 'integer', value });
const decimal = (value: number): Answer => ({ type: 'decimal', value });
const date = (value: string): Answer => ({ type: 'date', value });
const yes: Answer = { type: 'boolean', value: true };
/** A picture of one red dot. */
const DOT =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';

const SLEEP = coding('1', 'ねむり');

/** Answers to most of the control form, with rows in every list. */
export const CONTROL_ANSWERS: Answers = new Map<string, readonly Answer[]>([
  ['radio', [coding('2', '小児科')]],
  ['scale', [coding('3', '週に1回くらい')]],
  ['many', [coding('1', '突発性発疹'), coding('2', '中耳炎')]],
  ['list', [coding('6', '港')]],
  ['open', [string('おば')]],
  ['open-many', [coding('1', '抱っこひも'), string('おんぶひも')]],
  ['search', [coding('3', 'ひまわり病院')]],
  ['search-many', [coding('1', 'たまご'), coding('9', 'カシューナッツ'), string('キウイ')]],
  ['count', [integer(4)]],
  ['sleep', [decimal(12.5)]],
  ['pain', [integer(3)]],
  ['dose', [{ type: 'quantity', value: 2.5, unit: 'mL', code: 'mL' }]],
  ['temperature', [{ type: 'quantity', value: 36.7, unit: '℃', code: 'Cel' }]],
  ['day', [date('2026-08-21')]],
  ['moment', [{ type: 'dateTime', value: '2026-11-20T21:30:00+09:00' }]],
  ['bedtime', [{ type: 'time', value: '20:15' }]],
  ['phone', [string('090-1234-5678')]],
  ['note', [string('夜泣きが続いています')]],
  ['site', [{ type: 'uri', value: 'https://example.jp/baby' }]],
  [
    'photo',
    [{ type: 'attachment', value: { contentType: 'image/png', data: DOT, title: 'ほお.png', size: 70 } }],
  ],
  [
    'document',
    [
      {
        type: 'attachment',
        value: { contentType: 'application/pdf', data: 'JVBERg==', title: '紹介状.pdf', size: 4 },
      },
    ],
  ],
  [
    'doctor',
    [{ type: 'reference', value: { reference: 'Practitioner/1', display: '山田 花子（あおば小児科）' } }],
  ],
  ['ruby', [yes]],
  ['eyes.0.far', [decimal(0.8)]],
  ['eyes.0.glass', [{ type: 'boolean', value: false }]],
  ['mood.0', [coding('1', 'ない')]],
  ['mood.1', [coding('3', '半分以上')]],
  ['meals.0', [coding('1', '母乳・ミルク')]],
  ['meals.2', [coding('1', '母乳・ミルク'), coding('2', '離乳食')]],
  ['tab.head.size', [decimal(41.2)]],
  ['smoke', [yes]],
  ['smoke.who', [string('父')]],
  ['worries', [SLEEP]],
  ['pressure.high', [integer(118)]],
  ['pressure.low', [integer(72)]],
]);

/** Answers of which most are to be put right. */
export const CONTROL_SLIPS: Answers = new Map<string, readonly Answer[]>([
  ['many', [coding('1', '突発性発疹'), coding('none', 'ない')]],
  ['count', [integer(40)]],
  ['dose', [{ type: 'quantity', value: 5, unit: '' }]],
  ['phone', [string('電話はありません')]],
  ['note', [string('心配なことがたくさんあって、ここには書ききれないと思います。どうすればよいでしょうか')]],
  ['pressure.high', [integer(70)]],
  ['pressure.low', [integer(110)]],
]);

type Row = Readonly<Record<string, readonly Answer[]>>;
const grams = (value: number): readonly Answer[] => [{ type: 'quantity', value, unit: 'g', code: 'g' }];

/** Rows of the lists of the control form, by their linkId. */
export const CONTROL_ROWS: Readonly<Record<string, readonly Row[]>> = {
  drugs: [
    {
      'drugs.name': [string('アセトアミノフェン')],
      'drugs.since': [date('2026-11')],
      'drugs.when': [coding('1', '朝'), coding('3', '夜')],
    },
    { 'drugs.name': [string('整腸剤')] },
  ],
  siblings: ['たろう', 'はなこ', 'じろう'].map((name) => ({ siblings: [string(name)] })),
  visits: ['2026-05-01', '2026-09-12'].map((day) => ({ visits: [date(day)] })),
  growth: [
    {
      'growth.when': [string('生まれたとき')],
      'growth.weight': grams(3050),
      'growth.feeding': [coding('1', '母乳')],
    },
    { 'growth.when': [string('1か月')], 'growth.weight': grams(4210) },
  ],
};

/** Rows in which something is to be put right. */
export const SLIP_ROWS: typeof CONTROL_ROWS = {
  siblings: [{ siblings: [string('たろう')] }],
  drugs: [{ 'drugs.since': [date('2026-11')] }],
  growth: [{ 'growth.feeding': [coding('2', 'ミルク')] }],
};

/** Puts rows into the lists of a form. */
export const fillRows = (form: FormState, lists: typeof CONTROL_ROWS): void => {
  const rowsOf = (list: string): readonly ItemNode[] => form.tree.byKey.get(list)?.children ?? [];
  for (const [list, rows] of Object.entries(lists)) {
    while (rowsOf(list).length < rows.length) form.addRow(list);
    rows.forEach((row, at) => {
      const node = rowsOf(list)[at];
      const inside = node === undefined ? [] : [node, ...node.children];
      for (const { key, item } of inside) form.set(key, row[item.linkId] ?? []);
    });
  }
};
