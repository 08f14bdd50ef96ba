import type { SettingsRefusal } from '$lib/server/settings/change-settings.ts';
import { NO_UPPER_AGE } from '$lib/contract/program-windows.ts';
import type { RuleView, UnitView, WindowView } from '$lib/server/settings/settings-view.ts';

type Span = WindowView['standard'];
type Subject = Pick<WindowView, 'subject'>;

/** What was refused of one form, and what was typed into it. */
export interface Refused {
  readonly id: string;
  readonly code: SettingsRefusal['code'];
  readonly parameter: string | undefined;
  /** The line of ages that is wrong, counted from 1. */
  readonly line?: number | undefined;
  readonly values: Readonly<Record<string, string>>;
}

/** From when ages count. */
const SINCE: Readonly<Record<WindowView['subject'], { readonly month: string; readonly day: string }>> = {
  child: { month: '満', day: '生後' },
  mother: { month: '産後', day: '産後' },
};

const yearOf = (age: number): string => `${String(age)}歳になる年度`;

/** Ages in words: 満3か月から、満5か月になる前日まで. */
export const spanText = ({ subject }: Subject, { unit, from, end }: Span): string => {
  const since = SINCE[subject];
  switch (unit) {
    case 'month':
      return end === NO_UPPER_AGE
        ? `${since.month}${String(from)}か月から、年齢の上限なし`
        : `${since.month}${String(from)}か月から、${since.month}${String(end)}か月になる前日まで`;
    case 'week':
      return `${since.day}${String(from)}週から、${since.day}${String(end)}週になる前日まで`;
    case 'day':
      return `${since.day}${String(from)}日から、${since.day}${String(end)}日まで`;
    case 'fiscal-year':
      return from === end
        ? `${yearOf(from)}の4月1日から3月31日まで`
        : `${yearOf(from)}の4月1日から、${yearOf(end)}の3月31日まで`;
    case 'postpartum':
      return `産後${String(from)}日目から、産後${String(end)}日目まで`;
    case 'gestation':
      return `妊娠${String(from)}週から、妊娠${String(end)}週の終わりまで`;
  }
};

/** Several spans in words. */
export const agesText = (of: Subject, spans: readonly Span[]): string =>
  spans.map((span) => spanText(of, span)).join('、または');

/** Names of the units. */
export const UNIT_LABELS: Readonly<Record<UnitView['unit'], string>> = {
  day: '日',
  week: '週',
  month: 'か月',
  'fiscal-year': '年度（歳）',
  postpartum: '日目',
  gestation: '妊娠週',
};

/** How 開始 and 終了 are meant in a unit. */
export const unitHelp = ({ unit }: UnitView, { subject, standard }: WindowView): string => {
  const since = SINCE[subject];
  switch (unit) {
    case 'month':
      return `${since.month}何か月から、${since.month}何か月になる前日まで${
        standard.end === NO_UPPER_AGE ? `（上限をおかないときは、終了に${String(NO_UPPER_AGE)}）` : ''
      }`;
    case 'week':
      return `${since.day}何週から、${since.day}何週になる前日まで`;
    case 'day':
      return '生後何日から、生後何日まで（生まれた日が0日）';
    case 'fiscal-year':
      return '何歳になる年度の4月1日から、何歳になる年度の3月31日まで。年中児なら、開始も終了も5。4月1日生まれは、早生まれとして前の年度に数えます';
    case 'postpartum':
      return '産後何日目から、産後何日目まで（出産の日が1日目）';
    case 'gestation':
      return '妊娠何週から、妊娠何週の終わりまで';
  }
};

/** One line of the form for ages: the names of its fields, and what stands in them. */
export interface AgesLine {
  /** Counted from 1. */
  readonly line: number;
  /** Behind the names of the fields. */
  readonly suffix: string;
  readonly unit: string;
  readonly from: string;
  readonly end: string;
}

const suffixOf = (line: number): string => (line === 1 ? '' : `.${String(line)}`);

/** The lines as typed, else those of the ages that hold now. */
export const agesLines = (
  { own, standard }: WindowView,
  spansMax: number,
  typed: Readonly<Record<string, string>> | undefined,
): readonly AgesLine[] => {
  if (typed === undefined)
    return (own ?? [standard]).map(({ unit, from, end }, at) => ({
      line: at + 1,
      suffix: suffixOf(at + 1),
      unit,
      from: String(from),
      end: String(end),
    }));
  return Array.from({ length: spansMax }, (_, at) => at + 1).flatMap((line) => {
    const suffix = suffixOf(line);
    const from = typed[`from${suffix}`];
    if (from === undefined && line > 1) return [];
    const [unit, end] = [typed[`unit${suffix}`] ?? standard.unit, typed[`end${suffix}`] ?? ''];
    return [{ line, suffix, unit, from: from ?? '', end }];
  });
};

/** That a window holds ages beyond those of the law, and what that means. */
export const beyondLawText = (window: WindowView, law: Span): string =>
  `法令（母子保健法12条1項）で行うこととされているのは、${spanText(window, law)}です。その外の日に行う健診は、同法13条1項による健診になります。まちがいでなければ、このまま使えます。`;

const COMMON: Readonly<Record<'form-malformed' | 'changed-since' | 'nothing-set', string>> = {
  'form-malformed': '画面の内容を受け取れませんでした。画面を読み込み直して、もう一度入れてください。',
  'changed-since':
    '画面を開いたあとに、ほかの人が変更しました。今の設定を確かめて、もう一度保存してください。',
  'nothing-set': 'この自治体の設定はありません。すでに元に戻っています。',
};

/** What the bounds may be in a unit; in every unit of the program where it is not known which. */
const rangeText = ({ units }: WindowView, typed: string | undefined): string =>
  (units.some(({ unit }) => unit === typed) ? units.filter(({ unit }) => unit === typed) : units)
    .map(
      ({ unit, least, most }) => `「${UNIT_LABELS[unit]}」は${String(least)}から${most.toLocaleString('ja')}`,
    )
    .join('、');

const windowReason = (
  code: Refused['code'],
  window: WindowView,
  spansMax: number,
  unit: string | undefined,
): string => {
  switch (code) {
    case 'not-whole':
      return `開始と終了に整数を入れてください（${rangeText(window, unit)}まで）。`;
    case 'before-first':
      return '出産の日が1日目です。開始に1以上を入れてください。';
    case 'no-day':
      return '対象になる日がありません。終了を開始より大きくしてください（日・年度・妊娠週は同じでもかまいません）。';
    case 'no-span':
      return '期間がひとつもありません。ひとつは入れてください。決めないときは「標準に戻す」を使います。';
    case 'too-many':
      return `期間は${String(spansMax)}つまでです。`;
    case 'overlap':
      return '上の期間と重なっています。重ならないように直すか、ひとつの期間にまとめてください。';
    case 'beyond-law':
      return `法令の範囲（${window.law ? spanText(window, window.law) : ''}）の中で決めてください。`;
    case 'changed-since':
    case 'nothing-set':
      return COMMON[code];
    default:
      return COMMON['form-malformed'];
  }
};

/** Why a window was not saved, and what to do. */
export const windowRefusal = (
  { code, line, values }: Pick<Refused, 'code' | 'line' | 'values'>,
  window: WindowView,
  spansMax: number,
): string => {
  const unit = line === undefined ? undefined : values[`unit${suffixOf(line)}`];
  const reason = windowReason(code, window, spansMax, unit);
  return line !== undefined && 'from.2' in values ? `期間${String(line)}：${reason}` : reason;
};

/** Why an order was not saved, and what to do. */
export const stationsRefusal = (code: Refused['code']): string =>
  code === 'changed-since' || code === 'nothing-set' ? COMMON[code] : COMMON['form-malformed'];

/** Why a rule was not saved, and what to do. */
export const ruleRefusal = ({ code, parameter: name }: Refused, rule: RuleView): string => {
  if (code === 'changed-since' || code === 'nothing-set') return COMMON[code];
  const parameter = rule.parameters.find((each) => each.name === name);
  if (code !== 'not-allowed' || parameter === undefined) return COMMON['form-malformed'];
  return parameter.range === undefined
    ? `「${parameter.label}」を一覧から選んでください。`
    : `「${parameter.label}」には${parameter.range}の数を入れてください。`;
};
