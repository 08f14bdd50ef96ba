import { afterEach, describe, expect, it, vi } from 'vitest';
import { problem } from '../contract/problem.ts';
import type { WriteOp } from '../store/port.ts';
import type { AuditAction } from '../store/schema.ts';
import { rescueFiles } from './rescue-file.ts';
import { DOCTOR, NURSE } from './testing/a-shift.ts';
import { FIRST, grams, SECOND, staffAtWork } from './testing/staff-at-work.ts';

const staff = staffAtWork();
const drafts = () => [...staff.shift.disk.drafts.values()];

afterEach(() => {
  vi.restoreAllMocks();
});

/** Makes every commit fail that writes this line of the log. */
const unloggable = (action: AuditAction) => {
  const { store } = staff.shift;
  const commit = store.commit.bind(store);
  const isIt = (op: WriteOp): boolean => op.do === 'put' && op.table === 'audit' && op.row.action === action;
  return vi
    .spyOn(store, 'commit')
    .mockImplementation((ops) => (ops.some(isIt) ? Promise.resolve(problem('storage-full')) : commit(ops)));
};

describe('a child whose reading cannot be noted', () => {
  it('is not shown, and staff are told why', async () => {
    await staff.unlock(NURSE);
    const failing = unloggable('section-read');
    await staff.open(FIRST);
    expect(staff.clinic.step).toBe('board');
    expect([staff.clinic.child, staff.clinic.readings]).toEqual([undefined, []]);
    expect(staff.clinic.problem).toEqual({ code: 'read-not-noted', detail: { cause: 'storage-full' } });
    failing.mockRestore();
    await staff.open(FIRST);
    expect([staff.clinic.step, staff.clinic.problem]).toEqual(['child', undefined]);
  });

  it('does not leave the one before on screen', async () => {
    await staff.unlock(NURSE);
    await staff.open(FIRST);
    unloggable('section-read');
    await staff.open(SECOND);
    expect([staff.clinic.step, staff.clinic.child]).toEqual(['board', undefined]);
  });

  it('opens no section either', async () => {
    await staff.unlock(NURSE);
    await staff.open(FIRST);
    unloggable('draft-opened');
    await staff.clinic.openSection('measurement');
    expect([staff.clinic.step, staff.clinic.editor]).toEqual(['child', undefined]);
    expect(staff.clinic.problem?.code).toBe('read-not-noted');
  });

  it('is not shown again after its section was confirmed, which is done all the same', async () => {
    await staff.unlock(NURSE);
    await staff.open(FIRST, 'measurement');
    staff.measure();
    unloggable('section-read');
    await staff.clinic.complete();
    expect([staff.clinic.step, staff.clinic.child]).toEqual(['board', undefined]);
    expect(staff.shift.disk.outbox.size).toBe(1);
  });
});

describe('a section that the store does not take', () => {
  it('stops the screen with its form in memory, and is confirmed when the store is well again', async () => {
    await staff.unlock(NURSE);
    await staff.open(FIRST, 'measurement');
    staff.measure();
    await staff.clinic.editor?.settle();
    const failing = vi.spyOn(staff.shift.store, 'commitThenGet').mockResolvedValue(problem('storage-full'));
    await staff.clinic.complete();
    expect(staff.clinic.storeProblem?.code).toBe('storage-full');
    expect([staff.clinic.step, staff.clinic.busy, staff.clinic.problem]).toEqual([
      'section',
      false,
      undefined,
    ]);
    expect(staff.clinic.hasUnsaved).toBe(true);
    failing.mockRestore();
    await staff.clinic.complete();
    expect([staff.clinic.step, staff.clinic.storeProblem]).toEqual(['child', undefined]);
    expect(staff.stateOf(FIRST, 'measurement')).toBe('confirmed');
  });

  it('is a draft again for who unlocks next, when the screen locks meanwhile', async () => {
    await staff.unlock(NURSE);
    await staff.open(FIRST, 'measurement');
    staff.measure(6300);
    await staff.clinic.editor?.settle();
    const failing = vi.spyOn(staff.shift.store, 'commitThenGet').mockResolvedValue(problem('storage-failed'));
    await staff.clinic.complete();
    failing.mockRestore();
    await staff.clinic.lock('idle');
    expect([staff.clinic.storeProblem, staff.clinic.hasUnsaved]).toEqual([undefined, false]);
    await staff.unlock(DOCTOR);
    await staff.open(FIRST, 'measurement');
    expect(staff.clinic.editor?.form.answers.get('weight')).toEqual([grams(6300)]);
  });

  it('is told of beside the form when it is too large, and nobody waits for ever', async () => {
    await staff.unlock(DOCTOR);
    await staff.open(FIRST, 'examination');
    const { editor } = staff.clinic;
    editor?.form.fillNormal();
    const text = editor?.compiled.items.find(
      ({ type, linkId }) => type === 'text' && editor.form.item(linkId).enabled,
    );
    editor?.form.set(text?.linkId ?? '', [{ type: 'string', value: 'あ'.repeat(90_000) }]);
    vi.spyOn(staff.clinic, 'isHeldBack', 'get').mockReturnValue(false);
    await staff.clinic.complete();
    expect(staff.clinic.problem?.code).toBe('answers-too-large');
    expect([staff.clinic.step, staff.clinic.busy, staff.clinic.storeProblem]).toEqual([
      'section',
      false,
      undefined,
    ]);
    expect([drafts().length, staff.shift.disk.outbox.size]).toEqual([1, 0]);
  });
});

describe('a draft of another shift', () => {
  /** Leaves a measurement half done, and has another shift begin. */
  const leave = async (): Promise<void> => {
    await staff.unlock(NURSE);
    await staff.open(FIRST, 'measurement');
    staff.clinic.editor?.form.set('weight', [grams(6200)]);
    await staff.clinic.showBoard();
    await staff.clinic.lock();
    const { disk } = staff.shift;
    for (const row of drafts()) {
      disk.drafts.set(row.draftId, { ...row, shiftId: 'earlier', sessionWrap: new Uint8Array(97) });
    }
    await staff.unlock(NURSE);
    await staff.open(FIRST, 'measurement');
  };

  it('is called what it is, not a locked screen', async () => {
    await leave();
    expect(staff.clinic.problem).toEqual({
      code: 'draft-of-other-shift',
      detail: { section: 'measurement' },
    });
    expect([staff.clinic.step, staff.clinic.heldSection]).toEqual(['child', 'measurement']);
  });

  it('makes way for a new one, and is kept aside with all its bytes and a line in the log', async () => {
    await leave();
    const [before] = drafts();
    await staff.clinic.beginAnew();
    expect([staff.clinic.step, staff.clinic.problem]).toEqual(['section', undefined]);
    expect(staff.clinic.editor?.form.answers.get('weight')).toBeUndefined();
    const { disk, tablet } = staff.shift;
    expect([...disk.damaged.values()]).toMatchObject([
      { table: 'drafts', of: before?.draftId, reason: 'draft-of-other-shift', row: before },
    ]);
    expect([...disk.audit.values()].filter(({ action }) => action === 'draft-set-aside')).toMatchObject([
      { recordId: before?.draftId, staffId: NURSE.staffId },
    ]);
    await tablet.safekeeping.countDamaged();
    expect(tablet.safekeeping.damaged).toBe(0);
    staff.measure();
    await staff.clinic.complete();
    expect(staff.stateOf(FIRST, 'measurement')).toBe('confirmed');
    expect(disk.damaged.size).toBe(1);
  });

  it('goes out with the sealed file, also from aside', async () => {
    await leave();
    await staff.clinic.beginAnew();
    const { store, world, tablet } = staff.shift;
    if (tablet.device === undefined) throw new Error('the tablet is enrolled');
    const { files, complete } = await rescueFiles({ store, world, device: tablet.device });
    expect([complete, files.map((file) => file.drafts)]).toEqual([true, [1]]);
  });

  it('of a family opens with the ticket on the list', async () => {
    await staff.unlock(NURSE);
    await staff.open(FIRST, 'questionnaire');
    const [linkId = ''] =
      staff.clinic.editor?.compiled.items.filter(({ type }) => type === 'text').map((item) => item.linkId) ??
      [];
    staff.clinic.editor?.form.set(linkId, [{ type: 'string', value: '少し心配です' }]);
    await staff.clinic.showBoard();
    // As the end of a shift leaves it.
    const { disk } = staff.shift;
    for (const row of drafts()) disk.drafts.set(row.draftId, { ...row, sessionWrap: new Uint8Array(0) });
    await staff.open(FIRST, 'questionnaire');
    expect(staff.clinic.problem).toBeUndefined();
    expect(staff.clinic.editor?.form.answers.get(linkId)).toEqual([
      { type: 'string', value: '少し心配です' },
    ]);
  });

  it('is never set aside while this shift opens it', async () => {
    await staff.unlock(NURSE);
    await staff.open(FIRST, 'measurement');
    staff.clinic.editor?.form.set('weight', [grams(6200)]);
    await staff.clinic.showBoard();
    await staff.open(FIRST);
    staff.clinic.problem = { code: 'draft-of-other-shift', detail: { section: 'measurement' } };
    await staff.clinic.beginAnew();
    expect(staff.shift.disk.damaged.size).toBe(0);
    expect(staff.clinic.editor?.form.answers.get('weight')).toEqual([grams(6200)]);
  });
});
