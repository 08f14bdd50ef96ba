import '../../../scripts/form-tables/in-node.ts';
import { formsOf } from '../../../src/lib/catalog/questionnaire-of.ts';
import type { ProgramId } from '../../../src/lib/domain/program.ts';
import type { Answer } from '../../../src/lib/forms/answer-types.ts';

/** Answers as the screen shows them: texts as typed, a choice by its place in the list, a reason by its code. */
export type Shown = ReadonlyMap<string, string>;

interface QuestionnaireItem {
  readonly linkId?: string;
  readonly answerOption?: readonly { readonly valueCoding?: { readonly code?: string } }[];
  readonly item?: readonly QuestionnaireItem[];
}

interface ResponseAnswer {
  readonly valueString?: string;
  readonly valueBoolean?: boolean;
  readonly valueCoding?: { readonly code?: string };
  readonly extension?: readonly { readonly valueCode?: string }[];
  readonly _valueCoding?: ResponseAnswer;
}

interface ResponseItem {
  readonly linkId?: string;
  readonly answer?: readonly ResponseAnswer[];
  readonly item?: readonly ResponseItem[];
}

/** Codes of every choice by linkId, in the order of the form. */
export const optionsOf = async (
  programs: readonly ProgramId[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const options = new Map<string, readonly string[]>();
  const walk = (items: readonly QuestionnaireItem[]): void => {
    for (const { linkId = '', answerOption = [], item = [] } of items) {
      options.set(
        linkId,
        answerOption.map(({ valueCoding }) => valueCoding?.code ?? ''),
      );
      walk(item);
    }
  };
  for (const program of programs) {
    for (const form of await formsOf(program)) {
      walk((form.questionnaire as { item?: readonly QuestionnaireItem[] }).item ?? []);
    }
  }
  return options;
};

type Options = ReadonlyMap<string, readonly string[]>;

const placeOf = (options: Options, linkId: string, code: string | undefined): string | undefined => {
  const place = options.get(linkId)?.indexOf(code ?? '') ?? -1;
  return place === -1 ? undefined : String(place);
};

/** What a draft's answers look like on screen. */
export const shownOfDraft = (answers: ReadonlyMap<string, readonly Answer[]>, options: Options): Shown => {
  const shown = new Map<string, string>();
  for (const [linkId, [answer]] of answers) {
    if (answer === undefined) continue;
    const value =
      answer.type === 'string'
        ? answer.value
        : answer.type === 'boolean'
          ? String(Number(!answer.value))
          : answer.type === 'absent'
            ? answer.reason
            : answer.type === 'coding'
              ? placeOf(options, linkId, answer.value.code)
              : undefined;
    if (value !== undefined) shown.set(linkId, value);
  }
  return shown;
};

/** What a QuestionnaireResponse's answers look like on screen. */
export const shownOfResponse = (response: unknown, options: Options): Shown => {
  const shown = new Map<string, string>();
  const walk = (items: readonly ResponseItem[]): void => {
    for (const { linkId = '', answer: [answer] = [], item = [] } of items) {
      const value =
        answer?.valueString ??
        (answer?.valueBoolean === undefined ? undefined : String(Number(!answer.valueBoolean))) ??
        (answer?.valueCoding === undefined ? undefined : placeOf(options, linkId, answer.valueCoding.code)) ??
        answer?.extension?.[0]?.valueCode;
      if (value !== undefined) shown.set(linkId, value);
      walk(item);
    }
  };
  walk((response as { item?: readonly ResponseItem[] }).item ?? []);
  return shown;
};
