import { spansIn } from '$lib/contract/span-text.ts';
import { rules } from '$lib/i18n/ja/rules.ts';
import type { AuditLineView } from '$lib/server/console/audit-view.ts';

export const ACTIONS: Readonly<Record<AuditLineView['action'], string>> = {
  'municipality-added': '市区町村を追加',
  'clinic-added': '実施機関を追加',
  'staff-added': 'スタッフを追加',
  'staff-pin-set': '暗証番号を変更',
  'staff-key-issued': 'スタッフの署名鍵を発行',
  'staff-removed': 'スタッフを削除',
  'console-user-added': '管理者を追加',
  'signed-in': 'サインイン',
  'sign-in-refused': 'サインイン失敗',
  'signed-out': 'サインアウト',
  'clinic-lock-set': '自動ロックの時間を変更',
  'recovery-code-issued': '復旧コードを発行',
  'recovery-refused': '復旧コードのまちがい',
  'staff-recovered': 'スタッフのロックを復旧',
  'enrolment-code-issued': '登録コードを発行',
  'device-enrolled': 'タブレットを登録',
  'device-revoked': 'タブレットを停止',
  'bundle-issued': '当日の名簿を配布',
  'session-added': '日程を追加',
  'booking-added': '名簿に追加',
  'ticket-issued': '受診票を発行',
  'tickets-printed': '受診票を表示・印刷',
  'form-published': '様式を公開',
  'own-items-appended': '独自の質問を追加',
  'window-set': '対象月齢の設定を変更',
  'window-reset': '対象月齢の設定を取り消し',
  'stations-set': '係の順番の設定を変更',
  'stations-reset': '係の順番の設定を取り消し',
  'rule-set': '臨床基準の設定を変更',
  'rule-reset': '臨床基準の設定を取り消し',
  'own-items-removed': '独自の質問を削除',
  'revision-received': '記録を受領',
  'revision-chain-broken': '記録のつながりに切れ目',
  'revision-quarantined': '記録を隔離',
  'quarantine-read': '隔離した記録を閲覧',
  'quarantine-released': '隔離した記録を受領',
  'rescue-ingested': '書き出しファイルを取り込み',
  'device-audit-received': '端末の操作記録を受領',
  'device-audit-broken': '端末の操作記録に切れ目',
  'checkup-read': '健診の記録を閲覧',
  'backup-made': '控えを作成',
  exported: 'データを書き出し',
};

export const ACTORS: Readonly<Record<AuditLineView['actorKind'], string>> = {
  device: 'タブレット',
  console: '管理画面',
  cli: '管理コマンド',
  hub: 'ハブ',
};

interface KeptSetting {
  readonly on?: boolean;
  readonly parameters?: Readonly<Record<string, number | boolean | string>>;
}

const valueText = (value: number | boolean | string): string => {
  if (typeof value === 'boolean') return value ? rules.choice.yes : rules.choice.no;
  const words: Readonly<Record<string, string>> = rules.choice;
  return words[value] ?? String(value);
};

/** A setting of a rule as it is kept, in words: 標準 where nothing is set. */
const settingText = (kept: string | number | boolean = '{}'): string => {
  const { on, parameters = {} } = JSON.parse(String(kept)) as KeptSetting;
  const labels: Readonly<Record<string, string>> = rules.parameter;
  const said = [
    ...(on === undefined ? [] : [on ? '使う' : '使わない']),
    ...Object.entries(parameters).map(([name, value]) => `${labels[name] ?? name} ${valueText(value)}`),
  ];
  return said.length === 0 ? '標準' : said.join('、');
};

const UNITS: Readonly<Record<string, readonly [before: string, after: string]>> = {
  day: ['', '日'],
  week: ['', '週'],
  month: ['', 'か月'],
  'fiscal-year': ['', '歳になる年度'],
  postpartum: ['産後', '日目'],
  gestation: ['妊娠', '週'],
};

/** Ages as they are kept, in few words: 3–5か月、5歳になる年度. */
const agesText = (kept: string): string =>
  (spansIn(kept) ?? [])
    .map(({ unit, from, end }) => {
      const [before, after] = UNITS[unit] ?? ['', ''];
      return `${before}${from === end ? String(from) : `${String(from)}–${String(end)}`}${after}`;
    })
    .join('、');

/** Of a changed setting what it was and what it is; empty for any other line. */
export const changeText = ({ action, detail, orders }: AuditLineView): string => {
  switch (action) {
    case 'window-set':
    case 'window-reset':
      if (detail['before'] !== undefined)
        return `${agesText(String(detail['before']))} → ${agesText(String(detail['after']))}`;
      // Lines of older builds do not say what was before.
      return detail['fromBefore'] === undefined
        ? ''
        : `${String(detail['fromBefore'])}–${String(detail['endBefore'])} → ${String(detail['from'])}–${String(detail['end'])}`;
    case 'stations-set':
    case 'stations-reset':
      return orders?.join(' ⇒ ') ?? '';
    case 'rule-set':
    case 'rule-reset':
      return detail['before'] === undefined
        ? ''
        : `${settingText(detail['before'])} → ${settingText(detail['setting'])}`;
    default:
      return '';
  }
};
