import { readFileSync } from 'node:fs';
import { PROGRAMS } from '../../domain/program.ts';
import { STANDARD_EXTENSION } from '../../forms/extensions.ts';
import { readCodeLists } from '../code-lists.ts';
import { PROGRAM_TABLE } from '../programs.ts';
import { questionnaireOf } from '../questionnaire-of.ts';
import type { QuestionnaireItem } from '../questionnaire.ts';
import { readStandardRecord, type RecordItem } from '../standard-record.ts';

/** The text of a table of the catalogue. */
export const tableText = (name: string): string =>
  readFileSync(new URL(`../${name}.csv`, import.meta.url), 'utf8');

export const CODE_LISTS = readCodeLists(tableText('code-lists'));

export const RECORD = readStandardRecord(tableText('standard-record'), CODE_LISTS);

const flat = (items: readonly QuestionnaireItem[]): readonly QuestionnaireItem[] =>
  items.flatMap((item) => [item, ...flat(item.item ?? [])]);

export const keyOf = ({
  program,
  section,
  linkId,
}: Pick<RecordItem, 'program' | 'section' | 'linkId'>): string => `${program} ${section} ${linkId}`;

/** Every field of every built-in form, as it is compiled. */
export const FIELDS: ReadonlyMap<string, QuestionnaireItem> = new Map(
  (
    await Promise.all(
      PROGRAMS.flatMap((program) =>
        PROGRAM_TABLE[program].sections.map(async ({ section }) => {
          const { item } = await questionnaireOf(program, section);
          return flat(item)
            .filter(({ type }) => type !== 'group')
            .map((field) => [keyOf({ program, section, linkId: field.linkId }), field] as const);
        }),
      ),
    )
  ).flat(),
);

/** UCUM; empty where a field has none. */
export const unitOf = (item: QuestionnaireItem): string =>
  item.extension?.find(({ url }) => url === STANDARD_EXTENSION.unit)?.valueCoding?.code ?? '';
