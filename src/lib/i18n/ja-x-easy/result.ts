import type { ResultMessages } from '../ja/result.ts';

const meaning = {
  fine: { label: 'とくに もんだいは ありませんでした', next: 'つぎの けんしんも うけてください。' },
  guidance: {
    label: 'きを つけて ほしい ことが あります',
    next: 'きょう はなした ことを、いえで つづけてください。',
  },
  followUp: {
    label: 'もう いちど みせてください',
    next: 'すこし たってから、もう いちど みせてください。いつ どこかは、スタッフが つたえます。',
  },
  inCare: {
    label: 'いまの びょういんに つづけて いってください',
    next: 'いま いって いる びょういんに、これからも いってください。',
  },
  detailed: {
    label: 'くわしい けんさを うけてください',
    next: 'スタッフが わたす かみを もって、はやめに びょういんに いってください。',
  },
  treatment: {
    label: 'びょういんに いってください',
    next: 'スタッフが わたす かみを もって、はやめに びょういんに いってください。',
  },
  dentist: {
    label: 'はいしゃさんに いってください',
    next: 'はやめに はいしゃさんに みて もらってください。',
  },
  pass: {
    label: 'はんのうが ありました',
    next: 'きこえの ことで しんぱいな ときは、いつでも きいてください。',
  },
  refer: {
    label: 'もう いちど けんさが ひつようです',
    next: 'この けんさだけでは わかりません。つたえた びょういんで、つぎの けんさを うけてください。',
  },
  retest: {
    label: 'もう いちど けんさが ひつようです',
    next: 'つたえた ひに、もう いちど けんさを うけてください。',
  },
  vaccinated: {
    label: 'ちゅうしゃを しました',
    next: '30ぷんくらい ようすを みてください。いつもと ちがう ときは、びょういんに でんわを してください。',
  },
  postponed: {
    label: 'きょうは ちゅうしゃを しませんでした',
    next: 'つぎに いつ できるか、びょういんに きいてください。',
  },
};

export const result = {
  title: 'けんしんの けっかの おしらせ',
  name: 'なまえ',
  born: 'うまれた ひ',
  date: 'けんしんの ひ',
  place: 'けんしんを した ところ',
  measured: 'はかった もの',
  result: 'けっか',
  none: 'この ひの ことは、スタッフの はなしと ぼしてちょうを みてください。',
  ask: 'わからない ことや しんぱいな ことは、けんしんを した ところか、やくしょに きいてください。',
  again: (months: number) => `${months}かげつ あとに もう いちど みます`,
  size: {
    weight: 'たいじゅう',
    height: 'しんちょう',
    head: 'あたまの まわり',
    chest: 'むねの まわり',
    'bp-systolic': 'けつあつ（うえ）',
    'bp-diastolic': 'けつあつ（した）',
  },
  part: {
    examination: 'おいしゃさんの けんしん',
    dental: 'は',
    ears: 'みみ・はな',
    eyes: 'め',
    urine: 'おしっこの けんさ',
    rightEar: 'みぎの みみの きこえ',
    leftEar: 'ひだりの みみの きこえ',
    blood: 'ちの けんさ',
    bloodAgain: 'ちの けんさ（2かいめ）',
    detailed: 'くわしい けんさ',
    vaccination: 'よぼうせっしゅ',
  },
  meaning,
  program: {
    'infant-3-4m': '3〜4かげつの あかちゃんの けんしん',
    'newborn-metabolic': 'あかちゃんの ちを しらべる けんさ',
    'newborn-hearing': 'あかちゃんの きこえの けんさ',
    'newborn-visit': 'うまれたばかりの あかちゃんの かていほうもん',
    'infant-1m': '1かげつの あかちゃんの けんしん',
    'infant-6-7m': '6〜7かげつの あかちゃんの けんしん',
    'infant-9-10m': '9〜10かげつの あかちゃんの けんしん',
    'child-18m': '1さい6かげつじけんしん',
    'child-2y': '2さいじけんしん',
    'child-3y': '3さいじけんしん',
    'child-5y': '5さいじけんしん',
    prenatal: 'おなかに あかちゃんが いる ひとの けんしん',
    'postnatal-2w': 'あかちゃんを うんで 2しゅうかんの けんしん',
    'postnatal-1m': 'あかちゃんを うんで 1かげつの けんしん',
    'postnatal-care': 'うんだ あとの ケア',
    assessment: 'こころと くらしの チェック',
    detailed: 'くわしい けんさ',
    vaccination: 'よぼうせっしゅ',
  },
} satisfies ResultMessages;
