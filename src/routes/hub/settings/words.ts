import type { SettingsRefusal } from '$lib/server/settings/change-settings.ts';
import { NO_UPPER_AGE } from '$lib/contract/program-windows.ts';
import type { RuleView, WindowView } from '$lib/server/settings/settings-view.ts';

type Bounds = WindowView['standard'];

/** What was refused of one form, and what was typed into it. */
export interface Refused {
  readonly id: string;
  readonly code: SettingsRefusal['code'];
  readonly parameter: string | undefined;
  readonly values: Readonly<Record<string, string>>;
}

/** From when ages count. */
const SINCE: Readonly<Record<WindowView['subject'], { readonly month: string; readonly day: string }>> = {
  child: { month: '満', day: '生後' },
  mother: { month: '産後', day: '産後' },
};

/** Ages in words: 満3か月から、満5か月になる前日まで. */
export const windowText = (
  { unit, subject }: Pick<WindowView, 'unit' | 'subject'>,
  { from, end }: Bounds,
): string => {
  const since = SINCE[subject];
  switch (unit) {
    case 'month':
      return end === NO_UPPER_AGE
        ? `${since.month}${String(from)}か月から、年齢の上限なし`
        : `${since.month}${String(from)}か月から、${since.month}${String(end)}か月になる前日まで`;
    case 'day':
      return `${since.day}${String(from)}日から、${since.day}${String(end)}日まで`;
    case 'postpartum':
      return `産後${String(from)}日目から、産後${String(end)}日目まで`;
    case 'gestation':
      return `妊娠${String(from)}週から、妊娠${String(end)}週の終わりまで`;
  }
};

/** Labels of the two bounds. */
export const boundLabels = ({
  unit,
  subject,
  standard,
}: WindowView): { readonly from: string; readonly end: string; readonly hint: string | undefined } => {
  const since = SINCE[subject];
  switch (unit) {
    case 'month':
      return {
        from: `${since.month}何か月から`,
        end: `${since.month}何か月になる前日まで`,
        hint: standard.end === NO_UPPER_AGE ? `上限をおかないときは${String(NO_UPPER_AGE)}` : undefined,
      };
    case 'day':
      return {
        from: `${since.day}何日から`,
        end: `${since.day}何日まで`,
        hint: '生まれた日が0日',
      };
    case 'postpartum':
      return { from: '産後何日目から', end: '産後何日目まで', hint: '出産の日が1日目' };
    case 'gestation':
      return { from: '妊娠何週から', end: '妊娠何週の終わりまで', hint: undefined };
  }
};

/** That a window holds ages beyond those of the law, and what that means. */
export const beyondLawText = (window: WindowView, law: Bounds): string =>
  `法令（母子保健法12条1項）で行うこととされているのは、${windowText(window, law)}です。その外の日に行う健診は、同法13条1項による健診になります。まちがいでなければ、このまま使えます。`;

const COMMON: Readonly<Record<'form-malformed' | 'changed-since' | 'nothing-set', string>> = {
  'form-malformed': '画面の内容を受け取れませんでした。画面を読み込み直して、もう一度入れてください。',
  'changed-since':
    '画面を開いたあとに、ほかの人が変更しました。今の設定を確かめて、もう一度保存してください。',
  'nothing-set': 'この自治体の設定はありません。すでに元に戻っています。',
};

/** Why a window was not saved, and what to do. */
export const windowRefusal = (code: Refused['code'], window: WindowView, boundMax: number): string => {
  switch (code) {
    case 'not-whole':
      return `0から${boundMax.toLocaleString('ja')}までの整数を入れてください。`;
    case 'before-first':
      return '出産の日が1日目です。始まりに1以上を入れてください。';
    case 'no-day':
      return window.unit === 'month'
        ? '対象になる日がありません。終わりの月数を、始まりの月数より大きくしてください。'
        : '対象になる日がありません。終わりを、始まりより前にしないでください。';
    case 'beyond-law':
      return `法令の範囲（${window.law ? windowText(window, window.law) : ''}）の中で決めてください。`;
    case 'changed-since':
    case 'nothing-set':
      return COMMON[code];
    default:
      return COMMON['form-malformed'];
  }
};

/** Why a rule was not saved, and what to do. */
export const ruleRefusal = ({ code, parameter: name }: Refused, rule: RuleView): string => {
  if (code === 'changed-since' || code === 'nothing-set') return COMMON[code];
  const parameter = rule.parameters.find((each) => each.name === name);
  if (code !== 'not-allowed' || parameter === undefined) return COMMON['form-malformed'];
  return parameter.range === undefined
    ? `「${parameter.label}」を一覧から選んでください。`
    : `「${parameter.label}」には${parameter.range}の数を入れてください。`;
};
