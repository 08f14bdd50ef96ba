import { formatDuration } from '$lib/i18n/format.ts';
import type { ChainBreak } from '$lib/server/audit/device-chain.ts';
import type { HeldBack } from '$lib/server/console/held-back.ts';
import type { DeviceView, ReportView } from '$lib/server/console/devices-view.ts';

type Tone = 'error' | 'warning';

/** Something about a tablet that somebody should look after. */
export interface Concern {
  readonly tone: Tone;
  readonly text: string;
}

const rangesText = (ranges: ReportView['gaps']): string =>
  ranges
    .slice(0, 8)
    .map(([from, to]) => (from === to ? String(from) : `${String(from)}–${String(to)}`))
    .join('、') + (ranges.length > 8 ? ' ほか' : '');

const LIMITS = { warning: '24時間以上', alarm: '72時間以上' } as const;

/** What may lie on a tablet and nowhere else, and for how long. */
export const heldBackText = ({ why, level, ms, records }: HeldBack): string => {
  const age = ms < 60_000 ? '1分未満' : formatDuration(ms, 'ja');
  switch (why) {
    case 'unsent':
      return `${LIMITS[level]}送れていない記録があります（最も古いもの ${age}）`;
    case 'silent':
      return `健診の日から${LIMITS[level]}つながっていません（最後の接続から ${age}）`;
    case 'revoked':
      return `停止したタブレットに、届いていない記録が${String(records)}件あります（最も古いもの ${age}）`;
  }
};

const breakText = ({ deviceSeq, from }: ChainBreak): string => {
  const number = `${String(deviceSeq)}番`;
  if (from === 'start') return `${number}（番号の途中で、つながりが始めからになっています）`;
  if (from === 'unknown') return `${number}（前の番号の内容と合いません）`;
  return `${number}（端末の保存内容が${String(from)}番の時点に戻り、そこから続けています）`;
};

/** Where a tablet's numbers are not one chain. A tablet whose store came back older has not told two stories. */
const chainConcern = ({ broken, breaks }: DeviceView['chain']): Concern | undefined => {
  if (broken === 0) return undefined;
  const isExplained = breaks.every(({ from }) => typeof from === 'number');
  const rest = broken > breaks.length ? ' ほか' : '';
  return {
    tone: isExplained ? 'warning' : 'error',
    text: `記録のつながりに切れ目が${String(broken)}か所あります：${breaks.map(breakText).join('、')}${rest}`,
  };
};

/** What is worth a word, the gravest first. Of a stopped tablet only what concerns the records. */
export const concernsOf = (device: DeviceView): readonly Concern[] => {
  const { report, log, heldBack, chain, revokedAt } = device;
  const concerns: Concern[] = [];
  const add = (tone: Tone, text: string): number => concerns.push({ tone, text });
  if (heldBack !== undefined) {
    add(heldBack.level === 'alarm' ? 'error' : 'warning', heldBackText(heldBack));
  }
  const broken = chainConcern(chain);
  if (broken !== undefined) concerns.push(broken);
  if (revokedAt !== null) return concerns;
  if (report !== undefined) {
    if (report.gaps.length > 0) add('error', `届いていない番号があります：${rangesText(report.gaps)}`);
    if (!report.knowsReceipt) add('warning', 'ハブの復元後、記録を送り直しています');
    if (report.damaged > 0) add('warning', `読めない記録が端末に${String(report.damaged)}件あります`);
    if (!report.persisted) add('warning', '保存した記録を端末が自動で消すおそれがあります');
    if (report.clockOffMs !== undefined) {
      const apart = formatDuration(Math.abs(report.clockOffMs), 'ja');
      add('warning', `時計が${apart}${report.clockOffMs > 0 ? '進んで' : '遅れて'}います`);
    }
  }
  if (log.broken > 0) add('warning', `端末の操作の記録に切れ目が${String(log.broken)}か所あります`);
  return concerns.toSorted((left, right) => Number(left.tone !== 'error') - Number(right.tone !== 'error'));
};

/** What waits on a tablet, as it last said. */
export const unsentText = (report: ReportView | undefined): string => {
  if (report === undefined) return '—';
  if (report.unsent === 0) return 'なし';
  const age = report.oldestUnsentMs ?? 0;
  const oldest = age < 60_000 ? '1分未満' : formatDuration(age, 'ja');
  return `${String(report.unsent)}件（最も古いもの ${oldest}）`;
};
