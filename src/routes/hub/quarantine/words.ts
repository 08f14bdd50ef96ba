import { isProblemCode, type ProblemCode } from '$lib/contract/problem.ts';

/** Why something lies in quarantine, in the words of the console. */
const REASONS: Readonly<Partial<Record<ProblemCode, string>>> = {
  'device-revoked': '使用停止のタブレットから届いた記録',
  'envelope-malformed': '封の形式が合わない',
  'hub-key-unknown': '封の鍵がこのハブにない',
  'envelope-unopenable': '封を開けない',
  'content-malformed': '中身が様式に合わない',
  'content-mismatch': '表書きと中身が一致しない',
  'revision-conflict': '同じ番号で中身の違う記録がある',
  'staff-signature-invalid': 'スタッフの署名が正しくない',
};

export const reasonText = (code: string): string => {
  if (code === 'draft-rescued')
    return '入力途中の用紙（端末で保存できなかった、または書きかけのまま日程が終わった）';
  return (isProblemCode(code) ? REASONS[code] : undefined) ?? `受け取れない記録（${code}）`;
};

/** Why a rescue file was not taken in. Nothing of it was. */
export const fileProblemText = (code: string): string => {
  if (code === 'device-unknown') return 'この自治体のタブレットのファイルではありません。';
  if (code === 'signature-invalid') return 'タブレットが書き出したままの内容ではありません。';
  if (code === 'request-too-large') return 'ファイルが大きすぎます（上限 64 MiB）。';
  return '書き出しファイルではないか、途中で欠けています。タブレットで書き出し直してください。';
};
