import { LIMITED_ABDUCTION_MAX_DEGREES } from '../../domain/hip-referral.ts';
import { buildForm } from '../build-form.ts';
import { answered, choice, date, freeText, group, integer } from '../build-item.ts';
import type { Bilingual } from '../code-systems.ts';
import type { QuestionnaireItem } from '../questionnaire.ts';

/** The 16 headings of 診察所見, in printed order. */
const FINDINGS: readonly (readonly [linkId: string, heading: Bilingual])[] = [
  ['finding-growth', ['身体的発育状況', 'Physical growth']],
  ['finding-mental', ['精神発達', 'Mental development']],
  ['finding-convulsion', ['けいれん', 'Convulsions']],
  ['finding-motor', ['運動機能', 'Motor function']],
  ['finding-nervous-sensory', ['神経系・感覚器系', 'Nervous system and senses']],
  ['finding-blood', ['血液系', 'Blood']],
  ['finding-skin', ['皮膚', 'Skin']],
  ['finding-hip', ['股関節', 'Hips']],
  ['finding-hip-abduction', ['股関節（開排制限）', 'Hips: limited abduction']],
  ['finding-torticollis', ['斜頸', 'Torticollis']],
  ['finding-circulatory', ['循環器系', 'Circulation']],
  ['finding-respiratory', ['呼吸器系', 'Breathing']],
  ['finding-digestive', ['消化器系', 'Digestion']],
  ['finding-urogenital', ['泌尿生殖器系', 'Urogenital system']],
  ['finding-metabolic', ['代謝系', 'Metabolism']],
  ['finding-congenital', ['先天性の身体的特徴', 'Congenital physical features']],
];

const finding = ([linkId, heading]: (typeof FINDINGS)[number]): readonly QuestionnaireItem[] => [
  choice(linkId, heading, 'finding', {
    required: true,
    concern: ['present'],
    normal: 'none',
    control: 'radio-button',
  }),
  freeText(`${linkId}-detail`, [`${heading[0]}の所見`, `${heading[1]}: details`], {
    maxLength: 500,
    when: [answered(linkId, 'finding', 'present')],
  }),
];

const development = (linkId: string, heading: Bilingual): QuestionnaireItem =>
  choice(linkId, heading, 'development', {
    required: true,
    concern: ['not-seen'],
    normal: 'seen',
    control: 'radio-button',
  });

const abductionAngle = (linkId: string, text: Bilingual): QuestionnaireItem =>
  integer(linkId, text, {
    unit: { code: 'deg', display: '度' },
    min: 0,
    max: 90,
    hint: [
      `${LIMITED_ABDUCTION_MAX_DEGREES}度以下が開排制限の目安です。`,
      `${LIMITED_ABDUCTION_MAX_DEGREES}° or less counts as limited.`,
    ],
    when: [answered('finding-hip-abduction', 'finding', 'present')],
  });

const isDetailed = [answered('judgement', 'judgement', 'refer-detailed')];

/**
 * 3〜4か月児健診 診察. 判定 and 支援の必要性 are two fields: the one is the doctor's, the other the conference's.
 * Items: items.csv.
 */
export const EXAMINATION = buildForm({
  program: 'infant-3-4m',
  section: 'examination',
  title: ['3〜4か月児健診 診察', '3–4 month checkup: examination'],
  date: '2026-11-21',
  item: [
    group('findings', ['診察所見', 'Findings'], FINDINGS.flatMap(finding)),
    group(
      'development',
      ['発達', 'Development'],
      [
        development('development-laughs', ['笑う', 'Laughs']),
        development('development-follows', ['追視', 'Follows with the eyes']),
        development('development-head', ['定頸', 'Holds the head up']),
      ],
    ),
    group(
      'hip',
      ['股関節', 'Hips'],
      [
        choice('hip-abduction-side', ['開排制限の側', 'Side of limited abduction'], 'side', {
          concern: [],
          control: 'radio-button',
          when: [answered('finding-hip-abduction', 'finding', 'present')],
        }),
        abductionAngle('hip-angle-right', ['開排角（右）', 'Abduction angle, right']),
        abductionAngle('hip-angle-left', ['開排角（左）', 'Abduction angle, left']),
        choice('hip-skin-fold', ['大腿・鼠径皮膚溝の非対称', 'Asymmetric thigh or groin folds'], 'finding', {
          concern: ['present'],
          normal: 'none',
          control: 'radio-button',
        }),
        choice('hip-family-history', ['家族歴（聞き取り）', 'Family history, as told'], 'yes-no', {
          hint: [
            '問診票の答えがないとき、ちがうときに入れます。',
            'Only if the questionnaire lacks it or differs.',
          ],
          concern: ['yes'],
          control: 'radio-button',
        }),
        choice('hip-breech', ['骨盤位分娩（聞き取り）', 'Breech birth, as told'], 'yes-no', {
          hint: [
            '問診票の答えがないとき、ちがうときに入れます。',
            'Only if the questionnaire lacks it or differs.',
          ],
          concern: ['yes'],
          control: 'radio-button',
        }),
        choice('hip-referral', ['股関節の二次検診', 'Hip referral'], 'hip-referral', {
          concern: ['criterion', 'doctor', 'guardian'],
          control: 'radio-button',
        }),
      ],
    ),
    group(
      'nutrition',
      ['栄養', 'Nutrition'],
      [
        choice('nutrition-assessment', ['栄養評価', 'Nutrition'], 'nutrition', {
          required: true,
          concern: ['guidance'],
          control: 'radio-button',
        }),
      ],
    ),
    group(
      'judgement-group',
      ['判定', 'Judgement'],
      [
        choice('judgement', ['判定（医科）', 'Judgement'], 'judgement', {
          required: true,
          concern: ['follow-up', 'refer-detailed', 'refer-treatment'],
          control: 'radio-button',
        }),
      ],
    ),
    group(
      'detailed',
      ['精密健康診査', 'Detailed examination'],
      [
        date('detailed-requested', ['依頼日', 'Date of request'], { required: true }),
        date('detailed-visited', ['受診日', 'Date of visit'], {
          hint: ['結果が届いてから入れます。', 'Once the result has come.'],
        }),
        choice('detailed-outcome', ['所見または今後の処置', 'Outcome or next step'], 'detailed-outcome', {
          hint: ['結果が届いてから入れます。', 'Once the result has come.'],
          concern: ['follow-up', 'medical-care'],
          control: 'radio-button',
        }),
      ],
      { when: isDetailed },
    ),
    group(
      'guidance',
      ['保健指導・備考', 'Guidance and remarks'],
      [
        freeText('health-guidance', ['保健指導', 'Health guidance']),
        freeText('remarks', ['備考', 'Remarks']),
      ],
    ),
    group(
      'support',
      ['支援の必要性（カンファレンス）', 'Need for support (conference)'],
      [
        choice('support-need', ['支援の必要性', 'Need for support'], 'support-need', {
          hint: [
            '判定とは別に、カンファレンスで決めます。',
            'Decided in the conference, apart from the judgement.',
          ],
          concern: ['advice', 'continued', 'joint'],
          control: 'radio-button',
        }),
        freeText('support-note', ['支援の内容', 'Kind of support']),
      ],
    ),
  ],
});
