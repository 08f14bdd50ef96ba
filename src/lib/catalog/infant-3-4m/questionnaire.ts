import { buildForm } from '../build-form.ts';
import { freeText, group } from '../build-item.ts';
import { BABY_GROUPS } from './ask-baby.ts';
import { FAMILY_GROUPS } from './ask-family.ts';

const message = group(
  'message',
  ['さいごに', 'Finally'],
  [
    freeText(
      'message-to-staff',
      [
        'スタッフに伝えたいことや聞きたいことがあれば、書いてください。',
        'Is there anything you would like to tell or ask the staff?',
      ],
      {
        short: 'スタッフに伝えたいこと',
        hint: ['書かずに進むこともできます。', 'You can leave this empty.'],
      },
    ),
  ],
);

/**
 * 3〜4か月児健診 問診票. Items: items.csv. The wording is Hagukumi's own; no official questionnaire text is
 * reproduced, since the official text and its licence were not at hand.
 */
export const QUESTIONNAIRE = buildForm({
  program: 'infant-3-4m',
  section: 'questionnaire',
  title: ['3〜4か月児健診 問診票', '3–4 month checkup: questionnaire'],
  date: '2026-11-21',
  item: [...BABY_GROUPS, ...FAMILY_GROUPS, message],
});
