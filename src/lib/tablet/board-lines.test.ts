import { expect, it } from 'vitest';
import { aChild, aHub, anId } from '../../../tests/support/a-bundle.ts';
import { anEnrolledDevice, TestWorld } from '../../../tests/support/a-tablet.ts';
import { questionnaireOf } from '../catalog/questionnaire-of.ts';
import { derivePinKey } from '../crypto/pin.ts';
import { emptyDisk, MemoryStore } from '../store/memory-store.ts';
import { aDraft } from '../store/testing/store-rows.ts';
import { inFilter } from './board-line.ts';
import { BoardLines } from './board-lines.ts';
import { receiveBundle } from './day.ts';
import { FormShelf } from './form-shelf.ts';
import { unlock } from './vault.ts';

const SECTIONS = ['measurement', 'nutrition'] as const;

/** A board of children who are seen at a checkup of this kind. */
const boardAt = async (kind: 'group' | 'individual', children = 1) => {
  const nurse = { staffId: anId(), role: 'nurse' as const, pin: '271828' };
  const [hub, store, world] = [await aHub(), new MemoryStore(emptyDisk()), new TestWorld()];
  const { device, known } = await anEnrolledDevice(store, hub);
  const forms = await Promise.all(
    SECTIONS.map(async (section) => ({
      program: 'infant-3-4m' as const,
      section,
      questionnaire: await questionnaireOf('infant-3-4m', section),
    })),
  );
  const bundle = await hub.bundle(known, {
    children: Array.from({ length: children }, () => aChild()),
    staff: [nurse],
    forms,
  });
  const sessions = bundle.sessions.map((session) => ({ ...session, kind }));
  const day = await receiveBundle({ store, world, fetchPart: hub.fetchPart }, device, {
    bundle: { ...bundle, sessions },
    clockOffsetMs: 0,
  });
  if (!day.ok) throw new Error(day.error.code);
  const session = await unlock({ store, world, derivePin: derivePinKey }, device, day.value, nurse);
  if (!session.ok) throw new Error(session.error.code);
  const board = new BoardLines({ store, world, forms: new FormShelf(store) }, session.value);
  const read = async () => {
    const lines = await board.read(day.value);
    if (!lines.ok) throw new Error(lines.error.code);
    return lines.value;
  };
  return { read, store };
};

it('waits at a group checkup for every station, at one clinic alone for none of those it does not have', async () => {
  const waiting = async (kind: 'group' | 'individual') => {
    const [line] = await (await boardAt(kind)).read();
    if (line === undefined) throw new Error('the child is on the board');
    return SECTIONS.filter((section) => inFilter(line, section));
  };
  expect(await waiting('group')).toEqual(['measurement', 'nutrition']);
  expect(await waiting('individual')).toEqual(['measurement']);
});

it('is the same board when nothing has changed, and else has one new line', async () => {
  const { read, store } = await boardAt('group', 3);
  const first = await read();
  expect(first).toHaveLength(3);
  expect(await read()).toBe(first);

  const [, second] = first;
  const begun = second?.sections.find(({ section }) => section === 'measurement');
  if (second === undefined || begun === undefined) throw new Error('the second child is measured');
  const row = aDraft({ draftId: begun.recordId, checkupId: second.checkupId, section: 'measurement' });
  await store.commit([{ do: 'put', table: 'drafts', row }]);
  const third = await read();
  expect(third.map((line, index) => line === first[index])).toEqual([true, false, true]);
  expect(third[1]?.sections.find(({ section }) => section === 'measurement')?.state).toBe('draft');
  expect(third[1]?.facts).toBe(second.facts);
});
