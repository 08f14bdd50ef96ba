import { ITEM_CONTROL_SYSTEM, OWN_EXTENSION, STANDARD_EXTENSION, UCUM_SYSTEM } from '../forms/extensions.ts';
import type { AbsentReason } from '../forms/answer-types.ts';
import type { ItemControl } from '../forms/form.ts';
import {
  CODE_SYSTEMS,
  codeSystemUrl,
  type Bilingual,
  type CodeOf,
  type CodeSystemName,
} from './code-systems.ts';
import type {
  AnswerOption,
  Coding,
  Element,
  EnableWhen,
  Extension,
  QuestionnaireItem,
  QuestionnaireItemType,
} from './questionnaire.ts';

/** What every item may say besides its text. */
interface ItemProps {
  /** Short label for staff lists, Japanese. */
  readonly short?: string;
  /** One line that always stands under the question. */
  readonly hint?: Bilingual;
  readonly required?: boolean;
  readonly absent?: readonly AbsentReason[];
  readonly when?: readonly EnableWhen[];
  readonly control?: ItemControl;
  readonly code?: readonly Coding[];
}

interface ChoiceProps<S extends CodeSystemName> extends ItemProps {
  /** Codes in printed order; all of the list in its order when not given. */
  readonly order?: readonly CodeOf<S>[];
  /** Codes that are a reason to look. Always stated, empty when none is. */
  readonly concern: readonly CodeOf<S>[];
  /** The code that is chosen alone. */
  readonly exclusive?: CodeOf<S>;
  /** What 異常なし一括 sets. */
  readonly normal?: CodeOf<S>;
  readonly repeats?: boolean;
}

interface Bounds {
  readonly min?: number;
  readonly max?: number;
  readonly softMin?: number;
  readonly softMax?: number;
}

/** Translations of a text whose base is Japanese. */
export const inEnglish = (content: string): Element => ({
  extension: [
    {
      url: STANDARD_EXTENSION.translation,
      extension: [
        { url: 'lang', valueCode: 'en' },
        { url: 'content', valueString: content },
      ],
    },
  ],
});

const number = (url: string, value: number): Extension =>
  Number.isInteger(value) ? { url, valueInteger: value } : { url, valueDecimal: value };

const presentation = ({ short, hint, absent = [], control }: ItemProps): readonly Extension[] => [
  ...(short === undefined ? [] : [{ url: STANDARD_EXTENSION.shortText, valueString: short }]),
  ...(hint === undefined
    ? []
    : [{ url: OWN_EXTENSION.hint, valueString: hint[0], _valueString: inEnglish(hint[1]) }]),
  ...(control === undefined
    ? []
    : [
        {
          url: STANDARD_EXTENSION.itemControl,
          valueCodeableConcept: { coding: [{ system: ITEM_CONTROL_SYSTEM, code: control }] },
        },
      ]),
  ...absent.map((reason) => ({ url: OWN_EXTENSION.absentReasons, valueCode: reason })),
];

const item = (
  type: QuestionnaireItemType,
  linkId: string,
  [ja, en]: Bilingual,
  props: ItemProps,
  own: { readonly extension?: readonly Extension[] } & Partial<QuestionnaireItem> = {},
): QuestionnaireItem => {
  const { extension: ownExtension = [], ...rest } = own;
  const extension = [...presentation(props), ...ownExtension];
  return {
    linkId,
    type,
    text: ja,
    _text: inEnglish(en),
    ...(props.code && { code: props.code }),
    ...(props.required === true && { required: true }),
    ...(props.when && { enableWhen: props.when }),
    ...(props.when && props.when.length > 1 && { enableBehavior: 'any' as const }),
    ...rest,
    ...(extension.length > 0 && { extension }),
  };
};

const coding = <S extends CodeSystemName>(system: S, code: CodeOf<S>): Coding => ({
  system: codeSystemUrl(system),
  code,
});

/** Condition: the question has this answer. Several conditions on one item mean any of them. */
export const answered = <S extends CodeSystemName>(
  question: string,
  system: S,
  code: CodeOf<S>,
): EnableWhen => ({
  question,
  operator: '=',
  answerCoding: coding(system, code),
});

/** Condition: the question is unanswered. */
export const unanswered = (question: string): EnableWhen => ({
  question,
  operator: 'exists',
  answerBoolean: false,
});

/** Condition: the box is ticked. */
export const ticked = (question: string): EnableWhen => ({ question, operator: '=', answerBoolean: true });

export const group = (
  linkId: string,
  text: Bilingual,
  items: readonly QuestionnaireItem[],
  props: ItemProps = {},
): QuestionnaireItem => item('group', linkId, text, props, { item: items });

/** A question with a list of answers. Nothing is preselected, ever. */
export const choice = <S extends CodeSystemName>(
  linkId: string,
  text: Bilingual,
  system: S,
  props: ChoiceProps<S>,
): QuestionnaireItem => {
  const words: Readonly<Record<string, Bilingual>> = CODE_SYSTEMS[system];
  const codes: readonly string[] = props.order ?? Object.keys(words);
  const concerns: readonly string[] = props.concern;
  const answerOption = codes.map((code): AnswerOption => {
    const [ja, en] = words[code] ?? [code, code];
    return {
      valueCoding: { system: codeSystemUrl(system), code, display: ja, _display: inEnglish(en) },
      extension: [
        { url: OWN_EXTENSION.concern, valueBoolean: concerns.includes(code) },
        ...(code === props.exclusive
          ? [{ url: STANDARD_EXTENSION.optionExclusive, valueBoolean: true }]
          : []),
      ],
    };
  });
  return item('choice', linkId, text, props, {
    answerOption,
    ...(props.repeats === true && { repeats: true }),
    extension:
      props.normal === undefined
        ? []
        : [{ url: OWN_EXTENSION.normalAnswer, valueCoding: coding(system, props.normal) }],
  });
};

/** A box to tick. */
export const tick = (linkId: string, text: Bilingual, props: ItemProps = {}): QuestionnaireItem =>
  item('boolean', linkId, text, props);

export const date = (linkId: string, text: Bilingual, props: ItemProps = {}): QuestionnaireItem =>
  item('date', linkId, text, props);

/** One line of text. */
export const line = (
  linkId: string,
  text: Bilingual,
  { maxLength, ...props }: ItemProps & { readonly maxLength: number },
): QuestionnaireItem => item('string', linkId, text, props, { maxLength });

/** Free text of several lines. */
export const freeText = (
  linkId: string,
  text: Bilingual,
  { maxLength = 1000, ...props }: ItemProps & { readonly maxLength?: number } = {},
): QuestionnaireItem => item('text', linkId, text, props, { maxLength });

const softBounds = ({ softMin, softMax }: Bounds): readonly Extension[] => [
  ...(softMin === undefined ? [] : [number(OWN_EXTENSION.softMin, softMin)]),
  ...(softMax === undefined ? [] : [number(OWN_EXTENSION.softMax, softMax)]),
];

export interface Unit {
  /** UCUM. */
  readonly code: string;
  readonly display: string;
}

const unitExtension = ({ code, display }: Unit): Extension => ({
  url: STANDARD_EXTENSION.unit,
  valueCoding: { system: UCUM_SYSTEM, code, display },
});

/** A whole number. */
export const integer = (
  linkId: string,
  text: Bilingual,
  { unit, min, max, softMin, softMax, ...props }: ItemProps & Bounds & { readonly unit?: Unit },
): QuestionnaireItem =>
  item('integer', linkId, text, props, {
    extension: [
      ...(unit === undefined ? [] : [unitExtension(unit)]),
      ...(min === undefined ? [] : [{ url: STANDARD_EXTENSION.minValue, valueInteger: min }]),
      ...(max === undefined ? [] : [{ url: STANDARD_EXTENSION.maxValue, valueInteger: max }]),
      ...softBounds({ ...(softMin !== undefined && { softMin }), ...(softMax !== undefined && { softMax }) }),
    ],
  });

/** A measured amount; its unit travels with the answer. */
export const quantity = (
  linkId: string,
  text: Bilingual,
  {
    unit,
    decimals,
    min,
    max,
    softMin,
    softMax,
    ...props
  }: ItemProps & Required<Bounds> & { readonly unit: Unit; readonly decimals: number },
): QuestionnaireItem => {
  const amount = (value: number): NonNullable<Extension['valueQuantity']> => ({
    value,
    unit: unit.display,
    system: UCUM_SYSTEM,
    code: unit.code,
  });
  return item('quantity', linkId, text, props, {
    extension: [
      unitExtension(unit),
      { url: STANDARD_EXTENSION.maxDecimalPlaces, valueInteger: decimals },
      { url: STANDARD_EXTENSION.minQuantity, valueQuantity: amount(min) },
      { url: STANDARD_EXTENSION.maxQuantity, valueQuantity: amount(max) },
      ...softBounds({ softMin, softMax }),
    ],
  });
};
