/** Wording of a generated form: what Japanese checkup forms ask, written for the bench and copied from none. */

export const SECTION_TITLES: readonly string[] = [
  '妊娠・出産のこと',
  'お子さんの体のこと',
  '授乳と離乳食',
  '睡眠と生活リズム',
  '発達のようす',
  '病気・けが・予防接種',
  '保護者の体調',
  'ご家族とくらし',
  '子育ての相談',
  '事故の予防',
  '歯とお口',
  '目と耳',
];

export const GROUP_TITLES: readonly string[] = [
  'くわしくうかがいます',
  '前回からの変化',
  '昼のようす',
  '夜のようす',
  'かかりつけのこと',
  'これまでの経過',
];

export const BOOLEAN_QUESTIONS: readonly string[] = [
  '首がすわっていますか',
  'あやすとよく笑いますか',
  '見えない方向から声をかけると、そちらを見ようとしますか',
  '医師から治療や経過観察をすすめられたことがありますか',
  '家の中でたばこを吸う人がいますか',
  '相談できる人が身近にいますか',
  'うつぶせで寝かせることがありますか',
  'これまでにひきつけを起こしたことがありますか',
];

export const CHOICE_QUESTIONS: readonly string[] = [
  'ふだんの栄養のとり方を教えてください',
  '夜はよく眠りますか',
  '体重の増え方について、どう感じていますか',
  'お子さんの機嫌はいかがですか',
  'ゆったりとした気分で過ごせる時間がありますか',
  'この地域で、これからも子育てをしていきたいですか',
  '父親(パートナー)は育児をしていますか',
  '便の回数と色を教えてください',
];

/** One answer each, in the order printed. */
export const OPTION_LISTS: readonly (readonly string[])[] = [
  ['はい', 'いいえ', '何ともいえない'],
  ['母乳', '混合', '人工乳'],
  ['よくやっている', '時々やっている', 'ほとんどしない', '何ともいえない'],
  ['そう思う', 'どちらかといえばそう思う', 'どちらかといえばそう思わない', 'そう思わない'],
  ['まったくない', 'ほとんどない', 'ときどきある', 'よくある', 'いつもある'],
  ['1日1回', '1日2回から3回', '2日から3日に1回', '4日以上出ないことがある'],
  ['とてもよい', 'よい', 'ふつう', 'あまりよくない', 'よくない'],
];

export const MANY_QUESTIONS: readonly string[] = [
  '気になることがあれば、すべて選んでください',
  '受けた予防接種をすべて選んでください',
  'ふだん世話をしている人をすべて選んでください',
  'これまでにかかった病気をすべて選んでください',
];

/** Several answers each. */
export const MANY_LISTS: readonly (readonly string[])[] = [
  ['体重の増え方', '授乳', '皮膚', '泣き方', 'とくにない'],
  ['五種混合', '肺炎球菌', 'B型肝炎', 'ロタウイルス'],
  ['母', '父', '祖父母', '保育所', 'その他'],
  ['突発性発疹', '中耳炎', 'ぜんそく', 'アトピー性皮膚炎', 'けいれん'],
];

export const INTEGER_QUESTIONS: readonly string[] = [
  '1日の授乳の回数を教えてください',
  '1日の睡眠は合わせて何時間くらいですか',
  '生まれたときの妊娠週数を教えてください',
];

export const DECIMAL_QUESTIONS: readonly string[] = [
  '最近はかった体温を教えてください',
  '1日に外で過ごすのは何時間くらいですか',
];

/** Question, UCUM code, printed unit, smallest and largest value. */
export const QUANTITY_QUESTIONS: readonly (readonly [string, string, string, number, number])[] = [
  ['生まれたときの体重を教えてください', 'g', 'g', 300, 6500],
  ['生まれたときの身長を教えてください', 'cm', 'cm', 20, 70],
  ['1回に飲むミルクの量を教えてください', 'mL', 'mL', 0, 400],
  ['前回はかった頭囲を教えてください', 'cm', 'cm', 20, 60],
];

export const DATE_QUESTIONS: readonly string[] = [
  '最後に受診した日を教えてください',
  '離乳食を始めた日を教えてください',
  'その症状に気づいた日を教えてください',
];

export const STRING_QUESTIONS: readonly string[] = [
  '出産した施設の名前を教えてください',
  'かかりつけの医療機関を教えてください',
  '飲んでいる薬があれば教えてください',
  '記入した方とお子さんの関係を教えてください',
];

export const TEXT_QUESTIONS: readonly string[] = [
  '心配なことや相談したいことを自由に書いてください',
  'くわしいようすを書いてください',
];

export const DISPLAY_TEXTS: readonly string[] = [
  '母子健康手帳を見ながら記入してください。',
  'わからないところは空けておいてかまいません。当日うかがいます。',
  'ここからは、お子さんのふだんのようすをうかがいます。',
];

export const REPEATED_GROUP_TITLES: readonly string[] = ['これまでの入院', 'きょうだい', '飲んでいる薬'];
