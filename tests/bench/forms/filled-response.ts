import type { ItemJson, QuestionnaireJson } from './form-json.ts';

/** What every typed question of a filled-in form is answered with. */
export const FILLED = { number: 10, date: '2026-08-01', text: '夜によく起きます' } as const;

const answerOf = (item: ItemJson): object | undefined => {
  switch (item.type) {
    case 'group':
    case 'display':
      return undefined;
    case 'boolean':
      return { valueBoolean: true };
    case 'choice':
      return { valueCoding: item.answerOption?.[0]?.valueCoding };
    case 'integer':
      return { valueInteger: FILLED.number };
    case 'decimal':
      return { valueDecimal: FILLED.number };
    case 'quantity': {
      const { code, display } = item.extension?.find(({ valueCoding }) => valueCoding)?.valueCoding ?? {};
      return {
        valueQuantity: { value: FILLED.number, unit: display, system: 'http://unitsofmeasure.org', code },
      };
    }
    case 'date':
      return { valueDate: FILLED.date };
    case 'string':
    case 'text':
      return { valueString: FILLED.text };
  }
};

const itemsOf = (items: readonly ItemJson[]): readonly object[] =>
  items.flatMap((item): readonly object[] => {
    if (item.type === 'group') return [{ linkId: item.linkId, item: itemsOf(item.item ?? []) }];
    const answer = answerOf(item);
    return answer === undefined ? [] : [{ linkId: item.linkId, answer: [answer] }];
  });

/** A QuestionnaireResponse with an answer to every question: the first option, はい, or what {@link FILLED} says. */
export const filledResponse = ({ item, url, version }: QuestionnaireJson): object => ({
  resourceType: 'QuestionnaireResponse',
  questionnaire: `${url}|${version}`,
  status: 'in-progress',
  item: itemsOf(item),
});
