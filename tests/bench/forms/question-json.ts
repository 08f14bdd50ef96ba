import {
  BOOLEAN_QUESTIONS,
  CHOICE_QUESTIONS,
  DATE_QUESTIONS,
  DECIMAL_QUESTIONS,
  DISPLAY_TEXTS,
  INTEGER_QUESTIONS,
  MANY_LISTS,
  MANY_QUESTIONS,
  OPTION_LISTS,
  QUANTITY_QUESTIONS,
  STRING_QUESTIONS,
  TEXT_QUESTIONS,
} from './checkup-phrases.ts';
import type { CodingJson, ExtensionJson, ItemJson } from './form-json.ts';
import type { RandomSource } from './random-source.ts';

const HL7 = 'http://hl7.org/fhir/StructureDefinition';
const CONTROLS = 'http://hl7.org/fhir/questionnaire-item-control';
const UCUM = 'http://unitsofmeasure.org';
const CODES = 'https://bench.example/answers';

type Kind =
  'one' | 'boolean' | 'many' | 'integer' | 'decimal' | 'quantity' | 'date' | 'string' | 'text' | 'display';

/** How often each kind of item stands in a checkup form, in parts of a hundred. */
const SHARES: readonly (readonly [Kind, number])[] = [
  ['one', 35],
  ['boolean', 15],
  ['many', 7],
  ['integer', 6],
  ['decimal', 4],
  ['quantity', 8],
  ['date', 7],
  ['string', 9],
  ['text', 4],
  ['display', 5],
];

type Question = Omit<ItemJson, 'linkId'>;

const control = (code: string): ExtensionJson => ({
  url: `${HL7}/questionnaire-itemControl`,
  valueCodeableConcept: { coding: [{ system: CONTROLS, code }] },
});

const unitOf = (code: string, display: string): ExtensionJson => ({
  url: `${HL7}/questionnaire-unit`,
  valueCoding: { system: UCUM, code, display },
});

const options = (labels: readonly string[]): Pick<ItemJson, 'answerOption'> => ({
  answerOption: labels.map((display, index): { readonly valueCoding: CodingJson } => ({
    valueCoding: { system: CODES, code: String(index + 1), display },
  })),
});

const quantity = (random: RandomSource): Question => {
  const [text, code, unit, least, most] = random.pick(QUANTITY_QUESTIONS);
  const bound = (url: string, value: number): ExtensionJson => ({
    url: `http://hl7.org/fhir/uv/sdc/StructureDefinition/${url}`,
    valueQuantity: { value, unit, system: UCUM, code },
  });
  return {
    type: 'quantity',
    text,
    extension: [
      unitOf(code, unit),
      bound('sdc-questionnaire-minQuantity', least),
      bound('sdc-questionnaire-maxQuantity', most),
    ],
  };
};

const OF_KIND: Readonly<Record<Kind, (random: RandomSource) => Question>> = {
  one: (random) => ({
    type: 'choice',
    text: random.pick(CHOICE_QUESTIONS),
    extension: [control('radio-button')],
    ...options(random.pick(OPTION_LISTS)),
  }),
  boolean: (random) => ({ type: 'boolean', text: random.pick(BOOLEAN_QUESTIONS) }),
  many: (random) => ({
    type: 'choice',
    text: random.pick(MANY_QUESTIONS),
    repeats: true,
    extension: [control('check-box')],
    ...options(random.pick(MANY_LISTS)),
  }),
  integer: (random) => ({
    type: 'integer',
    text: random.pick(INTEGER_QUESTIONS),
    extension: [
      { url: `${HL7}/minValue`, valueInteger: 0 },
      { url: `${HL7}/maxValue`, valueInteger: 99 },
    ],
  }),
  decimal: (random) => ({
    type: 'decimal',
    text: random.pick(DECIMAL_QUESTIONS),
    extension: [
      unitOf('1', 'くらい'),
      { url: `${HL7}/maxDecimalPlaces`, valueInteger: 1 },
      { url: `${HL7}/maxValue`, valueDecimal: 100 },
    ],
  }),
  quantity,
  date: (random) => ({ type: 'date', text: random.pick(DATE_QUESTIONS) }),
  string: (random) => ({ type: 'string', text: random.pick(STRING_QUESTIONS), maxLength: 200 }),
  text: (random) => ({ type: 'text', text: random.pick(TEXT_QUESTIONS), maxLength: 1000 }),
  display: (random) => ({ type: 'display', text: random.pick(DISPLAY_TEXTS) }),
};

const kindOf = (random: RandomSource): Kind => {
  let rest = random.next() * 100;
  for (const [kind, share] of SHARES) {
    rest -= share;
    if (rest < 0) return kind;
  }
  return 'one';
};

/** One item as a checkup form has it, without conditions. Six questions of ten are required. */
export const questionJson = (linkId: string, number: number, random: RandomSource): ItemJson => {
  const question = OF_KIND[kindOf(random)](random);
  if (question.type === 'display') return { linkId, ...question };
  return { linkId, prefix: `${number}.`, ...question, required: random.chance(0.6) };
};
