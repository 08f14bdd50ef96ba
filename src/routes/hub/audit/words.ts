import type { AuditLineView } from '$lib/server/console/audit-view.ts';

export const ACTIONS: Readonly<Record<AuditLineView['action'], string>> = {
  'municipality-added': '市区町村を追加',
  'clinic-added': '実施機関を追加',
  'staff-added': 'スタッフを追加',
  'staff-pin-set': '暗証番号を変更',
  'staff-removed': 'スタッフを削除',
  'console-user-added': '管理者を追加',
  'signed-in': 'サインイン',
  'sign-in-refused': 'サインイン失敗',
  'signed-out': 'サインアウト',
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
  'rule-set': '臨床基準の設定を変更',
  'rule-reset': '臨床基準の設定を取り消し',
  'own-items-removed': '独自の質問を削除',
  'revision-received': '記録を受領',
  'revision-quarantined': '記録を隔離',
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
