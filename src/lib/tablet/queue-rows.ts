import type { Outcome } from '../contract/problem.ts';
import { SECTIONS, type SectionId } from '../domain/program.ts';
import type { TabletStore } from '../store/port.ts';
import type { OutboxHeading, OutboxRow, OutboxState } from '../store/schema.ts';

/** One record that has no receipt yet, without its bytes. */
export interface QueueRow extends Pick<
  OutboxRow,
  | 'revisionId'
  | 'recordId'
  | 'deviceSeq'
  | 'state'
  | 'attempts'
  | 'nextAttemptAt'
  | 'sealedAt'
  | 'lastProblem'
  | 'quarantinedAt'
> {
  /** `undefined` when the staff's copy of that shift is gone. */
  readonly section: SectionId | undefined;
}

const isSection = (text: string | undefined): text is SectionId =>
  SECTIONS.some((section) => section === text);

const rowOf = async (
  store: TabletStore,
  { revisionId }: OutboxHeading,
): Promise<Outcome<QueueRow | undefined>> => {
  const [read, copy] = await Promise.all([store.get('outbox', revisionId), store.get('copies', revisionId)]);
  if (!read.ok) return read;
  const row = read.value;
  if (row === undefined) return { ok: true, value: undefined };
  const { recordId, deviceSeq, state, attempts, nextAttemptAt, sealedAt, lastProblem, quarantinedAt } = row;
  const section = copy.ok ? copy.value?.section : undefined;
  return {
    ok: true,
    value: {
      revisionId,
      recordId,
      deviceSeq,
      state,
      attempts,
      nextAttemptAt,
      sealedAt,
      ...(lastProblem === undefined ? {} : { lastProblem }),
      ...(quarantinedAt === undefined ? {} : { quarantinedAt }),
      section: isSection(section) ? section : undefined,
    },
  };
};

/** The first records of the queue: those set aside, then those that wait, each in the order of sending. */
export const queueRows = async (store: TabletStore, limit: number): Promise<Outcome<readonly QueueRow[]>> => {
  const headings: OutboxHeading[] = [];
  for (const state of ['parked', 'queued'] as const satisfies readonly OutboxState[]) {
    const page = await store.outboxHeadings(state, { limit: limit - headings.length });
    if (!page.ok) return page;
    headings.push(...page.value);
    if (headings.length >= limit) break;
  }
  const rows: QueueRow[] = [];
  for (const heading of headings) {
    const row = await rowOf(store, heading);
    if (!row.ok) return row;
    if (row.value !== undefined) rows.push(row.value);
  }
  return { ok: true, value: rows };
};
