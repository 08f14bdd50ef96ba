import { formatDuration } from '$lib/i18n/format.ts';
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

/** What is worth a word, the gravest first. */
export const concernsOf = ({ report, log }: DeviceView): readonly Concern[] => {
  const concerns: Concern[] = [];
  const add = (tone: Tone, text: string): number => concerns.push({ tone, text });
  if (report !== undefined) {
    if (report.gaps.length > 0) add('error', `届いていない番号があります：${rangesText(report.gaps)}`);
    if (report.level === 'alarm') add('error', '72時間以上送れていない記録があります');
    if (report.level === 'warning') add('warning', '24時間以上送れていない記録があります');
    if (!report.knowsReceipt) add('warning', 'ハブの復元後、記録を送り直しています');
    if (report.damaged > 0) add('warning', `読めない記録が端末に${String(report.damaged)}件あります`);
    if (!report.persisted) add('warning', '保存した記録を端末が自動で消すおそれがあります');
    if (report.clockOffMs !== undefined) {
      const apart = formatDuration(Math.abs(report.clockOffMs), 'ja');
      add('warning', `時計が${apart}${report.clockOffMs > 0 ? '進んで' : '遅れて'}います`);
    }
  }
  if (log.broken > 0) add('warning', `端末の操作の記録に切れ目が${String(log.broken)}か所あります`);
  return concerns;
};

/** What waits on a tablet, as it last said. */
export const unsentText = (report: ReportView | undefined): string => {
  if (report === undefined) return '—';
  if (report.unsent === 0) return 'なし';
  const age = report.oldestUnsentMs ?? 0;
  const oldest = age < 60_000 ? '1分未満' : formatDuration(age, 'ja');
  return `${String(report.unsent)}件（最も古いもの ${oldest}）`;
};
