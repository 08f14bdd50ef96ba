import { parseFurigana } from '../../src/lib/forms/rich-text/furigana.ts';
import type { Questionnaire, QuestionnaireItem } from '../../src/lib/catalog/questionnaire.ts';
import { tableOf, type TableRow } from '../../src/lib/catalog/table/table-of.ts';
import { textsOf, type Texts } from '../../src/lib/catalog/table/texts.ts';
import { FORM_LANGUAGES, type FormLanguage } from '../../src/lib/catalog/table/columns.ts';
import { OWN_EXTENSION } from '../../src/lib/forms/extensions.ts';

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const withReadings = (text: string): string =>
  parseFurigana(text)
    .map((inline) =>
      inline.kind === 'text'
        ? escape(inline.text)
        : `<ruby>${escape(inline.base)}<rt>${escape(inline.reading)}</rt></ruby>`,
    )
    .join('');

const NAMES: Readonly<Record<FormLanguage, string>> = {
  ja: '日本語',
  'ja-x-easy': 'やさしい日本語',
  en: 'English',
  'zh-Hans': '简体中文',
  vi: 'Tiếng Việt',
  'pt-BR': 'Português (BR)',
  ko: '한국어',
  fil: 'Filipino',
  ne: 'नेपाली',
  es: 'Español',
  id: 'Bahasa Indonesia',
  th: 'ไทย',
};

const KINDS: Readonly<Record<string, string>> = {
  choice: '1つ選ぶ',
  boolean: 'チェック',
  integer: '整数',
  quantity: '数値',
  date: '日付',
  string: '1行の文字',
  text: '文章',
};

const STYLE = `
@page { size: A4; margin: 12mm; }
body { font: 9.5pt/1.5 'Noto Sans JP', 'Noto Sans CJK JP', sans-serif; color: #1a1a1a; margin: 0; }
h1 { font-size: 15pt; margin: 0 0 2mm; }
.about { color: #555; margin: 0 0 4mm; }
table { inline-size: 100%; border-collapse: collapse; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.3mm solid #999; padding: 1.2mm 1.8mm; text-align: start; vertical-align: top; }
th { background: #eee; font-weight: 600; }
tr.group td { background: #f4f1e6; font-weight: 700; }
td.number { inline-size: 7mm; text-align: end; font-variant-numeric: tabular-nums; }
td.asked { inline-size: 36%; }
td.check { inline-size: 14mm; }
p { margin: 0 0 1mm; }
.language { color: #555; font-size: 7.5pt; margin-inline-end: 1.5mm; }
.hint { color: #444; font-size: 8.5pt; }
.when, .id { color: #555; font-size: 8pt; }
.concern { font-weight: 700; }
.concern::before { content: '▲ '; }
ul { margin: 0; padding-inline-start: 4mm; }
rt { font-size: 55%; }
`;

const said = (texts: Texts, languages: readonly FormLanguage[]): string =>
  languages
    .filter((language) => texts[language] !== '')
    .map(
      (language) =>
        `<p lang="${language}"><span class="language">${NAMES[language]}</span>${withReadings(texts[language])}</p>`,
    )
    .join('');

const flat = (items: readonly QuestionnaireItem[]): readonly QuestionnaireItem[] =>
  items.flatMap((item) => [item, ...flat(item.item ?? [])]);

const options = ({ answerOption = [] }: QuestionnaireItem, languages: readonly FormLanguage[]): string =>
  answerOption.length === 0
    ? ''
    : `<ul>${answerOption
        .map(({ valueCoding, extension }) => {
          const concern = extension.find(({ url }) => url === OWN_EXTENSION.concern)?.valueBoolean === true;
          const texts = textsOf(valueCoding.display, valueCoding._display);
          const words = languages
            .map((language) => withReadings(texts[language]))
            .filter((word) => word !== '');
          return `<li${concern ? ' class="concern"' : ''}>${words.join(' / ')}</li>`;
        })
        .join('')}</ul>`;

const DAYS: Readonly<Record<string, string>> = { today: '今日', birth: '生まれた日' };

const bounds = (row: TableRow): string => {
  const range = (from: string, to: string): string =>
    from === '' && to === '' ? '' : `${DAYS[from] ?? from}〜${DAYS[to] ?? to}`;
  const parts = [
    row.unit === '' ? '' : `単位 ${row.unit}`,
    range(row.min, row.max) && `入力できる範囲 ${range(row.min, row.max)}`,
    range(row['soft-min'], row['soft-max']) && `確かめる範囲外 ${range(row['soft-min'], row['soft-max'])}`,
    row.length === '' ? '' : `${row.length}字まで`,
  ];
  return parts
    .filter((part) => part !== '')
    .map((part) => `<p>${escape(part)}</p>`)
    .join('');
};

const OPERATORS: Readonly<Record<string, string>> = {
  '!=': 'でない',
  '>': 'より大きい',
  '<': 'より小さい',
  '>=': '以上',
  '<=': '以下',
};

/** When a question is asked, in words: 問2が「はい」. */
const conditionWords = (
  { enableWhen = [], enableBehavior }: QuestionnaireItem,
  numbers: ReadonlyMap<string, number>,
  items: ReadonlyMap<string, QuestionnaireItem>,
): string =>
  enableWhen
    .map(({ question, operator, answerBoolean, answerCoding, answerInteger }) => {
      const asked = `問${numbers.get(question) ?? question}`;
      if (operator === 'exists') return `${asked}に${answerBoolean === true ? '答えた' : '答えていない'}とき`;
      if (answerBoolean !== undefined) return `${asked}にチェックがあるとき`;
      const chosen = items
        .get(question)
        ?.answerOption?.find(({ valueCoding }) => valueCoding.code === answerCoding?.code);
      const value = chosen?.valueCoding.display ?? String(answerInteger);
      return operator === '='
        ? `${asked}が「${value}」のとき`
        : `${asked}が「${value}」${OPERATORS[operator]}とき`;
    })
    .join(enableBehavior === 'all' ? '、かつ' : '、または');

/**
 * A form as a sheet to read with a pen: one row per question, the chosen languages under each other, the answers with
 * ▲ where one is a reason to look, the conditions in words, and a column for the reader's tick.
 */
export const sheetHtml = (
  form: Questionnaire,
  languages: readonly FormLanguage[] = FORM_LANGUAGES,
): string => {
  const rows = tableOf(form);
  const items = new Map(flat(form.item).map((item) => [item.linkId, item]));
  const hints = new Map(rows.filter(({ type }) => type === 'hint').map((row) => [row.linkId, row]));
  const asked = rows.filter(({ type }) => type !== 'form' && type !== 'hint' && type !== 'group');
  const numbers = new Map(asked.map(({ linkId }, at) => [linkId, at + 1]));
  const lines = rows.flatMap((row): string[] => {
    const item = items.get(row.linkId);
    if (item === undefined || row.type === 'form' || row.type === 'hint') return [];
    const condition = conditionWords(item, numbers, items);
    const when = condition === '' ? '' : `<p class="when">${escape(condition)}</p>`;
    if (row.type === 'group') {
      return [`<tr class="group"><td colspan="4">${said(row, languages)}${when}</td></tr>`];
    }
    const hint = hints.get(row.linkId);
    const traits = row.traits.includes('required') ? '必須' : '任意';
    const several = row.traits.includes('multiple') ? '（いくつでも）' : '';
    return [
      `<tr><td class="number">${numbers.get(row.linkId)}</td>
<td class="asked">${said(row, languages)}${hint === undefined ? '' : `<div class="hint">${said(hint, languages)}</div>`}
<p class="id">${escape(row.linkId)}${row.staff === '' ? '' : `｜${escape(row.staff)}`}</p>${when}</td>
<td><p>${KINDS[row.type] ?? row.type}${several}・${traits}</p>${options(item, languages)}${bounds(row)}</td>
<td class="check"></td></tr>`,
    ];
  });
  return `<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><title>${escape(form.title)}</title><style>${STYLE}</style></head>
<body><h1>${escape(form.title)}</h1>
<p class="about">${escape(form.url)}｜版 ${escape(form.version)}｜${languages.map((each) => NAMES[each]).join('・')}｜▲は気になる回答</p>
<table><thead><tr><th>#</th><th>質問</th><th>答え</th><th>確認</th></tr></thead>
<tbody>
${lines.join('\n')}
</tbody></table></body></html>
`;
};
