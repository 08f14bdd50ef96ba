import { expect, it } from 'vitest';
import { aChild, aHub, anId } from '../../../tests/support/a-bundle.ts';
import { anEnrolledDevice, TestWorld } from '../../../tests/support/a-tablet.ts';
import { questionnaireOf } from '../catalog/questionnaire-of.ts';
import { derivePinKey } from '../crypto/pin.ts';
import { emptyDisk, MemoryStore } from '../store/memory-store.ts';
import { inFilter } from './board-line.ts';
import { BoardLines } from './board-lines.ts';
import { receiveBundle } from './day.ts';
import { FormShelf } from './form-shelf.ts';
import { unlock } from './vault.ts';

const SECTIONS = ['measurement', 'nutrition'] as const;

/** The board of one child, who is seen at a checkup of this kind. */
const lineAt = async (kind: 'group' | 'individual') => {
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
  const bundle = await hub.bundle(known, { children: [aChild()], staff: [nurse], forms });
  const sessions = bundle.sessions.map((session) => ({ ...session, kind }));
  const day = await receiveBundle({ store, world, fetchPart: hub.fetchPart }, device, {
    bundle: { ...bundle, sessions },
    clockOffsetMs: 0,
  });
  if (!day.ok) throw new Error(day.error.code);
  const session = await unlock({ store, world, derivePin: derivePinKey }, device, day.value, nurse);
  if (!session.ok) throw new Error(session.error.code);
  const parts = { store, world, forms: new FormShelf(store) };
  const read = await new BoardLines(parts, session.value).read(day.value);
  const [line] = read.ok ? read.value : [];
  if (line === undefined) throw new Error('the child is on the board');
  return line;
};

it('waits at a group checkup for every station, at one clinic alone for none of those it does not have', async () => {
  const waiting = async (kind: 'group' | 'individual') => {
    const line = await lineAt(kind);
    return SECTIONS.filter((section) => inFilter(line, section));
  };
  expect(await waiting('group')).toEqual(['measurement', 'nutrition']);
  expect(await waiting('individual')).toEqual(['measurement']);
});
