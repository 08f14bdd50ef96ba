import { describe, expect, it } from 'vitest';
import { aChild, NOW } from '../../../tests/support/a-bundle.ts';
import { HubClock, HUB_TIME_HEADER } from '../sync/hub-clock.ts';
import { checkupOf } from './drafts.ts';
import { aShift } from './testing/a-shift.ts';

const DAY_MS = 86_400_000;

/** When a draft says it was saved by a tablet whose clock was set by so much since it heard the hub. */
const savedAt = async (byMs: number): Promise<number> => {
  const child = aChild();
  const { tablet, world, disk } = await aShift([child]);
  if (tablet.day === undefined) throw new Error('there is a list of the day');
  world.time += byMs;
  const begun = await tablet.drafts.begin(
    tablet.day,
    {
      checkup: await checkupOf(child, tablet.day),
      section: 'questionnaire',
      parents: [],
      draft: {
        formId: 'https://example.org/form',
        formVersion: '1',
        language: 'ja',
        position: '',
        answers: new Map(),
        startedAt: '2026-11-21T00:00:00.000Z',
      },
    },
    child.ticketId,
  );
  const saved = await tablet.drafts.save(begun, begun.draft);
  if (!saved.ok) throw new Error(saved.error.code);
  return Date.parse(disk.drafts.get(begun.draftId)?.updatedAt ?? '');
};

describe('the time that a draft was saved at', () => {
  it.each([-3 * 365 * DAY_MS, -40 * DAY_MS, 40 * DAY_MS, 3 * 365 * DAY_MS])(
    'is within a day of the hub’s, although the clock was set by %i ms',
    async (byMs) => {
      expect(Math.abs((await savedAt(byMs)) - NOW)).toBeLessThan(DAY_MS);
    },
  );

  it('is the tablet’s own where its clock goes on', async () => {
    expect(await savedAt(60_000)).toBe(NOW + 60_000);
  });
});

describe('the hub’s time', () => {
  it('counts as heard in this run only after an answer that tells it', () => {
    const clock = new HubClock({ now: () => NOW }, 5_000);
    expect(clock.heardMs).toBeUndefined();
    clock.observe(new Headers({ [HUB_TIME_HEADER]: 'no time' }));
    expect(clock.heardMs).toBeUndefined();
    clock.observe(new Headers({ [HUB_TIME_HEADER]: new Date(NOW - 7_000).toISOString() }));
    expect([clock.heardMs, clock.offsetMs]).toEqual([NOW - 7_000, 7_000]);
  });
});
