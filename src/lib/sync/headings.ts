import type { Outcome } from '../contract/problem.ts';
import { ok } from '../domain/result.ts';
import type { TabletStore } from '../store/port.ts';
import type { OutboxHeading, OutboxState } from '../store/schema.ts';

/** Headings of one state by ascending deviceSeq, so many at a time, until `take` has seen all or says `stop`. */
export const eachPage = async (
  store: TabletStore,
  state: OutboxState,
  limit: number,
  take: (page: readonly OutboxHeading[]) => Promise<Outcome<'stop' | 'go-on'>>,
): Promise<Outcome<void>> => {
  for (let after: OutboxHeading | undefined; ;) {
    const page = await store.outboxHeadings(state, { limit, ...(after === undefined ? {} : { after }) });
    if (!page.ok) return page;
    const taken = await take(page.value);
    if (!taken.ok) return taken;
    after = page.value.at(-1);
    if (taken.value === 'stop' || page.value.length < limit || after === undefined) return ok(undefined);
  }
};
