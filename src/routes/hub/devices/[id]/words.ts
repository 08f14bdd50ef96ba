import { everywhere as common } from '$lib/i18n/ja/everywhere.ts';
import type { DeviceAuditAction } from '$lib/contract/device-audit.ts';
import type { DeviceLogLine } from '$lib/server/console/device-log-view.ts';

const ACTIONS: Readonly<Record<DeviceAuditAction, string>> = {
  enrolled: '端末を登録',
  'bundle-received': '当日の名簿を受信',
  unlocked: 'ロックを解除',
  'unlock-refused': 'ロック解除を試みた',
  locked: 'ロック',
  'shift-ended': '当日の名簿を消去',
  recovered: '復旧コードで復旧',
  'passkey-added': 'パスキーを登録',
  'passkey-removed': 'パスキーを削除',
  'ticket-accepted': '受診票で問診票を開いた',
  'ticket-refused': '受診票の読み取りで該当なし',
  'code-refused': '受診票番号の入力で該当なし',
  'board-read': '受診者の一覧を閲覧',
  'draft-opened': '記入の画面を開いた',
  'section-read': '受診者の記録を閲覧',
  submitted: '問診票を提出',
  saved: '記録を保存',
  confirmed: '記録を確定',
  delivered: 'ハブが受領',
  parked: '送信を見合わせ',
  exported: 'ファイルに書き出し',
  're-offered': '復元したハブへ再送',
  quarantined: 'ハブが隔離（停止後）',
  revoked: '端末を停止',
  'audit-pruned': '古い操作の記録を消去',
  'draft-expired': '期限切れの書きかけを消去',
  'draft-handed-over': '書きかけをハブへ引き渡し',
  'set-aside': 'ハブが隔離',
  'draft-set-aside': '前の受付日の書きかけを別に保管',
};

/** What a line of a tablet's log tells. A newer tablet's word that is not known here stands as it is. */
export const actionText = (action: string): string =>
  Object.hasOwn(ACTIONS, action) ? ACTIONS[action as DeviceAuditAction] : action;

export const staffText = (staff: DeviceLogLine['staff']): string => {
  if (staff === undefined) return '';
  const { name, role } = staff;
  if (name === undefined || role === undefined) return '名簿にないスタッフ';
  return `${name}（${common.role[role]}）`;
};
