/** Japanese and English. */
export type Bilingual = readonly [ja: string, en: string];

/**
 * Every answer list of the built-in forms: code, then its words. A code is a meaning; the numbers other systems give
 * the same meanings are mapped at export (reference: traps 1 and 2 of the domain facts). The order here is the usual
 * printed order; a question may print another.
 */
export const CODE_SYSTEMS = {
  'yes-no': { yes: ['はい', 'Yes'], no: ['いいえ', 'No'] },
  'yes-no-unsure': {
    yes: ['はい', 'Yes'],
    no: ['いいえ', 'No'],
    'hard-to-say': ['何ともいえない', 'Hard to say'],
  },
  'yes-no-applicable': {
    yes: ['はい', 'Yes'],
    no: ['いいえ', 'No'],
    'not-applicable': ['あてはまらない', 'Does not apply'],
  },
  awareness: { known: ['知っている', 'Yes, I know'], 'not-known': ['知らない', 'No, I did not know'] },
  milestone: { reached: ['はい', 'Yes'], 'not-yet': ['まだ', 'Not yet'] },
  respondent: {
    mother: ['お母さん', 'Mother'],
    father: ['お父さん', 'Father'],
    grandparent: ['おじいさん・おばあさん', 'Grandparent'],
    other: ['そのほかの方', 'Someone else'],
  },
  'feeding-method': {
    breast: ['母乳', 'Breast milk'],
    mixed: ['混合（母乳とミルク）', 'Both breast milk and formula'],
    formula: ['人工乳（ミルク）', 'Formula'],
  },
  wellbeing: {
    good: ['よい', 'Good'],
    'so-so': ['まあまあ', 'So-so'],
    poor: ['よくない', 'Not good'],
  },
  frequency: {
    always: ['いつも感じる', 'Always'],
    sometimes: ['ときどき感じる', 'Sometimes'],
    never: ['感じない', 'Never'],
  },
  'father-childcare': {
    often: ['よくしている', 'Yes, a lot'],
    sometimes: ['ときどきしている', 'Sometimes'],
    rarely: ['ほとんどしていない', 'Hardly ever'],
    'hard-to-say': ['何ともいえない', 'Hard to say'],
    'not-applicable': ['あてはまらない', 'Does not apply'],
  },
  'home-events': {
    'over-discipline': ['しつけが行きすぎてしまった', 'Discipline went too far'],
    'hit-in-anger': ['感情的にたたいてしまった', 'Hit the baby out of emotion'],
    'left-alone': ['赤ちゃんだけを家に残して出かけた', 'Went out and left the baby at home without an adult'],
    'withheld-food': ['長い時間、お乳や食事をあげなかった', 'Did not feed the baby for a long time'],
    'shouted-in-anger': ['感情的にどなってしまった', 'Shouted at the baby out of emotion'],
    'covered-mouth': ['赤ちゃんの口をふさいでしまった', 'Covered the baby’s mouth'],
    shaken: ['赤ちゃんを強くゆさぶってしまった', 'Shook the baby hard'],
    none: ['あてはまるものはない', 'None of these'],
  },
  'economic-situation': {
    'very-comfortable': ['大変ゆとりがある', 'Very comfortable'],
    'somewhat-comfortable': ['ややゆとりがある', 'Fairly comfortable'],
    average: ['普通', 'Average'],
    'somewhat-hard': ['やや苦しい', 'Rather hard'],
    'very-hard': ['大変苦しい', 'Very hard'],
  },
  agreement: {
    agree: ['そう思う', 'Yes, I would'],
    'somewhat-agree': ['どちらかといえばそう思う', 'Probably yes'],
    'somewhat-disagree': ['どちらかといえばそう思わない', 'Probably not'],
    disagree: ['そう思わない', 'No, I would not'],
  },
  finding: { none: ['所見なし', 'No finding'], present: ['所見あり', 'Finding'] },
  development: { seen: ['できる', 'Yes'], 'not-seen': ['まだできない', 'Not yet'] },
  side: { right: ['右', 'Right'], left: ['左', 'Left'], both: ['両側', 'Both'] },
  'hip-referral': {
    none: ['紹介しない', 'No referral'],
    criterion: ['紹介する（推奨項目に該当）', 'Refer: criterion met'],
    doctor: ['紹介する（医師の判断）', 'Refer: doctor’s judgement'],
    guardian: ['紹介する（保護者の希望）', 'Refer: guardian’s wish'],
  },
  nutrition: { good: ['良', 'Good'], guidance: ['要指導', 'Needs guidance'] },
  judgement: {
    'no-abnormality': ['異常なし', 'No abnormality'],
    'already-in-care': ['既医療', 'Already in medical care'],
    'follow-up': ['要経過観察', 'Follow-up needed'],
    'refer-detailed': ['要紹介（要精密）', 'Refer for detailed examination'],
    'refer-treatment': ['要紹介（要治療）', 'Refer for treatment'],
  },
  'detailed-outcome': {
    'no-abnormality': ['異常なし', 'No abnormality'],
    'follow-up': ['要経過観察', 'Follow-up needed'],
    'medical-care': ['要医療', 'Medical care needed'],
  },
  'support-need': {
    none: ['支援不要', 'No support needed'],
    advice: ['助言・情報提供', 'Advice and information'],
    continued: ['保健機関で継続支援', 'Continued support by the health service'],
    joint: ['関係機関と連携して支援', 'Support together with other services'],
  },
  setting: { group: ['集団', 'Group checkup'], individual: ['個別', 'Individual checkup'] },
  'not-measured': {
    crying: ['泣いて測れず', 'Baby was crying'],
    declined: ['保護者の希望', 'Guardian’s wish'],
    equipment: ['機器の不具合', 'Equipment fault'],
    other: ['その他', 'Other'],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Bilingual>>>>;

export type CodeSystemName = keyof typeof CODE_SYSTEMS;

export type CodeOf<S extends CodeSystemName> = keyof (typeof CODE_SYSTEMS)[S] & string;

/** Canonical URL of an answer list. */
export const codeSystemUrl = (name: CodeSystemName): string => `https://hagukumi.dev/fhir/CodeSystem/${name}`;
