import type { QuestionnaireItem } from '../questionnaire.ts';
import { answered, choice, date, freeText, group } from '../build-item.ts';
import { absent, asked } from './asked.ts';

const start = group(
  'start',
  ['はじめに', 'To begin'],
  [
    choice(
      'respondent',
      ['この問診票に答えてくださるのは、どなたですか。', 'Who is answering these questions?'],
      'respondent',
      {
        ...asked,
        short: '回答者',
        concern: [],
      },
    ),
  ],
);

const baby = group(
  'baby',
  ['赤ちゃんのようす', 'About your baby'],
  [
    choice(
      'head-control',
      ['首はすわりましたか。', 'Can your baby hold their head up steadily?'],
      'milestone',
      {
        ...asked,
        short: '首すわり',
        hint: [
          'たて抱きにしたとき、頭がふらつかないようになったら「はい」です。',
          'Choose “Yes” if the head no longer wobbles when you hold your baby upright.',
        ],
        concern: ['not-yet'],
      },
    ),
    date(
      'head-control-date',
      ['首がすわったのは、いつごろですか。', 'When did your baby begin to hold their head up?'],
      {
        short: '首すわりの時期',
        hint: [
          'だいたいの日で大丈夫です。入れずに進むこともできます。',
          'A rough date is fine. You can also leave this empty.',
        ],
        absent,
        when: [answered('head-control', 'milestone', 'reached')],
      },
    ),
    choice(
      'laughs',
      ['あやすと、よく笑いますか。', 'Does your baby smile or laugh when you play with them?'],
      'yes-no',
      {
        ...asked,
        short: 'あやすと笑う',
        concern: ['no'],
      },
    ),
    choice(
      'eye-worry',
      [
        '目つきや目の動きで、気になることはありますか。',
        'Does anything about your baby’s eyes or eye movements worry you?',
      ],
      'yes-no',
      { ...asked, short: '目つき・目の動きが気になる', concern: ['yes'] },
    ),
    freeText('eye-worry-detail', ['どんなことが気になりますか。', 'What have you noticed?'], {
      short: '目で気になること',
      hint: ['書かずに進むこともできます。', 'You can leave this empty.'],
      maxLength: 500,
      when: [answered('eye-worry', 'yes-no', 'yes')],
    }),
    choice(
      'hears-voice',
      [
        '見えないところから声をかけると、声のほうを見ようとしますか。',
        'When you speak from where your baby cannot see you, does your baby try to look toward your voice?',
      ],
      'yes-no',
      { ...asked, short: '見えない方向からの声に反応', concern: ['no'] },
    ),
    choice(
      'fresh-air',
      [
        '天気のよい日に、外の空気にふれることはありますか。',
        'On fine days, does your baby get some fresh air?',
      ],
      'yes-no',
      {
        ...asked,
        short: '外気浴',
        hint: ['お散歩や、ベランダに出ることなどです。', 'For example a walk, or some time on the balcony.'],
        concern: ['no'],
      },
    ),
  ],
);

const feeding = group(
  'feeding',
  ['お乳のこと', 'Feeding'],
  [
    choice(
      'feeding-method',
      ['いま、お乳はどのようにあげていますか。', 'How do you feed your baby now?'],
      'feeding-method',
      {
        ...asked,
        short: '栄養法',
        concern: [],
      },
    ),
    choice(
      'feeding-method-1m',
      [
        '生後1か月のころは、どのようにあげていましたか。',
        'How did you feed your baby at about one month old?',
      ],
      'feeding-method',
      { ...asked, short: '生後1か月の栄養法', concern: [] },
    ),
  ],
);

const hips = group(
  'hips',
  ['足のつけ根（股関節）のこと', 'Hips'],
  [
    choice(
      'breech',
      ['生まれるとき、逆子（さかご）でしたか。', 'Was your baby breech (bottom or feet first) at birth?'],
      'yes-no',
      {
        ...asked,
        short: '骨盤位',
        hint: [
          '帝王切開のときは、おなかの中での向きで答えてください。',
          'If you had a caesarean section, answer for the position in the womb.',
        ],
        concern: ['yes'],
      },
    ),
    choice(
      'hip-family-history',
      [
        '赤ちゃんの家族や親せきに、股関節の病気で治療を受けた方はいますか。',
        'Has anyone in your baby’s family been treated for a hip problem?',
      ],
      'yes-no',
      {
        ...asked,
        short: '股関節の家族歴',
        hint: ['小さいころの治療もふくみます。', 'This includes treatment as a small child.'],
        concern: ['yes'],
      },
    ),
  ],
);

/** What the guardian is asked about the child: groups in order. */
export const BABY_GROUPS: readonly QuestionnaireItem[] = [start, baby, feeding, hips];
