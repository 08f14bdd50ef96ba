import type { QuestionnaireItem } from '../questionnaire.ts';
import { answered, choice, freeText, group, integer } from '../build-item.ts';
import { absent, asked } from './asked.ts';

const cigarettes = (linkId: string, question: string, short: string): QuestionnaireItem =>
  integer(linkId, ['1日に何本くらいですか。', 'About how many cigarettes a day?'], {
    short,
    absent,
    min: 0,
    max: 200,
    softMax: 60,
    when: [answered(question, 'yes-no', 'yes')],
  });

const pregnancy = group(
  'pregnancy',
  ['妊娠中と産後のこと', 'Pregnancy and after the birth'],
  [
    choice(
      'worked',
      ['妊娠中、お母さんはお仕事をしていましたか。', 'Did the mother work during pregnancy?'],
      'yes-no',
      {
        ...asked,
        short: '妊娠中の就労',
        concern: [],
      },
    ),
    choice(
      'work-consideration',
      ['職場では、体を気づかってもらえましたか。', 'Was the workplace considerate of the pregnancy?'],
      'yes-no',
      { ...asked, short: '職場の配慮', concern: ['no'], when: [answered('worked', 'yes-no', 'yes')] },
    ),
    choice(
      'maternity-mark',
      [
        '妊娠中、マタニティマークを使ったことはありますか。',
        'Did the mother use a maternity mark during pregnancy?',
      ],
      'yes-no',
      { ...asked, short: 'マタニティマークの使用', concern: [] },
    ),
    choice(
      'smoked-pregnant',
      ['妊娠中、お母さんはたばこを吸っていましたか。', 'Did the mother smoke during pregnancy?'],
      'yes-no',
      {
        ...asked,
        short: '妊娠中の喫煙（母）',
        order: ['no', 'yes'],
        concern: ['yes'],
      },
    ),
    cigarettes('smoked-pregnant-count', 'smoked-pregnant', '妊娠中の喫煙本数（母）'),
    choice(
      'drank-pregnant',
      ['妊娠中、お母さんはお酒を飲んでいましたか。', 'Did the mother drink alcohol during pregnancy?'],
      'yes-no',
      { ...asked, short: '妊娠中の飲酒（母）', order: ['no', 'yes'], concern: ['yes'] },
    ),
    choice(
      'postpartum-care',
      [
        '退院してから1か月くらいのあいだ、助産師や保健師などから、十分な説明や手助けを受けられましたか。',
        'In the first month at home, did you get enough advice and help from midwives, public health nurses or others?',
      ],
      'yes-no-unsure',
      { ...asked, short: '産後の指導・ケア', concern: ['no'] },
    ),
  ],
);

const household = group(
  'household',
  ['たばこのこと', 'Smoking'],
  [
    choice(
      'mother-smokes',
      ['いま、お母さんはたばこを吸っていますか。', 'Does the mother smoke now?'],
      'yes-no',
      {
        ...asked,
        short: '現在の喫煙（母）',
        order: ['no', 'yes'],
        concern: ['yes'],
      },
    ),
    cigarettes('mother-smokes-count', 'mother-smokes', '現在の喫煙本数（母）'),
    choice(
      'father-smokes',
      ['いま、お父さんはたばこを吸っていますか。', 'Does the father smoke now?'],
      'yes-no-applicable',
      {
        ...asked,
        short: '現在の喫煙（父）',
        order: ['no', 'yes', 'not-applicable'],
        concern: ['yes'],
      },
    ),
    integer('father-smokes-count', ['1日に何本くらいですか。', 'About how many cigarettes a day?'], {
      short: '現在の喫煙本数（父）',
      absent,
      min: 0,
      max: 200,
      softMax: 60,
      when: [answered('father-smokes', 'yes-no-applicable', 'yes')],
    }),
  ],
);

const knowledge = group(
  'knowledge',
  ['相談先と知っておきたいこと', 'Where to ask, and good to know'],
  [
    choice(
      'family-doctor',
      ['赤ちゃんを診てもらう、かかりつけのお医者さんはいますか。', 'Does your baby have a regular doctor?'],
      'yes-no-unsure',
      { ...asked, short: 'かかりつけ医', concern: ['no'] },
    ),
    choice(
      'child-hotline',
      [
        '夜間や休日に、子どもの急な病気を電話で相談できる「#8000」を知っていますか。',
        'Do you know #8000, the phone line for advice when a child falls ill at night or on a holiday?',
      ],
      'awareness',
      { ...asked, short: '#8000を知っている', concern: [] },
    ),
    choice(
      'knows-shaking',
      [
        '赤ちゃんを強くゆさぶると、頭の中に大きなけがをすることがあります。このことを知っていますか。',
        'Shaking a baby hard can cause a serious injury inside the head. Did you know this?',
      ],
      'awareness',
      { ...asked, short: '揺さぶりの危険を知っている', concern: ['not-known'] },
    ),
    choice(
      'knows-development',
      [
        'もう少し大きくなると、親のあとを追うようになります。このような育ちの道すじを知っていますか。',
        'As babies grow, they begin to follow their parents around. Did you know about steps like this?',
      ],
      'awareness',
      { ...asked, short: '発達過程の知識', concern: [] },
    ),
  ],
);

const feelings = group(
  'feelings',
  ['子育ての気持ち', 'How you feel'],
  [
    choice(
      'relaxed',
      [
        '赤ちゃんと、ゆったりした気分で過ごせる時間はありますか。',
        'Do you have time with your baby when you feel relaxed?',
      ],
      'yes-no-unsure',
      { ...asked, short: 'ゆったりした気分', concern: ['no'] },
    ),
    choice(
      'wellbeing',
      [
        'このごろ、ご自身の心や体の調子はいかがですか。',
        'How have you yourself been feeling lately, in body and mind?',
      ],
      'wellbeing',
      { ...asked, short: '回答者の心身の調子', concern: ['poor'] },
    ),
    choice(
      'hard-to-raise',
      ['赤ちゃんを育てにくいと感じることはありますか。', 'Do you feel that your baby is hard to look after?'],
      'frequency',
      { ...asked, short: '育てにくさ', concern: ['always', 'sometimes'] },
    ),
    choice(
      'coping',
      [
        'そのように感じたとき、相談先など、助けになる方法を知っていますか。',
        'When you feel that way, do you know whom to ask or what helps?',
      ],
      'yes-no',
      {
        ...asked,
        short: '育てにくさへの対処',
        concern: ['no'],
        when: [
          answered('hard-to-raise', 'frequency', 'always'),
          answered('hard-to-raise', 'frequency', 'sometimes'),
        ],
      },
    ),
    choice(
      'father-childcare',
      ['お父さんは、赤ちゃんのお世話をしていますか。', 'Does the father help to look after your baby?'],
      'father-childcare',
      { ...asked, short: '父親の育児', concern: ['rarely'] },
    ),
    choice(
      'confidant',
      [
        '子育てのことを、気軽に相談できる人はいますか。',
        'Is there someone you can easily talk to about raising your baby?',
      ],
      'yes-no',
      { ...asked, short: '相談できる人', concern: ['no'] },
    ),
    choice(
      'worry',
      [
        '子育てに、不安や難しさを感じることはありますか。',
        'Do you ever feel anxious about raising your baby, or find it difficult?',
      ],
      'yes-no-unsure',
      { ...asked, short: '不安や困難', order: ['no', 'yes', 'hard-to-say'], concern: ['yes'] },
    ),
    freeText('worry-detail', ['よければ、どんなことか教えてください。', 'If you like, tell us what it is.'], {
      short: '不安や困難の内容',
      hint: ['書かずに進むこともできます。', 'You can leave this empty.'],
      when: [answered('worry', 'yes-no-unsure', 'yes')],
    }),
  ],
);

const home = group(
  'home',
  ['ご家庭とくらし', 'Home and daily life'],
  [
    choice(
      'home-events',
      [
        'この数か月のあいだに、ご家庭で次のようなことはありましたか。あてはまるものをすべて選んでください。',
        'In the past few months, did any of these happen at home? Choose all that apply.',
      ],
      'home-events',
      {
        ...asked,
        short: 'この数か月の家庭でのこと',
        hint: [
          '責めるための質問ではありません。つらいときに、いっしょに考えるためにうかがいます。',
          'This is not to blame you. We ask so that we can help when things are hard.',
        ],
        repeats: true,
        exclusive: 'none',
        concern: [
          'over-discipline',
          'hit-in-anger',
          'left-alone',
          'withheld-food',
          'shouted-in-anger',
          'covered-mouth',
          'shaken',
        ],
      },
    ),
    choice(
      'economic-situation',
      [
        'いまの暮らしの経済的なようすを、どう感じていますか。',
        'How do you feel about your household’s finances now?',
      ],
      'economic-situation',
      { ...asked, short: '経済的状況', concern: ['somewhat-hard', 'very-hard'] },
    ),
    choice(
      'stay-in-area',
      [
        'これからも、この地域で子育てをしていきたいですか。',
        'Would you like to go on raising your child in this area?',
      ],
      'agreement',
      { ...asked, short: 'この地域で子育てをしたい', concern: ['disagree'] },
    ),
  ],
);

/** What the guardian is asked about pregnancy, family and home: groups in order. */
export const FAMILY_GROUPS: readonly QuestionnaireItem[] = [pregnancy, household, knowledge, feelings, home];
