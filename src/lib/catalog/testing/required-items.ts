import type { CodeLists } from '../code-lists.ts';
import type { RecordItem } from '../standard-record.ts';
import { readTable } from '../table/read-table.ts';

const COLUMNS = [
  'section',
  'item',
  'source',
  'programs',
  'fields',
  'type',
  'unit',
  'answers',
  'minimum',
] as const;

/** What the facts call a kind of item, and how a form may ask for it. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  date: ['date'],
  num: ['integer', 'quantity'],
  txt: ['text', 'string'],
  c: ['choice'],
  b: ['choice'],
  multi: ['multi-choice'],
};

/** Words of an item that is only there or not (`b`), sorted. */
const THERE_OR_NOT: readonly string[] = ['所見あり|所見なし', 'あり|なし', '有|無'];

/** An item that the domain facts demand of a program, transcribed from their text and not from our forms. */
export interface RequiredItem {
  /** Section of the domain facts. */
  readonly section: string;
  /** Its name there. */
  readonly item: string;
  readonly program: string;
  readonly linkId: string;
  readonly type: string;
  /** UCUM; empty where the facts give none. */
  readonly unit: string;
  /** Their words, in no order; empty where they give none. */
  readonly answers: readonly string[];
  /** 最低限電子化, where the facts say so. */
  readonly minimum: boolean;
}

/** Reads `required-items.csv`: each row for each of its programs and fields. @throws FormTableError with the line */
export const readRequiredItems = (text: string): readonly RequiredItem[] =>
  readTable('required-items.csv', text, COLUMNS).flatMap(
    ({ section, item, programs, fields, type, unit, answers, minimum }) =>
      programs.split(' ').flatMap((program) =>
        fields.split(' ').map((linkId): RequiredItem => ({
          ...{ section, item, program, linkId, type, unit },
          answers: answers === '' ? [] : answers.split('|'),
          minimum: minimum === 'yes',
        })),
      ),
  );

/** Full and half width are one: ＋ is +, （ is (. */
const plain = (word: string): string => word.normalize('NFKC');

/** Why an item of the record is not what is required, in words; nothing when it is. */
const differences = (
  required: RequiredItem,
  { type, unit, list, minimum }: RecordItem,
  lists: CodeLists,
): readonly string[] => {
  const codes = lists.get(list) ?? [];
  const words = codes.map(({ word }) => plain(word));
  const asked = required.answers.map(plain);
  const added = codes.filter(
    ({ word, basis }) => !asked.includes(plain(word)) && !basis.includes('(u)') && !basis.includes('(3p)'),
  );
  return [
    TYPES[required.type]?.includes(type) === true ? '' : `type ${type}, not ${required.type}`,
    required.unit === '' || required.unit === unit ? '' : `unit ${unit}, not ${required.unit}`,
    required.minimum && !minimum ? 'not in the minimum' : '',
    ...asked.filter((word) => !words.includes(word)).map((word) => `no answer ${word}`),
    ...(asked.length === 0 ? [] : added.map(({ word }) => `answer ${word} without a source`)),
    required.type !== 'b' || THERE_OR_NOT.includes(words.toSorted().join('|'))
      ? ''
      : `scale ${words.join(' ')}`,
  ].filter((each) => each !== '');
};

/** What the record lacks or has otherwise than required, one line each. */
export const shortcomings = (
  required: readonly RequiredItem[],
  record: readonly RecordItem[],
  lists: CodeLists,
): readonly string[] =>
  required.flatMap((each) => {
    const name = `§${each.section} ${each.item}: ${each.program} ${each.linkId}`;
    const found = record.filter(({ program, linkId }) => program === each.program && linkId === each.linkId);
    if (found.length === 0) return [`${name} is missing`];
    const wrong = found.map((item) => differences(each, item, lists));
    // A field that stands in two sections answers with either.
    return wrong.some((differing) => differing.length === 0)
      ? []
      : (wrong[0] ?? []).map((difference) => `${name}: ${difference}`);
  });
