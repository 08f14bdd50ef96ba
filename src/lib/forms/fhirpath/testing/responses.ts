import fc from 'fast-check';

interface AnswerJson {
  readonly item?: readonly ItemJson[];
  readonly [value: string]: unknown;
}

export interface ItemJson {
  readonly linkId: string;
  readonly item?: readonly ItemJson[];
  readonly answer?: readonly AnswerJson[];
}

export interface ResponseJson {
  readonly resourceType: 'QuestionnaireResponse';
  readonly status: string;
  readonly item: readonly ItemJson[];
}

const question = (linkId: string, answer: fc.Arbitrary<AnswerJson>, most = 1): fc.Arbitrary<ItemJson[]> =>
  fc
    .array(answer, { maxLength: most })
    .chain((answers) =>
      fc.constantFrom([{ linkId, answer: answers }], answers.length > 0 ? [{ linkId, answer: answers }] : []),
    );

const group = (linkId: string, questions: readonly fc.Arbitrary<ItemJson[]>[]): fc.Arbitrary<ItemJson> =>
  fc.tuple(...questions).map((items) => ({ linkId, item: items.flat() }));

const coding: fc.Arbitrary<AnswerJson> = fc.constantFrom(
  ...[0, 1, 2].map((weight) => ({
    valueCoding: {
      system: 'http://example.org/often',
      code: 'abc'.charAt(weight),
      extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/ordinalValue', valueDecimal: weight }],
    },
  })),
  { valueCoding: { system: 'http://example.org/often', code: 'a' } },
);
const numberOf = (key: string): fc.Arbitrary<AnswerJson> =>
  fc.integer({ min: 0, max: 40 }).map((value) => ({ [key]: value }));
const text = fc.constantFrom('aki', 'Haru', '', '春子').map((valueString) => ({ valueString }));
const date = fc.constantFrom('2025-03-03', '2026-11', '2026-11-22').map((valueDate) => ({ valueDate }));
const dose = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.constantFrom('g', 'kg')).map(([value, code]) => ({
  valueQuantity: { value, unit: code, system: 'http://unitsofmeasure.org', code },
}));
const smokes = fc
  .tuple(fc.boolean(), fc.option(numberOf('valueInteger'), { nil: undefined }))
  .map(([valueBoolean, packs]) =>
    packs === undefined ? { valueBoolean } : { valueBoolean, item: [{ linkId: 'packs', answer: [packs] }] },
  );

const visit = group('visit', [
  question('q1', coding),
  question('q2', coding, 3),
  question('q3', coding),
  question('memo', text),
]);

/** A response with groups, a repeating group, items under answers, and whatever may be missing missing. */
export const aResponse: fc.Arbitrary<ResponseJson> = fc
  .tuple(
    group('body', [
      question('weight', numberOf('valueDecimal')),
      question('height', numberOf('valueDecimal')),
      question('count', numberOf('valueInteger'), 3),
      question('name', text),
    ]),
    group('habits', [
      question('smokes', smokes),
      question('onset', date),
      question('dose', dose),
      question('weight', text),
    ]),
    fc.array(visit, { maxLength: 3 }),
    fc.shuffledSubarray([0, 1, 2], { minLength: 1 }),
  )
  .map(([body, habits, visits, order]) => ({
    resourceType: 'QuestionnaireResponse',
    status: 'in-progress',
    item: order.flatMap((index) => [[body], [habits], visits][index] ?? []),
  }));

/** The response without each item that has none of these linkIds, lies below none and above none that has. */
export function strippedTo(response: ResponseJson, linkIds: ReadonlySet<string>): ResponseJson {
  return { ...response, item: strippedItems(response.item, linkIds) };
}

function strippedItems(items: readonly ItemJson[], linkIds: ReadonlySet<string>): ItemJson[] {
  return items.flatMap((item) => {
    if (linkIds.has(item.linkId)) return [item];
    const below = strippedItems(item.item ?? [], linkIds);
    const answers = (item.answer ?? []).flatMap((answer) => {
      const nested = strippedItems(answer.item ?? [], linkIds);
      return nested.length > 0 ? [{ item: nested }] : [];
    });
    if (below.length + answers.length === 0) return [];
    const { linkId } = item;
    return [
      { linkId, ...(below.length > 0 && { item: below }), ...(answers.length > 0 && { answer: answers }) },
    ];
  });
}
