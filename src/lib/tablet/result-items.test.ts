import { describe, expect, it } from 'vitest';
import { LOCALES } from '../i18n/locale.ts';
import { resultMessagesFor } from '../i18n/result-messages.ts';
import { PROGRAMS } from '../domain/program.ts';
import type { QuestionnaireItem } from '../catalog/questionnaire.ts';
import { formsOf } from '../catalog/questionnaire-of.ts';
import { RESULT_ITEMS, RESULT_SIZES } from '../catalog/result-items.ts';
import { answerListOf } from '../catalog/table/answer-list-url.ts';

/** Answer lists that say how a checkup came out. */
const JUDGEMENTS: ReadonlySet<string> = new Set([
  'judgement',
  'judgement-mother',
  'dental-judgement',
  'detailed-outcome',
  'hearing-result',
  'metabolic-result',
  'urine-next',
  'vaccination-decision',
]);

/** Judgements a family hears from a person and not from this sheet. */
const SPOKEN: ReadonlySet<string> = new Set(['expanded-result']);

const itemsIn = (items: readonly QuestionnaireItem[]): readonly QuestionnaireItem[] =>
  items.flatMap((item) => [item, ...itemsIn(item.item ?? [])]);

const staffItems = async (program: (typeof PROGRAMS)[number]) =>
  (await formsOf(program))
    .filter(({ section }) => section !== 'questionnaire')
    .flatMap(({ questionnaire }) => itemsIn(questionnaire.item));

const listOf = ({ answerOption }: QuestionnaireItem): string =>
  answerListOf(answerOption?.[0]?.valueCoding.system ?? '');

describe.each(PROGRAMS)('the result sheet of %s', (program) => {
  it('has a fixed text in every language for each answer of each judgement', async () => {
    const judged = (await staffItems(program)).filter(
      (item) => JUDGEMENTS.has(listOf(item)) && !SPOKEN.has(item.linkId),
    );
    const words = await Promise.all(LOCALES.map(resultMessagesFor));
    for (const { linkId, answerOption = [] } of judged) {
      const item = RESULT_ITEMS[linkId];
      expect(item, linkId).toBeDefined();
      for (const { valueCoding } of answerOption) {
        const meaning = item?.means[valueCoding.code];
        expect(meaning, `${linkId} ${valueCoding.code}`).toBeDefined();
        for (const { meaning: texts, part } of words) {
          expect(meaning && texts[meaning].next).toMatch(/\S/);
          expect(item && part[item.part]).toMatch(/\S/);
        }
      }
    }
  });
});

it('names only items that some form has', async () => {
  const all = new Set((await Promise.all(PROGRAMS.map(staffItems))).flat().map(({ linkId }) => linkId));
  for (const linkId of [...RESULT_SIZES, ...Object.keys(RESULT_ITEMS)]) expect(all).toContain(linkId);
  for (const { months } of Object.values(RESULT_ITEMS))
    if (months !== undefined) expect(all).toContain(months);
});
