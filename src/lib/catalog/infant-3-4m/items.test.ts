import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MEDICAL_JUDGEMENTS, DETAILED_OUTCOMES, SUPPORT_NEEDS } from '../../domain/judgement.ts';
import { SECTIONS, type SectionId } from '../../domain/program.ts';
import { STANDARD_EXTENSION } from '../../forms/extensions.ts';
import type { QuestionnaireItem } from '../questionnaire.ts';
import { questionnaireOf } from '../questionnaire-of.ts';

const COLUMNS = ['source', 'item', 'form', 'linkId', 'type', 'unit', 'options', 'printed', 'basis'] as const;
type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

const [header = '', ...lines] = readFileSync(new URL('./items.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n');
const rows = lines.map((line): Row => {
  const cells = line.split(',');
  return Object.fromEntries(COLUMNS.map((column, index) => [column, cells[index] ?? ''])) as Row;
});

const flat = (items: readonly QuestionnaireItem[]): readonly QuestionnaireItem[] =>
  items.flatMap((item) => [item, ...flat(item.item ?? [])]);

const itemsOf = new Map(
  SECTIONS.map((section) => [
    section,
    new Map(flat(questionnaireOf('infant-3-4m', section).item).map((item) => [item.linkId, item])),
  ]),
);

const fieldOf = ({ form, linkId }: Row): QuestionnaireItem | undefined =>
  itemsOf.get(form as SectionId)?.get(linkId);

const unitOf = (item: QuestionnaireItem): string =>
  item.extension?.find(({ url }) => url === STANDARD_EXTENSION.unit)?.valueCoding?.code ?? '';

const codesOf = (item: QuestionnaireItem): string =>
  (item.answerOption ?? []).map(({ valueCoding }) => valueCoding.code).join(' ');

const row = (item: string): Row => {
  const found = rows.find((each) => each.item === item);
  if (found === undefined) throw new Error(`${item} is not listed`);
  return found;
};

describe('the items of 3〜4か月児健診', () => {
  it('stand in a table with the expected columns and no line twice', () => {
    expect(header.split(',')).toEqual(COLUMNS);
    expect(lines.filter((line) => line.split(',').length !== COLUMNS.length)).toEqual([]);
    expect(new Set(rows.map(({ form, linkId }) => `${form} ${linkId}`)).size).toBe(rows.length);
  });

  it.each(rows.map((each) => [each.source, each.item, each] as const))(
    '§%s %s has its field, with its unit and its answers in printed order',
    (_source, _item, expected) => {
      const field = fieldOf(expected);
      expect(field).toBeDefined();
      if (field === undefined) return;
      expect({
        type: field.repeats === true ? `multi-${field.type}` : field.type,
        unit: unitOf(field),
        options: codesOf(field),
      }).toEqual({ type: expected.type, unit: expected.unit, options: expected.options });
    },
  );

  it.each(rows.filter(({ options }) => options !== '').map((each) => [each.item, each] as const))(
    '%s lists one printed label for each answer',
    (_item, { options, printed }) => {
      expect(printed.split('|')).toHaveLength(options.split(' ').length);
    },
  );

  it('are as many as the standard lists: 14 of the header, 16 findings, 3 of development, 9 of the handbook', () => {
    const count = (test: (row: Row) => boolean): number => rows.filter(test).length;
    expect(count(({ source }) => source === '2.1')).toBe(14);
    expect(count(({ item }) => item.startsWith('診察所見 '))).toBe(16);
    expect(count(({ item }) => item.startsWith('発達情報 '))).toBe(3);
    expect(count(({ source }) => source === '2.14')).toBe(9);
    expect(count(({ source }) => source === '2.2')).toBe(2 + 16 + 3 + 3);
  });

  it('cover every question of the guardian’s form but the details that follow an answer', () => {
    const listed = new Set(rows.map(({ form, linkId }) => `${form} ${linkId}`));
    const missing = [...(itemsOf.get('questionnaire')?.values() ?? [])]
      .filter(({ type, linkId }) => type !== 'group' && !listed.has(`questionnaire ${linkId}`))
      .map(({ linkId }) => linkId);
    expect(missing).toEqual(['respondent', 'eye-worry-detail', 'worry-detail']);
  });

  it('[JU1] use the domain’s codes for judgements', () => {
    expect(row('判定（医科）').options.split(' ')).toEqual(MEDICAL_JUDGEMENTS);
    expect(row('精密健康診査 所見又は今後の処置').options.split(' ')).toEqual(DETAILED_OUTCOMES);
    expect(row('支援の必要性').options.split(' ')).toEqual(SUPPORT_NEEDS);
  });

  it('keep the traps apart: 不安 is printed いいえ first, weight is in grams, 栄養法 is coded by meaning', () => {
    expect(fieldOf(row('不安や困難'))?.answerOption?.map(({ valueCoding }) => valueCoding.display)).toEqual([
      'いいえ',
      'はい',
      '何ともいえない',
    ]);
    expect(row('体重').unit).toBe('g');
    const feeding = fieldOf(row('栄養法'))?.answerOption?.map(({ valueCoding }) => valueCoding);
    expect(feeding?.find(({ code }) => code === 'mixed')?.display).toContain('混合');
    expect(feeding?.find(({ code }) => code === 'formula')?.display).toContain('人工乳');
  });
});
