import { describe, expect, it, vi } from 'vitest';
import { aChild, aHub, anId, NOW } from '../../../tests/support/a-bundle.ts';
import { DOCTOR, NURSE, RECEPTION } from './testing/a-shift.ts';
import { FIRST, SECOND, grams, staffAtWork } from './testing/staff-at-work.ts';
import { PIN_MAX_WRONG, pinDelayMs } from './vault.ts';

const staff = staffAtWork();
const audit = () => [...staff.shift.disk.audit.values()].map(({ action }) => action);

describe('the way in', () => {
  it('shows nothing before a right PIN, and the board after it', async () => {
    await staff.choose(NURSE);
    expect(staff.clinic.step).toBe('pin');
    await staff.clinic.enterPin('999999');
    expect(staff.clinic.step).toBe('pin');
    expect(staff.clinic.gate.problem).toEqual({ code: 'pin-wrong', detail: { left: PIN_MAX_WRONG - 1 } });
    expect(staff.clinic.lines).toEqual([]);
    await staff.clinic.enterPin(NURSE.pin);
    expect(staff.clinic.step).toBe('board');
    expect(staff.clinic.lines.map(({ entry }) => entry.number)).toEqual([1, 2]);
    expect(staff.clinic.lines[0]?.facts.age).toMatchObject({ totalMonths: 3, days: 12 });
  });

  it('lets the next family begin', async () => {
    staff.shift.tablet.kioskLock.lock();
    await staff.unlock(NURSE);
    expect(staff.shift.tablet.kioskLock.isLocked).toBe(false);
  });

  it('notes who saw the board, once for every unlocking', async () => {
    await staff.unlock(NURSE);
    await staff.open(FIRST);
    await staff.clinic.showBoard();
    await staff.clinic.lock();
    await staff.unlock(DOCTOR);
    const lines = [...staff.shift.disk.audit.values()].filter(({ action }) => action === 'board-read');
    expect(lines.map(({ staffId }) => staffId)).toEqual([NURSE.staffId, DOCTOR.staffId]);
  });

  it('shows no board that cannot be noted', async () => {
    await staff.choose(NURSE);
    const { store } = staff.shift;
    const commit = store.commit.bind(store);
    const refusing = vi
      .spyOn(store, 'commit')
      .mockImplementation((ops) =>
        ops.some((op) => op.do === 'put' && op.table === 'audit' && op.row.action === 'board-read')
          ? Promise.resolve({ ok: false, error: { code: 'storage-failed' } })
          : commit(ops),
      );
    await staff.clinic.enterPin(NURSE.pin);
    expect(staff.clinic.lines).toEqual([]);
    expect(staff.clinic.problem).toEqual({ code: 'read-not-noted', detail: { cause: 'storage-failed' } });
    refusing.mockRestore();
    await staff.clinic.showBoard();
    expect(staff.clinic.lines).toHaveLength(2);
  });

  it('shows the wait of the fifth wrong PIN at once, and again when the name is chosen anew', async () => {
    await staff.choose(NURSE);
    for (let wrong = 1; wrong <= 5; wrong += 1) await staff.clinic.enterPin('999999');
    expect(staff.clinic.gate.wait.secondsLeft).toBe(pinDelayMs(5) / 1000);
    staff.clinic.gate.chooseAgain();
    expect(staff.clinic.gate.wait.secondsLeft).toBe(0);
    await staff.choose(DOCTOR);
    expect(staff.clinic.gate.wait.secondsLeft).toBe(0);
    staff.clinic.gate.chooseAgain();
    await staff.choose(NURSE);
    expect(staff.clinic.gate.wait.secondsLeft).toBe(30);
  });

  it('says that a person cannot use this tablet any more as soon as the name is chosen', async () => {
    await staff.choose(NURSE);
    for (let wrong = 1; wrong <= PIN_MAX_WRONG; wrong += 1) {
      await staff.clinic.enterPin('999999');
      staff.shift.world.time += pinDelayMs(wrong);
    }
    staff.clinic.gate.chooseAgain();
    await staff.choose(NURSE);
    expect(staff.clinic.gate.problem?.code).toBe('pin-destroyed');
  });

  it('lists who unlocked last first', async () => {
    await staff.unlock(DOCTOR);
    await staff.clinic.lock();
    await staff.unlock(NURSE);
    await staff.clinic.lock();
    expect(staff.clinic.gate.staff.map(({ role }) => role)).toEqual(['nurse', 'doctor', 'reception']);
  });

  it('unlocks nobody behind a page that has gone meanwhile', async () => {
    await staff.choose(NURSE);
    const entering = staff.clinic.enterPin(NURSE.pin);
    staff.clinic.stop();
    await entering;
    expect(staff.shift.tablet.session).toBeUndefined();
  });
});

describe('the way out', () => {
  it('is taken by itself after the minutes that the clinic set', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date', 'performance'], now: NOW });
    try {
      const { tablet } = staff.shift;
      if (tablet.day === undefined) throw new Error('there is a list of the day');
      const { bundle } = tablet.day;
      const clinic = { ...bundle.clinic, lockMinutes: 2 };
      tablet.day = { ...tablet.day, bundle: { ...bundle, clinic } };
      await staff.unlock(NURSE);
      vi.advanceTimersByTime(119_000);
      expect(tablet.session).toBeDefined();
      vi.advanceTimersByTime(2_000);
      expect(tablet.session).toBeUndefined();
      expect(staff.clinic.lockedBy).toBe('idle');
    } finally {
      vi.useRealTimers();
    }
  });

  it('is taken when the shift ends under it', async () => {
    await staff.unlock(NURSE);
    const { tablet, world } = staff.shift;
    world.time = Date.parse(tablet.day?.bundle.expiresAt ?? '');
    await tablet.keepShift();
    expect(tablet.dayState).toBe('expired');
    await staff.clinic.followDay();
    expect(tablet.session).toBeUndefined();
    expect(staff.clinic.lockedBy).toBe('day');
    world.time = NOW;
    await staff.unlock(NURSE);
    expect(tablet.session).toBeUndefined();
    expect(staff.clinic.gate.problem?.code).toBe('bundle-expired');
  });
});

describe('roles', () => {
  it('[AC3] [AC5] let reception see how far things are and hand the tablet over, and no content', async () => {
    await staff.unlock(NURSE);
    await staff.open(FIRST, 'measurement');
    staff.measure();
    await staff.clinic.complete();
    await staff.clinic.lock();
    await staff.unlock(RECEPTION);
    expect(staff.stateOf(FIRST, 'measurement')).toBe('confirmed');
    await staff.open(FIRST);
    expect(staff.clinic.readings).toEqual([]);
    expect(staff.clinic.lines[0]?.signals).toBeUndefined();
    await staff.clinic.openSection('measurement');
    expect(staff.clinic.problem?.code).toBe('forbidden');
    expect(staff.clinic.editor).toBeUndefined();
    expect(staff.clinic.child && staff.clinic.mayHandOver(staff.clinic.child)).toBe(true);
  });

  it('hand a family its own questionnaire, locked', async () => {
    await staff.unlock(RECEPTION);
    await staff.open(SECOND);
    await staff.clinic.handOver(staff.clinic.child);
    const { device, visits, kioskLock, session } = staff.shift.tablet;
    expect(session).toBeUndefined();
    expect(staff.clinic.step).toBe('staff');
    expect(kioskLock.isLocked).toBe(false);
    expect(device && (await visits.recall(device))).toEqual({
      ticketId: SECOND.ticketId,
      by: 'staff',
      beside: false,
    });
  });

  it('hand over to whoever comes next without remembering anybody', async () => {
    await staff.unlock(RECEPTION);
    await staff.open(SECOND);
    await staff.clinic.handOver(staff.clinic.child);
    await staff.unlock(NURSE);
    await staff.clinic.handOver(undefined);
    const { device, visits } = staff.shift.tablet;
    expect(device && (await visits.recall(device))).toBeUndefined();
  });

  it('do not hand over a questionnaire that was handed in already', async () => {
    await staff.unlock(NURSE);
    await staff.open(FIRST, 'questionnaire');
    const form = staff.clinic.editor?.form;
    for (const item of form?.form.items ?? []) {
      const [option] = item.options;
      if (option !== undefined) form?.set(item.linkId, [option.answer]);
      else if (item.type === 'boolean') form?.set(item.linkId, [{ type: 'boolean', value: false }]);
    }
    for (const { linkId } of form?.check() ?? []) form?.set(linkId, [{ type: 'integer', value: 1 }]);
    await staff.clinic.complete();
    expect(staff.clinic.done).toMatchObject({ section: 'questionnaire', status: 'confirmed' });
    expect(staff.clinic.child && staff.clinic.mayHandOver(staff.clinic.child)).toBe(false);
    expect(staff.clinic.lines[0]?.signals?.concerns).toBeGreaterThan(0);
  });
});

describe('locking', () => {
  it('forgets everything in memory, keeps what was entered, and says so in the log', async () => {
    await staff.unlock(NURSE);
    await staff.open(FIRST, 'measurement');
    staff.measure();
    await staff.clinic.lock();
    expect(staff.clinic.step).toBe('staff');
    expect([staff.clinic.lines, staff.clinic.readings]).toEqual([[], []]);
    expect([staff.clinic.child, staff.clinic.editor, staff.clinic.session]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(staff.shift.disk.drafts.size).toBe(1);
    expect(audit().slice(-4)).toEqual(['board-read', 'section-read', 'draft-opened', 'locked']);
  });

  it('lets a screen that was being read never appear afterwards', async () => {
    await staff.unlock(NURSE);
    const [line] = staff.clinic.lines;
    if (line === undefined) throw new Error('a child is listed');
    const reading = staff.clinic.openChild(line.checkupId);
    const locking = staff.clinic.lock();
    await Promise.all([reading, locking]);
    expect(staff.clinic.step).toBe('staff');
    expect(staff.clinic.child).toBeUndefined();
    expect(staff.clinic.readings).toEqual([]);
  });

  it('keeps answers that the disk refuses in memory, behind the PIN, and saves them after the next unlock', async () => {
    await staff.unlock(NURSE);
    await staff.open(FIRST, 'measurement');
    const commit = staff.shift.store.commit.bind(staff.shift.store);
    const full = vi
      .spyOn(staff.shift.store, 'commit')
      .mockImplementation((ops) =>
        ops.some((op) => op.table === 'drafts')
          ? Promise.resolve({ ok: false, error: { code: 'storage-full' } })
          : commit(ops),
      );
    staff.clinic.editor?.form.set('weight', [grams(6200)]);
    await staff.clinic.closeSection();
    expect(staff.clinic.step).toBe('section');
    await staff.clinic.lock('idle');
    expect(staff.clinic.step).toBe('staff');
    expect(staff.clinic.hasUnsaved).toBe(true);
    expect(staff.shift.disk.drafts.size).toBe(0);
    full.mockRestore();
    await staff.unlock(NURSE);
    expect(staff.clinic.hasUnsaved).toBe(false);
    expect(staff.stateOf(FIRST, 'measurement')).toBe('draft');
  });

  it('comes by itself when another shift begins or the day ends', async () => {
    await staff.unlock(NURSE);
    await staff.shift.receive([FIRST, SECOND], await aHub());
    await staff.clinic.followDay();
    expect([staff.clinic.step, staff.clinic.lockedBy]).toEqual(['staff', 'day']);

    await staff.unlock(NURSE);
    staff.shift.tablet.now = Date.parse(staff.shift.tablet.day?.bundle.expiresAt ?? '');
    await staff.clinic.followDay();
    expect([staff.clinic.step, staff.clinic.lockedBy]).toEqual(['staff', 'day']);
  });

  it('does not come when a new list of the same shift arrives, which is shown', async () => {
    await staff.unlock(NURSE);
    await staff.shift.receive([FIRST, SECOND, aChild({ number: 3, ticketId: anId(), subjectId: anId() })]);
    await staff.clinic.followDay();
    expect(staff.clinic.lines).toHaveLength(3);
  });
});
