import type { Outcome } from '../contract/problem.ts';
import type { TabletStore } from '../store/port.ts';
import { eachHeading } from './each-heading.ts';

/** Records with a revision that has no receipt yet, whether it waits (送信待ち) or is set aside (要対応). */
export const unsentRecords = async (store: TabletStore): Promise<Outcome<ReadonlySet<string>>> => {
  const records = new Set<string>();
  for (const state of ['queued', 'parked'] as const) {
    const read = await eachHeading(store, state, ({ recordId }) => records.add(recordId));
    if (!read.ok) return read;
  }
  return { ok: true, value: records };
};
