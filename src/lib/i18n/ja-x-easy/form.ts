import type { FormMessages, IssueValues } from '../ja/form.ts';

const withUnit = ({ bound = '', unit }: IssueValues): string =>
  unit === undefined ? bound : `${bound} ${unit}`;

export const form = {
  yes: 'はい',
  no: 'いいえ',
  absent: {
    'asked-unknown': 'わからない',
    'asked-declined': 'こたえたくない',
    'temp-unknown': 'スタッフに きく',
  },
  otherAnswers: 'ほかの こたえかた',
  chooseMany: 'あう ものを ぜんぶ えらんでください',
  chooseFromList: 'えらんでください',
  next: 'つぎへ',
  back: 'もどる',
  progress: (current: number, total: number) => `しつもん ${total}この うち ${current}ばんめ`,
  clearAnswer: 'こたえを けす',
  showHelp: 'せつめいを みる',
  readOnly: 'かえる ことは できません',
  groupOf: (title: string) => `${title}の しつもん`,
  bulkNormal: 'のこりを ぜんぶ 「いじょう なし」に する',
  bulkNormalHint: 'まだ かいて いない ところだけ 「いじょう なし」に します',
  bulkNormalDone: (count: number) => `${count}この ところを 「いじょう なし」に しました`,
  bulkNormalNothing: 'ぜんぶ かいて あります',
  undo: 'もとに もどす',
  undone: 'もとに もどしました',
  status: {
    empty: 'まだです',
    missing: (count: number) => `まだ ${count}こ`,
    check: 'よく みる',
    checkCount: (count: number) => `よく みる ${count}こ`,
    complete: 'おわりました',
  },
  summary: {
    title: (count: number) => `もう いちど みてほしい ところが ${count}こ あります`,
    warningsOnly: 'まちがいが なければ、つぎへ すすむ ことが できます',
  },
  controlMissing:
    'この しつもんを だす ことが できませんでした。スタッフに みせて、がめんを ひらきなおしてください',
  issues: {
    required: () => 'こたえを いれてください',
    type: () => 'かきかたが ちがうようです。もう いちど いれてください',
    'option-unknown': () => 'がめんに ある こたえから えらんでください',
    'option-exclusive': () => 'この こたえは、ほかの こたえと いっしょに えらぶ ことが できません',
    'too-many': ({ bound }) =>
      bound === undefined ? 'こたえは 1つだけに してください' : `こたえは ${bound}こまでに してください`,
    'too-long': ({ bound }) =>
      bound === undefined ? 'ながすぎます。みじかく してください' : `${bound}もじまでに してください`,
    'below-min': (values) => `${withUnit(values)}か、もっと おおきい すうじを いれてください`,
    'above-max': (values) => `${withUnit(values)}か、もっと ちいさい すうじを いれてください`,
    'decimal-places': ({ bound }) =>
      bound === undefined || bound === '0'
        ? '「.」を つかわないで いれてください'
        : `「.」の うしろの すうじは ${bound}こまでに してください`,
    'too-few': ({ bound }) =>
      bound === undefined ? 'こたえが たりません' : `こたえを ${bound}こか、もっと おおく えらんでください`,
    'too-short': ({ bound }) =>
      bound === undefined ? 'もじが たりません' : `${bound}もじか、もっと ながく かいてください`,
    pattern: () => 'かきかたが ちがいます。もう いちど よく みてください',
    'not-a-time': () => 'この じかんは ありません。なんじ なんぷんか よく みてください',
    'too-large': ({ bound }) =>
      bound === undefined ? 'ファイルが おおきすぎます' : `${bound}までの ファイルを えらんでください`,
    'file-type': () => 'この ファイルは つかう ことが できません',
    constraint: () => 'ふたつの こたえが あいません。よく みてください',
    unit: () => 'たんいを よく みてください',
    'not-a-date': () => 'この ひは ありません。ねん・がつ・にちを よく みてください',
    'soft-low': (values) => `${withUnit(values)}より ちいさいです。まちがいが ないか、よく みてください`,
    'soft-high': (values) => `${withUnit(values)}より おおきいです。まちがいが ないか、よく みてください`,
    'after-today': () => 'きょうより あとの ひです。ねん・がつ・にちを よく みてください',
    'before-today': () => 'きょうより まえの ひです。ねん・がつ・にちを よく みてください',
    'before-birth': () => 'うまれた ひより まえの ひです。ねん・がつ・にちを よく みてください',
  },
} satisfies FormMessages;
