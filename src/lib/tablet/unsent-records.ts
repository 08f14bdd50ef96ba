import type { Outcome } from '../contract/problem.ts';
import type { TabletStore } from '../store/port.ts';
import type { OutboxHeading, OutboxState } from '../store/schema.ts';

const PAGE = 256;

const headingsOf = async (
  store: TabletStore,
  state: OutboxState,
): Promise<Outcome<readonly OutboxHeading[]>> => {
  const headings: OutboxHeading[] = [];
  for (let after: OutboxHeading | undefined; ; after = headings.at(-1)) {
    const page = await store.outboxHeadings(state, {
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    });
    if (!page.ok) return page;
    headings.push(...page.value);
    if (page.value.length < PAGE) return { ok: true, value: headings };
  }
};

/** Records with a revision that has no receipt yet, whether it waits (送信待ち) or is set aside (要対応). */
export const unsentRecords = async (store: TabletStore): Promise<Outcome<ReadonlySet<string>>> => {
  const queued = await headingsOf(store, 'queued');
  if (!queued.ok) return queued;
  const parked = await headingsOf(store, 'parked');
  if (!parked.ok) return parked;
  return { ok: true, value: new Set([...queued.value, ...parked.value].map(({ recordId }) => recordId)) };
};
