import { everywhere as common } from '$lib/i18n/ja/everywhere.ts';
import type { AuthorView, RevisionView } from '$lib/server/console/checkup-view.ts';
import type { IconName } from '$lib/ui/icons.ts';

interface Look {
  readonly word: string;
  readonly icon: IconName;
  readonly tone: 'info' | 'success';
}

export const STATUS_LOOKS: Readonly<Record<RevisionView['status'], Look>> = {
  submitted: { word: '提出済み', icon: 'check', tone: 'info' },
  saved: { word: '保存済み', icon: 'save', tone: 'info' },
  confirmed: { word: '確定済み', icon: 'success', tone: 'success' },
  amended: { word: '訂正', icon: 'edit', tone: 'success' },
};

export const authorText = ({ kind, name, role }: AuthorView): string => {
  if (kind === 'guardian') return '保護者';
  if (name === undefined || role === undefined) return '名簿にないスタッフ';
  return `${name}（${common.role[role]}）`;
};

/** The author's signature, as far as there is something to say. */
export const SIGNATURE_LOOKS: Readonly<
  Record<
    RevisionView['signature'],
    { word: string; icon: IconName; tone: 'success' | 'warning' | 'error' } | undefined
  >
> = {
  valid: { word: '電子署名を確認', icon: 'success', tone: 'success' },
  invalid: { word: '電子署名が合いません', icon: 'error', tone: 'error' },
  missing: { word: '電子署名なし', icon: 'warning', tone: 'warning' },
  none: undefined,
};

/** What the hub noticed, in words; codes of the form engine and of the intake. */
const WARNINGS: Readonly<Record<string, string>> = {
  'form-unknown': '様式の版をハブが知りません',
  'author-unknown': '記入者がこの会場のスタッフではありません',
  'author-not-entitled': '記入者の職種では、この区分を記入・確定できません',
  'staff-signature-missing': '確定した人の電子署名がありません（鍵が届く前のタブレットで確定）',
  'not-on-roster': 'この日の名簿にない受診者です',
  required: '必須の項目が空です',
  'below-min': '値が小さすぎます',
  'above-max': '値が大きすぎます',
  'soft-low': '値がふつうより小さめです',
  'soft-high': '値がふつうより大きめです',
  'decimal-places': '小数の桁数が多すぎます',
  'too-long': '文章が長すぎます',
  'too-many': '答えの数が多すぎます',
  'option-unknown': '選択肢にない答えです',
  'option-exclusive': '同時に選べない答えがあります',
  'not-a-date': '日付として正しくありません',
  unit: '単位が様式とちがいます',
  'item-disabled': '聞かれていない質問に答えがあります',
  'link-id-unknown': '様式にない項目があります',
};

export const warningText = (
  { code, linkId }: RevisionView['warnings'][number],
  labels: ReadonlyMap<string, string>,
): string => {
  const words = WARNINGS[code] ?? `様式と合わないところがあります（${code}）`;
  const label = linkId === undefined ? undefined : (labels.get(linkId) ?? linkId);
  return label === undefined ? words : `${label}：${words}`;
};
