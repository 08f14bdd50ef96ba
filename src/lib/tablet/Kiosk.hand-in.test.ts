import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aChild } from '../../../tests/support/a-bundle.ts';
import { problem } from '../contract/problem.ts';
import { MemoryStore } from '../store/memory-store.ts';
import type { WriteOp } from '../store/port.ts';
import { Kiosk } from './Kiosk.svelte.ts';
import { largeAnswers } from './large-answers.ts';
import { aShift, type Shift } from './testing/a-shift.ts';
import { someLocks } from './testing/some-locks.ts';

const CHILD = aChild();

let shift: Shift;
let kiosk: Kiosk;

/** A family has answered what was asked and looks at its answers. */
beforeEach(async () => {
  vi.stubGlobal('navigator', { locks: someLocks() });
  vi.stubGlobal('sessionStorage', undefined);
  shift = await aShift([CHILD]);
  const { tablet } = shift;
  if (tablet.device === undefined) throw new Error('the tablet is enrolled');
  await tablet.visits.remember(tablet.device, { ticketId: CHILD.ticketId, by: 'staff', beside: false });
  kiosk = new Kiosk(tablet);
  await kiosk.start();
  if (kiosk.editor === undefined) throw new Error(`the form opens: ${String(kiosk.problem?.code)}`);
  vi.spyOn(kiosk.editor.form, 'check').mockReturnValue([]);
  write('少し心配です');
  await kiosk.editor.settle();
  kiosk.review();
});

afterEach(() => {
  kiosk.stop();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** The questions that take free text and are asked. */
const textItems = () => {
  const { form, compiled } = kiosk.editor!;
  return compiled.items
    .filter(({ type, linkId }) => ['text', 'string'].includes(type) && form.item(linkId).enabled)
    .map(({ linkId }) => linkId);
};

const write = (value: string): void => {
  const [linkId = ''] = textItems();
  kiosk.editor?.form.set(linkId, [{ type: 'string', value }]);
};

/** Makes the store fail while a revision is written, as a full disk does. */
const failing = (code: 'storage-full' | 'storage-failed' | 'storage-conflict') => {
  const { store } = shift;
  return vi.spyOn(store, 'commitThenGet').mockImplementation(() => Promise.resolve(problem(code)));
};

describe('a questionnaire that the store does not take', () => {
  it.each(['storage-full', 'storage-failed'] as const)(
    'stops the screen with its form in memory, and is handed in when the store is well again: %s',
    async (code) => {
      const failed = failing(code);
      await kiosk.submit();
      expect(kiosk.storeProblem?.code).toBe(code);
      expect([kiosk.step, kiosk.busy, kiosk.problem]).toEqual(['review', false, undefined]);
      expect(kiosk.editor?.form.answers.size).toBeGreaterThan(0);
      expect([shift.disk.outbox.size, shift.disk.drafts.size]).toEqual([0, 1]);
      failed.mockRestore();
      await kiosk.submit();
      expect([kiosk.step, kiosk.storeProblem]).toEqual(['handed-over', undefined]);
      expect([shift.disk.outbox.size, shift.disk.drafts.size]).toEqual([1, 0]);
    },
  );

  it('is not left when nobody touches the screen any more', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date', 'performance'] });
    try {
      failing('storage-failed');
      kiosk.idle.start();
      await kiosk.submit();
      await vi.advanceTimersByTimeAsync(10 * 60_000);
      expect(kiosk.step).toBe('review');
      expect(kiosk.editor).toBeDefined();
    } finally {
      vi.useRealTimers();
    }
  });

  it('is only told of where trying again is enough', async () => {
    failing('storage-conflict');
    await kiosk.submit();
    expect([kiosk.storeProblem, kiosk.problem?.code]).toEqual([undefined, 'storage-conflict']);
  });

  it('thanks nobody for bytes that cannot be read back as they were sealed, and has the draft again', async () => {
    const { store, disk } = shift;
    const commitThenGet = MemoryStore.prototype.commitThenGet.bind(store);
    const spoilt = vi.spyOn(store, 'commitThenGet').mockImplementation(async (ops, table, key) => {
      const back = await commitThenGet(ops, table, key);
      const row = disk.outbox.get(key);
      if (row !== undefined) row.envelope[40]! ^= 1;
      return back.ok && table === 'outbox' ? store.get(table, key) : back;
    });
    await kiosk.submit();
    expect(kiosk.storeProblem).toMatchObject({ code: 'storage-failed', detail: { error: 'ReadBack' } });
    expect([kiosk.step, disk.drafts.size, disk.copies.size]).toEqual(['review', 1, 0]);
    spoilt.mockRestore();
    await kiosk.submit();
    expect(kiosk.step).toBe('handed-over');
    const rows = [...disk.outbox.values()].map(({ deviceSeq }) => deviceSeq);
    expect(rows).toEqual([1, 2]);
  });

  it('does not wait for ever when something fails that nobody foresaw', async () => {
    vi.spyOn(kiosk.editor!, 'prepare').mockRejectedValue(new RangeError('unforeseen'));
    await kiosk.submit();
    expect([kiosk.busy, kiosk.storeProblem?.code, kiosk.step]).toEqual([false, 'storage-failed', 'review']);
  });
});

describe('a questionnaire that is too large to be sealed', () => {
  it('loses nothing, names what to shorten, and is handed in once that is done', async () => {
    const [first] = textItems();
    write('あ'.repeat(90_000));
    const commits: (readonly WriteOp[])[] = [];
    const commit = shift.store.commit.bind(shift.store);
    vi.spyOn(shift.store, 'commit').mockImplementation((ops) => {
      commits.push(ops);
      return commit(ops);
    });
    await kiosk.submit();
    expect([kiosk.busy, kiosk.step, kiosk.storeProblem]).toEqual([false, 'review', undefined]);
    expect(kiosk.problem).toMatchObject({ code: 'answers-too-large', detail: { maxBytes: 260_096 } });
    expect(commits.flat().some(({ table }) => table === 'outbox')).toBe(false);
    expect(shift.disk.drafts.size).toBe(1);
    const over = Number(kiosk.problem?.detail?.['bytes']) - 260_096;
    expect(over).toBeGreaterThan(0);
    const named = largeAnswers(kiosk.editor!.content, over);
    expect(named.map(({ linkId }) => linkId)).toEqual([first]);
    write('短くしました');
    await kiosk.submit();
    expect([kiosk.step, kiosk.problem]).toEqual(['handed-over', undefined]);
  });
});

describe('the answers that take most', () => {
  const answer = (linkId: string, value: string) => ({ linkId, answer: [{ valueString: value }] });
  const response = {
    item: [
      answer('short', 'x'),
      { linkId: 'group', item: [answer('long', 'x'.repeat(500)), answer('longest', 'x'.repeat(900))] },
      {
        linkId: 'outer',
        answer: [{ valueBoolean: true, item: [answer('below', 'x'.repeat(700))] }],
      },
    ],
  };

  it.each([
    [1, ['longest']],
    [1_000, ['longest', 'below']],
    [10_000, ['longest', 'below', 'long', 'outer', 'short']],
    [0, []],
  ])('are as few as would do to save %i bytes', (over, named) => {
    expect(largeAnswers(response, over).map(({ linkId }) => linkId)).toEqual(named);
  });

  it('are none in an empty response', () => {
    expect(largeAnswers({}, 10)).toEqual([]);
  });
});
