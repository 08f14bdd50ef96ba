import type { ProgramId, StaffRole } from '../../domain/program.ts';

/** A municipality that does not exist: 47 290 is not given out. */
export const DEMO_MUNICIPALITY = { code: '472905', name: 'はぐくみ市' } as const;

export const DEMO_CLINIC = { name: 'はぐくみ市保健センター', place: '2階 健診ホール' } as const;

export const DEMO_CONSOLE_LOGIN = 'admin';

interface DemoStaff {
  readonly name: string;
  readonly kana: string;
  readonly role: StaffRole;
  /** 職種 as the list shows it. */
  readonly title: string;
}

export const DEMO_STAFF: readonly DemoStaff[] = [
  { name: '佐々木 真理', kana: 'ささき まり', role: 'reception', title: '受付' },
  { name: '大城 由美', kana: 'おおしろ ゆみ', role: 'nurse', title: '看護師' },
  { name: '比嘉 奈緒', kana: 'ひが なお', role: 'nurse', title: '保健師' },
  { name: '金城 健一', kana: 'きんじょう けんいち', role: 'doctor', title: '医師' },
  { name: '与儀 千晶', kana: 'よぎ ちあき', role: 'dentist', title: '歯科医師' },
  { name: '新垣 誠', kana: 'あらかき まこと', role: 'admin', title: '管理者' },
];

/** A made-up child. Ages count on the day of the session. */
interface DemoChild {
  readonly name: string;
  readonly kana: string;
  readonly sex: 'male' | 'female' | 'unknown';
  /** Whole months, 3 or 4, and days beyond. */
  readonly months: 3 | 4;
  readonly days: number;
  readonly birthWeightGrams?: number;
  /** Born so many days before the expected date of delivery. */
  readonly daysEarly?: number;
}

/** Today's children: long and foreign names, rare characters, twins, one born early. All made up. */
export const DEMO_CHILDREN: readonly DemoChild[] = [
  {
    name: '山城 ひなた',
    kana: 'やましろ ひなた',
    sex: 'female',
    months: 3,
    days: 12,
    birthWeightGrams: 3012,
  },
  { name: '𠮷田 蒼', kana: 'よしだ あおい', sex: 'male', months: 4, days: 3, birthWeightGrams: 3340 },
  { name: '髙𣘺 凜', kana: 'たかはし りん', sex: 'female', months: 3, days: 20, birthWeightGrams: 2860 },
  {
    name: 'マリア・フェルナンダ・ダ・シルバ・サントス',
    kana: 'マリア フェルナンダ ダ シルバ サントス',
    sex: 'female',
    months: 3,
    days: 8,
    birthWeightGrams: 3155,
  },
  {
    name: 'グエン・ティ・ミン・アン',
    kana: 'グエン ティ ミン アン',
    sex: 'female',
    months: 4,
    days: 11,
    birthWeightGrams: 2930,
  },
  { name: '田中 陽翔', kana: 'たなか はると', sex: 'male', months: 4, days: 0, birthWeightGrams: 2410 },
  { name: '田中 陽葵', kana: 'たなか ひまり', sex: 'female', months: 4, days: 0, birthWeightGrams: 2385 },
  {
    name: '宮里 湊',
    kana: 'みやざと みなと',
    sex: 'male',
    months: 4,
    days: 18,
    birthWeightGrams: 1980,
    daysEarly: 41,
  },
  {
    name: '渡邉 朔太郎',
    kana: 'わたなべ さくたろう',
    sex: 'male',
    months: 3,
    days: 26,
    birthWeightGrams: 3480,
  },
  {
    name: '勅使河原 花音',
    kana: 'てしがわら かのん',
    sex: 'female',
    months: 3,
    days: 3,
    birthWeightGrams: 3260,
  },
  {
    name: 'オリバー・ジェームズ・ウィリアムソン',
    kana: 'オリバー ジェームズ ウィリアムソン',
    sex: 'male',
    months: 3,
    days: 15,
    birthWeightGrams: 3620,
  },
  {
    name: '仲村渠 凪',
    kana: 'なかんだかり なぎ',
    sex: 'unknown',
    months: 4,
    days: 6,
    birthWeightGrams: 3095,
  },
];

/** Somebody made up who comes to another checkup than most. Ages count on the day of the session. */
interface DemoVisitor {
  readonly program: ProgramId;
  readonly name: string;
  readonly kana: string;
  readonly sex: 'male' | 'female';
  readonly months: number;
  readonly days: number;
  readonly birthWeightGrams?: number;
  /** Days until the expected date of delivery. */
  readonly dueIn?: number;
}

/** Today's visitors of other checkups. */
export const DEMO_VISITORS: readonly DemoVisitor[] = [
  {
    program: 'child-18m',
    name: '宮城 結',
    kana: 'みやぎ ゆい',
    sex: 'female',
    months: 18,
    days: 14,
    birthWeightGrams: 2920,
  },
  {
    program: 'child-3y',
    name: '大城 悠真',
    kana: 'おおしろ ゆうま',
    sex: 'male',
    months: 42,
    days: 5,
    birthWeightGrams: 3180,
  },
  {
    program: 'prenatal',
    name: '仲間 ちひろ',
    kana: 'なかま ちひろ',
    sex: 'female',
    months: 29 * 12 + 4,
    days: 9,
    dueIn: 86,
  },
];

/** Children of the days to come: three a day. All made up. */
export const DEMO_LATER_CHILDREN: readonly Pick<DemoChild, 'name' | 'kana' | 'sex'>[] = [
  { name: '上原 結月', kana: 'うえはら ゆづき', sex: 'female' },
  { name: '島袋 蓮', kana: 'しまぶくろ れん', sex: 'male' },
  { name: '玉城 咲良', kana: 'たまき さくら', sex: 'female' },
  { name: '知念 颯太', kana: 'ちねん そうた', sex: 'male' },
  { name: '平良 美波', kana: 'たいら みなみ', sex: 'female' },
  { name: '照屋 律', kana: 'てるや りつ', sex: 'male' },
  { name: '真栄田 琴葉', kana: 'まえだ ことは', sex: 'female' },
  { name: '具志堅 新', kana: 'ぐしけん あらた', sex: 'male' },
  { name: '與那嶺 紬', kana: 'よなみね つむぎ', sex: 'female' },
  { name: '下地 海斗', kana: 'しもじ かいと', sex: 'male' },
  { name: '喜屋武 莉子', kana: 'きゃん りこ', sex: 'female' },
  { name: '東江 樹', kana: 'あがりえ いつき', sex: 'male' },
  { name: '城間 彩葉', kana: 'しろま いろは', sex: 'female' },
  { name: '名嘉山 奏', kana: 'なかやま かなで', sex: 'male' },
  { name: '伊波 心春', kana: 'いは こはる', sex: 'female' },
  { name: '安里 大和', kana: 'あさと やまと', sex: 'male' },
  { name: '座間味 澪', kana: 'ざまみ みお', sex: 'female' },
  { name: '屋宜 悠真', kana: 'やぎ ゆうま', sex: 'male' },
];
