import type { Outcome } from '../contract/problem.ts';
import type { TabletStore } from '../store/port.ts';
import type { OutboxHeading, OutboxState } from '../store/schema.ts';

const PAGE = 256;

/** Calls with every heading of a state by ascending deviceSeq, page by page. Loads no sealed bytes. */
export const eachHeading = async (
  store: TabletStore,
  state: OutboxState,
  take: (heading: OutboxHeading) => void,
): Promise<Outcome<void>> => {
  for (let after: OutboxHeading | undefined; ;) {
    const page = await store.outboxHeadings(state, {
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    });
    if (!page.ok) return page;
    page.value.forEach(take);
    if (page.value.length < PAGE) return { ok: true, value: undefined };
    after = page.value.at(-1);
  }
};
