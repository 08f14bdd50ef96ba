import type { Answer } from '$lib/forms/answer-types.ts';
import type { ItemControl, ItemType } from '$lib/forms/form.ts';
import { options, part, type Json, type Part } from './questionnaire-parts.ts';

/** A control that an item can ask for. */
export type Control = Exclude<ItemControl, 'none'>;
export type QuestionType = Exclude<ItemType, 'group' | 'display'>;

/** One type of question as the gallery shows it. */
export interface QuestionSample {
  readonly text: string;
  /** Every control that the type can have, besides none. */
  readonly controls: readonly Control[];
  readonly ext?: readonly Part[];
  readonly answerOption?: readonly Json[];
  /** Its answer as `value[x]`; of a choice the first option is the answer. */
  readonly value?: Json;
  /** What a second row holds. */
  readonly second: Answer;
  /** FHIRPath of its answer; `undefined` where the type cannot be calculated and overtyped. */
  readonly calculated: string | undefined;
  readonly picture?: string;
}

const PLACES = options('保健センター', '小児科の医院', 'そのほかの医療機関');
/** A picture of one red dot. */
const DOT =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';
const UCUM = 'http://unitsofmeasure.org';
const NUMBER_CONTROLS = ['slider', 'spinner'] as const;
const BOUNDS = [part.integer('minValue', 0), part.integer('maxValue', 10)];
const string = (value: string): Answer => ({ type: 'string', value });

/** A question of every type. A type that is missing here does not compile. */
export const QUESTION_SAMPLES: Readonly<Record<QuestionType, QuestionSample>> = {
  boolean: {
    text: '名前を呼ぶと振り向きますか',
    controls: ['radio-button'],
    value: { valueBoolean: true },
    second: { type: 'boolean', value: false },
    calculated: 'true',
  },
  decimal: {
    text: '体温',
    controls: NUMBER_CONTROLS,
    ext: [part.unit('Cel', '℃'), part.decimal('minValue', 30), part.decimal('maxValue', 45)],
    value: { valueDecimal: 36.7 },
    second: { type: 'decimal', value: 37.2 },
    calculated: '36.7',
  },
  integer: {
    text: '1日の授乳の回数',
    controls: NUMBER_CONTROLS,
    ext: BOUNDS,
    value: { valueInteger: 7 },
    second: { type: 'integer', value: 8 },
    calculated: '3 + 4',
  },
  quantity: {
    text: '薬の量',
    controls: NUMBER_CONTROLS,
    ext: [part.unit('mL', 'mL')],
    value: { valueQuantity: { value: 5, unit: 'mL', system: UCUM, code: 'mL' } },
    second: { type: 'quantity', value: 6, unit: 'mL', code: 'mL' },
    calculated: '5',
  },
  date: {
    text: '首がすわった日',
    controls: [],
    value: { valueDate: '2026-08-21' },
    second: { type: 'date', value: '2026-09' },
    calculated: '@2026-08-21',
  },
  dateTime: {
    text: '最後に受診した日時',
    controls: [],
    value: { valueDateTime: '2026-11-20T21:30:00+09:00' },
    second: { type: 'dateTime', value: '2026-11-21' },
    calculated: '@2026-11-20T21:30:00+09:00',
  },
  time: {
    text: 'ふだん寝る時刻',
    controls: [],
    value: { valueTime: '20:15:00' },
    second: { type: 'time', value: '21:00:00' },
    calculated: '@T20:15:00',
  },
  string: {
    text: 'かかりつけ医',
    controls: ['text-area', 'text-box'],
    value: { valueString: 'はぐくみ小児科' },
    second: string('あおば医院'),
    calculated: "'はぐくみ小児科'",
    picture: 'feeding',
  },
  text: {
    text: '心配なこと',
    controls: ['text-area', 'text-box'],
    value: { valueString: '夜泣きが続いています' },
    second: string('食が細いです'),
    calculated: "'夜泣きが続いています'",
  },
  url: {
    text: '参考にしたページ',
    controls: [],
    value: { valueUri: 'https://example.jp/baby' },
    second: { type: 'uri', value: 'https://example.jp/food' },
    calculated: "'https://example.jp/baby'",
  },
  choice: {
    text: '健診を受けた場所',
    controls: ['radio-button', 'check-box', 'drop-down', 'autocomplete', 'atable'],
    answerOption: PLACES,
    second: { type: 'coding', value: { code: '2', display: '小児科の医院' } },
    calculated: "'1'",
  },
  'open-choice': {
    text: '相談できるところ',
    controls: ['radio-button', 'check-box', 'drop-down', 'autocomplete', 'text-box', 'atable'],
    answerOption: PLACES,
    second: string('助産院'),
    calculated: "'1'",
  },
  attachment: {
    text: '湿疹の写真',
    controls: [],
    value: { valueAttachment: { contentType: 'image/png', data: DOT, title: 'ほお.png', size: 70 } },
    second: { type: 'attachment', value: { contentType: 'image/png', data: DOT, title: '足.png', size: 70 } },
    calculated: undefined,
  },
  reference: {
    text: '紹介した医師',
    controls: [],
    value: { valueReference: { reference: 'Practitioner/1', display: '山田 花子（あおば小児科）' } },
    second: { type: 'reference', value: { reference: 'Practitioner/2', display: '佐藤 次郎' } },
    calculated: undefined,
  },
};

/** Every control of a group but `page`, which a part of the form itself has; and of a text that is no caption. */
export const GROUP_CONTROLS = [
  'none',
  'tab-container',
  'list',
  'table',
  'htable',
  'gtable',
  'grid',
] as const satisfies readonly ItemControl[];
export const TEXT_CONTROLS = [
  'none',
  'inline',
  'security',
  'legal',
] as const satisfies readonly ItemControl[];
/** Captions, which stand at a question. */
export const CAPTIONS = {
  prompt: '思い出せる範囲でお答えください',
  help: '母子健康手帳の8ページにもあります。',
  flyover: 'あとから直せます。',
} as const satisfies Partial<Record<Control, string>>;
