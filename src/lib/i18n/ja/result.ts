import type { ProgramId } from '../../domain/program.ts';

/** What a result means for the family: a few words, and what to do next. Nothing here names an illness. */

const meaning = {
  fine: { label: 'とくに問題はありませんでした', next: '次の健診も、案内のとおりに受けてください。' },
  guidance: {
    label: '気をつけてほしいことがあります',
    next: '今日お話しした内容を、おうちで続けてください。',
  },
  followUp: {
    label: 'もう一度みせてください',
    next: 'しばらくしてから、もう一度みせてください。時期と場所は、スタッフかお知らせで案内します。',
  },
  inCare: {
    label: '受診を続けてください',
    next: 'いまかかっている医療機関に、これまでどおり通ってください。',
  },
  detailed: {
    label: 'くわしい検査を受けてください',
    next: 'お渡しする紹介状や受診票を持って、案内した医療機関を早めに受診してください。',
  },
  treatment: {
    label: '医療機関を受診してください',
    next: 'お渡しする紹介状を持って、医療機関を早めに受診してください。',
  },
  dentist: { label: '歯科医院を受診してください', next: '早めに歯科医院で、みてもらってください。' },
  pass: { label: '反応がありました', next: 'きこえで気になることがあれば、いつでも相談してください。' },
  refer: {
    label: 'もう一度検査が必要です',
    next: 'この検査だけでは、きこえについて分かりません。案内した医療機関で、次の検査を受けてください。',
  },
  retest: { label: 'もう一度検査が必要です', next: '案内した日に、もう一度検査を受けてください。' },
  vaccinated: {
    label: '接種しました',
    next: '30分ほどは、ようすをみてください。いつもとちがうようすがあれば、接種した医療機関に連絡してください。',
  },
  postponed: {
    label: '今日は接種しませんでした',
    next: '次にいつ受けられるかを、接種する医療機関と相談してください。',
  },
};

/** Words of the printed result for the family (健診結果のお知らせ). */
export const result = {
  title: '健診結果のお知らせ',
  name: '氏名',
  born: '生年月日',
  date: '受診日',
  place: '実施機関',
  measured: 'はかったもの',
  result: '結果',
  none: 'この日の内容は、スタッフの説明と母子健康手帳をごらんください。',
  ask: 'わからないことや心配なことは、受けた機関か、お住まいの市区町村の窓口にお聞きください。',
  again: (months: number) => `${months}か月後にもう一度みます`,
  size: {
    weight: '体重',
    height: '身長',
    head: '頭囲',
    chest: '胸囲',
    'bp-systolic': '血圧（上）',
    'bp-diastolic': '血圧（下）',
  },
  part: {
    examination: '診察',
    dental: '歯',
    ears: '耳・鼻',
    eyes: '目',
    urine: 'おしっこの検査',
    rightEar: '右の耳のきこえ',
    leftEar: '左の耳のきこえ',
    blood: '血液の検査',
    bloodAgain: '血液の検査（2回目）',
    detailed: '精密健康診査',
    vaccination: '予防接種',
  },
  meaning,
  program: {
    'infant-3-4m': '3〜4か月児健診',
    'newborn-metabolic': '先天性代謝異常等検査',
    'newborn-hearing': '新生児聴覚検査',
    'newborn-visit': '新生児訪問指導',
    'infant-1m': '1か月児健診',
    'infant-6-7m': '6〜7か月児健診',
    'infant-9-10m': '9〜10か月児健診',
    'child-18m': '1歳6か月児健診',
    'child-2y': '2歳児健診',
    'child-3y': '3歳児健診',
    'child-5y': '5歳児健診',
    prenatal: '妊婦健診',
    'postnatal-2w': '産婦健診（2週間）',
    'postnatal-1m': '産婦健診（1か月）',
    'postnatal-care': '産後ケア',
    assessment: 'アセスメント',
    detailed: '精密健康診査',
    vaccination: '予防接種',
  } satisfies Record<ProgramId, string>,
};
export type ResultMessages = typeof result;
