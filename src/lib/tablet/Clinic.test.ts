import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aChild, aHub, anId } from '../../../tests/support/a-bundle.ts';
import { RevisionContent } from '../contract/revision.ts';
import { fromUtf8 } from '../crypto/bytes.ts';
import { openRevision } from '../crypto/revision-seal.ts';
import type { SectionId } from '../domain/program.ts';
import type { Answer } from '../forms/form.ts';
import { Clinic } from './Clinic.svelte.ts';
import { DOCTOR, NURSE, RECEPTION, aShift, type Shift } from './testing/a-shift.ts';
import { someLocks } from './testing/some-locks.ts';
import { PIN_MAX_WRONG, pinDelayMs } from './vault.ts';

const first = aChild({ number: 1, name: '葉室 はるか', birthDate: '2026-08-09' });
const second = aChild({ number: 2, name: '朝比奈 蓮', birthDate: '2026-07-18', sex: 'male' });

let shift: Shift;
let clinic: Clinic;

beforeEach(async () => {
  vi.stubGlobal('navigator', { locks: someLocks() });
  shift = await aShift([first, second]);
  clinic = new Clinic(shift.tablet);
  await clinic.gate.list();
});

afterEach(() => {
  clinic.stop();
  vi.unstubAllGlobals();
});

const choose = async ({ staffId }: { staffId: string }): Promise<void> => {
  const person = clinic.gate.staff.find((each) => each.staffId === staffId);
  if (person === undefined) throw new Error('the person is listed');
  await clinic.gate.choose(person);
};
const unlock = async (person: typeof NURSE | typeof DOCTOR | typeof RECEPTION): Promise<void> => {
  await choose(person);
  await clinic.enterPin(person.pin);
};
const open = async (entry: { number: number }, section?: SectionId): Promise<void> => {
  const line = clinic.lines.find((each) => each.entry.number === entry.number);
  if (line === undefined) throw new Error('the child is listed');
  await clinic.openChild(line.checkupId);
  if (section !== undefined) await clinic.openSection(section);
};
const grams = (value: number): Answer => ({ type: 'quantity', value, unit: 'g', code: 'g' });
const cm = (value: number): Answer => ({ type: 'quantity', value, unit: 'cm', code: 'cm' });
const measure = (weight = 6200): void => {
  const form = clinic.editor?.form;
  form?.set('weight', [grams(weight)]);
  form?.set('height', [cm(61.5)]);
  form?.set('head', [cm(40.2)]);
};
const stateOf = (entry: { number: number }, section: SectionId) =>
  clinic.lines
    .find((line) => line.entry.number === entry.number)
    ?.sections.find((each) => each.section === section)?.state;
const sent = async (): Promise<readonly RevisionContent[]> => {
  const { device } = shift.tablet;
  const rows = [...shift.disk.outbox.values()].toSorted((a, b) => a.deviceSeq - b.deviceSeq);
  return Promise.all(
    rows.map(async (row) => {
      const opened = await openRevision(
        row.envelope,
        {
          municipality: device?.municipality.code ?? '',
          deviceId: device?.deviceId ?? '',
          recordId: row.recordId,
          revisionId: row.revisionId,
        },
        new Map([['s1', shift.hub.seal]]),
      );
      if (!opened.ok) throw new Error(opened.error.code);
      return RevisionContent.parse(JSON.parse(fromUtf8(opened.value.plaintext) ?? ''));
    }),
  );
};
const audit = () => [...shift.disk.audit.values()].map(({ action }) => action);

describe('the way in', () => {
  it('shows nothing before a right PIN, and the board after it', async () => {
    await choose(NURSE);
    expect(clinic.step).toBe('pin');
    await clinic.enterPin('999999');
    expect(clinic.step).toBe('pin');
    expect(clinic.gate.problem).toEqual({ code: 'pin-wrong', detail: { left: PIN_MAX_WRONG - 1 } });
    expect(clinic.lines).toEqual([]);
    await clinic.enterPin(NURSE.pin);
    expect(clinic.step).toBe('board');
    expect(clinic.lines.map(({ entry }) => entry.number)).toEqual([1, 2]);
    expect(clinic.lines[0]?.facts.age).toMatchObject({ totalMonths: 3, days: 12 });
  });

  it('lets the next family begin', async () => {
    shift.tablet.kioskLock.lock();
    await unlock(NURSE);
    expect(shift.tablet.kioskLock.isLocked).toBe(false);
  });

  it('shows the wait of the fifth wrong PIN at once, and again when the name is chosen anew', async () => {
    await choose(NURSE);
    for (let wrong = 1; wrong <= 5; wrong += 1) await clinic.enterPin('999999');
    expect(clinic.gate.wait.secondsLeft).toBe(pinDelayMs(5) / 1000);
    clinic.gate.chooseAgain();
    expect(clinic.gate.wait.secondsLeft).toBe(0);
    await choose(DOCTOR);
    expect(clinic.gate.wait.secondsLeft).toBe(0);
    clinic.gate.chooseAgain();
    await choose(NURSE);
    expect(clinic.gate.wait.secondsLeft).toBe(30);
  });

  it('says that a person cannot use this tablet any more as soon as the name is chosen', async () => {
    await choose(NURSE);
    for (let wrong = 1; wrong <= PIN_MAX_WRONG; wrong += 1) {
      await clinic.enterPin('999999');
      shift.world.time += pinDelayMs(wrong);
    }
    clinic.gate.chooseAgain();
    await choose(NURSE);
    expect(clinic.gate.problem?.code).toBe('pin-destroyed');
  });

  it('lists who unlocked last first', async () => {
    await unlock(DOCTOR);
    await clinic.lock();
    await unlock(NURSE);
    await clinic.lock();
    expect(clinic.gate.staff.map(({ role }) => role)).toEqual(['nurse', 'doctor', 'reception']);
  });

  it('unlocks nobody behind a page that has gone meanwhile', async () => {
    await choose(NURSE);
    const entering = clinic.enterPin(NURSE.pin);
    clinic.stop();
    await entering;
    expect(shift.tablet.session).toBeUndefined();
  });
});

describe('entering a section', () => {
  it('begins with what the tablet knows, and stores nothing before the first answer', async () => {
    await unlock(NURSE);
    await open(first, 'measurement');
    expect(clinic.step).toBe('section');
    expect(clinic.editor?.form.answers.get('age-months')).toEqual([{ type: 'integer', value: 3 }]);
    await clinic.closeSection();
    expect(shift.disk.drafts.size).toBe(0);
    expect(stateOf(first, 'measurement')).toBe('none');
  });

  it('goes on where it was left, also for another person', async () => {
    await unlock(NURSE);
    await open(first, 'measurement');
    clinic.editor?.form.set('weight', [grams(6200)]);
    await clinic.showBoard();
    expect(stateOf(first, 'measurement')).toBe('draft');
    await clinic.lock();
    await unlock(DOCTOR);
    await open(first, 'measurement');
    expect(clinic.editor?.form.answers.get('weight')).toEqual([grams(6200)]);
  });

  it('confirms what an entitled person completes', async () => {
    await unlock(NURSE);
    await open(first, 'measurement');
    measure();
    expect(clinic.completion).toBe('confirmed');
    await clinic.complete();
    expect(clinic.step).toBe('child');
    expect(clinic.done).toMatchObject({ section: 'measurement', status: 'confirmed' });
    expect(clinic.place).toBe('queued');
    expect(stateOf(first, 'measurement')).toBe('confirmed');
    expect(clinic.lines.map(({ unsent }) => unsent)).toEqual([true, false]);
    const [revision] = await sent();
    expect(revision).toMatchObject({
      status: 'confirmed',
      parents: [],
      author: { kind: 'staff', staffId: NURSE.staffId, role: 'nurse' },
      response: { status: 'completed' },
    });
  });

  it('is held back while an expected answer is missing', async () => {
    await unlock(NURSE);
    await open(first, 'measurement');
    clinic.editor?.form.set('weight', [grams(6200)]);
    expect(clinic.isHeldBack).toBe(true);
    await clinic.complete();
    expect(clinic.step).toBe('section');
    expect(shift.disk.outbox.size).toBe(0);
  });

  it('[AC4] saves a nurse’s findings for the doctor, unfinished too, and the doctor confirms them', async () => {
    await unlock(NURSE);
    await open(first, 'examination');
    expect(clinic.completion).toBe('saved');
    expect(clinic.confirmers('examination')).toEqual(['doctor']);
    clinic.editor?.form.fillNormal();
    expect(clinic.isHeldBack).toBe(false);
    await clinic.complete();
    expect(stateOf(first, 'examination')).toBe('saved');
    await clinic.lock();
    await unlock(DOCTOR);
    await open(first, 'examination');
    expect(clinic.completion).toBe('confirmed');
    expect(clinic.isHeldBack).toBe(true);
    const [saved] = await sent();
    expect(saved).toMatchObject({ status: 'saved', response: { status: 'in-progress' } });
    expect(clinic.editor?.form.answers.get('finding-skin')?.[0]).toMatchObject({ type: 'coding' });
  });

  it('does not save a wrong value, whoever completes', async () => {
    await unlock(NURSE);
    await open(first, 'examination');
    clinic.editor?.form.setUnread('detailed-requested', '2月30日');
    clinic.editor?.form.setUnread('hip-angle-left', 'x');
    expect(clinic.isHeldBack).toBe(false);
    const [present] = clinic.editor?.form.item('finding-hip-abduction').item.options.filter(({ coding }) => coding.code === 'present') ?? [];
    if (present === undefined) throw new Error('there is such an answer');
    clinic.editor?.form.set('finding-hip-abduction', [{ type: 'coding', value: present.coding }]);
    expect(clinic.isHeldBack).toBe(true);
  });

  it('makes a correction of what was confirmed, with the confirmed one as its parent', async () => {
    await unlock(NURSE);
    await open(first, 'measurement');
    measure(6200);
    await clinic.complete();
    await clinic.openSection('measurement');
    expect(clinic.completion).toBe('amended');
    clinic.editor?.form.set('weight', [grams(6250)]);
    await clinic.complete();
    const [before, after] = await sent();
    expect(after).toMatchObject({ status: 'amended', parents: [before?.revisionId], response: { status: 'amended' } });
    expect(clinic.readings.find(({ onBoard }) => onBoard.section === 'measurement')?.readings).toMatchObject([
      { version: 2 },
    ]);
  });

  it('counts versions in the order they follow each other, also when the clock was set back', async () => {
    await unlock(NURSE);
    await open(first, 'measurement');
    measure(6200);
    await clinic.complete();
    for (const weight of [6250, 6260]) {
      shift.world.time -= 3_600_000;
      await clinic.openSection('measurement');
      clinic.editor?.form.set('weight', [grams(weight)]);
      await clinic.complete();
    }
    const reading = clinic.readings.find(({ onBoard }) => onBoard.section === 'measurement');
    expect(reading?.readings.map(({ version, answers }) => [version, answers.get('weight')])).toEqual([
      [3, [grams(6260)]],
    ]);
  });

  it('stays a correction when an unentitled person saved in between', async () => {
    await unlock(DOCTOR);
    await open(first, 'examination');
    clinic.editor?.form.fillNormal();
    for (const [linkId, code] of [
      ['nutrition-assessment', 'good'],
      ['judgement', 'no-abnormality'],
    ] as const) {
      const option = clinic.editor?.form.item(linkId).item.options.find(({ coding }) => coding.code === code);
      if (option === undefined) throw new Error('there is such an answer');
      clinic.editor?.form.set(linkId, [{ type: 'coding', value: option.coding }]);
    }
    await clinic.complete();
    expect(stateOf(first, 'examination')).toBe('confirmed');
    await clinic.lock();
    await unlock(NURSE);
    await open(first, 'examination');
    clinic.editor?.form.set('remarks', [{ type: 'string', value: '電話で確認' }]);
    await clinic.complete();
    expect(stateOf(first, 'examination')).toBe('saved');
    await clinic.lock();
    await unlock(DOCTOR);
    await open(first, 'examination');
    expect(clinic.completion).toBe('amended');
  });

  it('is refused while another screen has not let go of it', async () => {
    await unlock(NURSE);
    await open(first, 'measurement');
    const held = clinic.editor;
    await clinic.openSection('measurement');
    expect(clinic.problem?.code).toBe('storage-conflict');
    expect(clinic.editor).toBe(held);
    await clinic.closeSection();
    await clinic.openSection('measurement');
    expect(clinic.problem).toBeUndefined();
  });
});

describe('roles', () => {
  it('[AC3] [AC5] let reception see how far things are and hand the tablet over, and no content', async () => {
    await unlock(NURSE);
    await open(first, 'measurement');
    measure();
    await clinic.complete();
    await clinic.lock();
    await unlock(RECEPTION);
    expect(stateOf(first, 'measurement')).toBe('confirmed');
    await open(first);
    expect(clinic.readings).toEqual([]);
    expect(clinic.lines[0]?.signals).toBeUndefined();
    await clinic.openSection('measurement');
    expect(clinic.problem?.code).toBe('forbidden');
    expect(clinic.editor).toBeUndefined();
    expect(clinic.child && clinic.mayHandOver(clinic.child)).toBe(true);
  });

  it('hand a family its own questionnaire, locked', async () => {
    await unlock(RECEPTION);
    await open(second);
    await clinic.handOver(clinic.child);
    const { device, visits, kioskLock, session } = shift.tablet;
    expect(session).toBeUndefined();
    expect(clinic.step).toBe('staff');
    expect(kioskLock.isLocked).toBe(false);
    expect(device && (await visits.recall(device))).toEqual({ ticketId: second.ticketId, by: 'staff' });
  });

  it('hand over to whoever comes next without remembering anybody', async () => {
    await unlock(RECEPTION);
    await open(second);
    await clinic.handOver(clinic.child);
    await unlock(NURSE);
    await clinic.handOver(undefined);
    const { device, visits } = shift.tablet;
    expect(device && (await visits.recall(device))).toBeUndefined();
  });

  it('do not hand over a questionnaire that was handed in already', async () => {
    await unlock(NURSE);
    await open(first, 'questionnaire');
    const form = clinic.editor?.form;
    for (const item of form?.form.items ?? []) {
      const [option] = item.options;
      if (option !== undefined) form?.set(item.linkId, [{ type: 'coding', value: option.coding }]);
      else if (item.type === 'boolean') form?.set(item.linkId, [{ type: 'boolean', value: false }]);
    }
    for (const { linkId } of form?.check() ?? []) form?.set(linkId, [{ type: 'integer', value: 1 }]);
    await clinic.complete();
    expect(clinic.done).toMatchObject({ section: 'questionnaire', status: 'confirmed' });
    expect(clinic.child && clinic.mayHandOver(clinic.child)).toBe(false);
    expect(clinic.lines[0]?.signals?.concerns).toBeGreaterThan(0);
  });
});

describe('locking', () => {
  it('forgets everything in memory, keeps what was entered, and says so in the log', async () => {
    await unlock(NURSE);
    await open(first, 'measurement');
    measure();
    await clinic.lock();
    expect(clinic.step).toBe('staff');
    expect([clinic.lines, clinic.readings]).toEqual([[], []]);
    expect([clinic.child, clinic.editor, clinic.session]).toEqual([undefined, undefined, undefined]);
    expect(shift.disk.drafts.size).toBe(1);
    expect(audit().slice(-4)).toEqual(['unlocked', 'section-read', 'draft-opened', 'locked']);
  });

  it('lets a screen that was being read never appear afterwards', async () => {
    await unlock(NURSE);
    const [line] = clinic.lines;
    if (line === undefined) throw new Error('a child is listed');
    const reading = clinic.openChild(line.checkupId);
    const locking = clinic.lock();
    await Promise.all([reading, locking]);
    expect(clinic.step).toBe('staff');
    expect(clinic.child).toBeUndefined();
    expect(clinic.readings).toEqual([]);
  });

  it('keeps answers that the disk refuses in memory, behind the PIN, and saves them after the next unlock', async () => {
    await unlock(NURSE);
    await open(first, 'measurement');
    const commit = shift.store.commit.bind(shift.store);
    const full = vi.spyOn(shift.store, 'commit').mockImplementation((ops) =>
      ops.some((op) => op.table === 'drafts')
        ? Promise.resolve({ ok: false, error: { code: 'storage-full' } })
        : commit(ops),
    );
    clinic.editor?.form.set('weight', [grams(6200)]);
    await clinic.closeSection();
    expect(clinic.step).toBe('section');
    await clinic.lock('idle');
    expect(clinic.step).toBe('staff');
    expect(clinic.hasUnsaved).toBe(true);
    expect(shift.disk.drafts.size).toBe(0);
    full.mockRestore();
    await unlock(NURSE);
    expect(clinic.hasUnsaved).toBe(false);
    expect(stateOf(first, 'measurement')).toBe('draft');
  });

  it('comes by itself when another shift begins or the day ends', async () => {
    await unlock(NURSE);
    await shift.receive([first, second], await aHub());
    await clinic.followDay();
    expect([clinic.step, clinic.lockedBy]).toEqual(['staff', 'day']);

    await unlock(NURSE);
    shift.tablet.now = Date.parse(shift.tablet.day?.bundle.expiresAt ?? '');
    await clinic.followDay();
    expect([clinic.step, clinic.lockedBy]).toEqual(['staff', 'day']);
  });

  it('does not come when a new list of the same shift arrives, which is shown', async () => {
    await unlock(NURSE);
    await shift.receive([first, second, aChild({ number: 3, ticketId: anId(), subjectId: anId() })]);
    await clinic.followDay();
    expect(clinic.lines).toHaveLength(3);
  });
});

describe('after completing', () => {
  it('follows the record to its receipt', async () => {
    await unlock(NURSE);
    await open(first, 'measurement');
    measure();
    await clinic.complete();
    const [row] = shift.disk.outbox.values();
    if (row === undefined) throw new Error('a record waits');
    shift.disk.outbox.set(row.revisionId, { ...row, state: 'delivered' });
    await clinic.followQueue();
    expect(clinic.place).toBe('delivered');
    await clinic.showBoard();
    expect(clinic.lines[0]?.unsent).toBe(false);
  });

  it('shows two revisions that do not know each other side by side, and goes on from both', async () => {
    await unlock(NURSE);
    await open(first, 'measurement');
    measure(6200);
    await clinic.editor?.settle();
    const [draft] = shift.disk.drafts.values();
    await clinic.complete();
    if (draft === undefined) throw new Error('a draft was there');
    shift.disk.drafts.set(draft.draftId, draft);
    shift.world.time += 60_000;
    await clinic.openSection('measurement');
    clinic.editor?.form.set('weight', [grams(5900)]);
    await clinic.complete();
    expect(stateOf(first, 'measurement')).toBe('conflict');
    const reading = clinic.readings.find(({ onBoard }) => onBoard.section === 'measurement');
    expect(reading?.readings.map(({ answers }) => answers.get('weight'))).toEqual([[grams(6200)], [grams(5900)]]);

    await clinic.openSection('measurement');
    clinic.editor?.form.set('weight', [grams(6210)]);
    await clinic.complete();
    const [a, b, settled] = await sent();
    expect(settled?.parents).toEqual([a?.revisionId, b?.revisionId]);
    expect(stateOf(first, 'measurement')).toBe('confirmed');
  });
});
