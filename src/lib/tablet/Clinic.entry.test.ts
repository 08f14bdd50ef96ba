import { describe, expect, it } from 'vitest';
import { DOCTOR, NURSE } from './testing/a-shift.ts';
import { FIRST, grams, staffAtWork } from './testing/staff-at-work.ts';

const staff = staffAtWork();

describe('entering a section', () => {
  it('begins with what the tablet knows, and stores nothing before the first answer', async () => {
    await staff.unlock(NURSE);
    await staff.open(FIRST, 'measurement');
    expect(staff.clinic.step).toBe('section');
    expect(staff.clinic.editor?.form.answers.get('age-months')).toEqual([{ type: 'integer', value: 3 }]);
    await staff.clinic.closeSection();
    expect(staff.shift.disk.drafts.size).toBe(0);
    expect(staff.stateOf(FIRST, 'measurement')).toBe('none');
  });

  it('goes on where it was left, also for another person', async () => {
    await staff.unlock(NURSE);
    await staff.open(FIRST, 'measurement');
    staff.clinic.editor?.form.set('weight', [grams(6200)]);
    await staff.clinic.showBoard();
    expect(staff.stateOf(FIRST, 'measurement')).toBe('draft');
    await staff.clinic.lock();
    await staff.unlock(DOCTOR);
    await staff.open(FIRST, 'measurement');
    expect(staff.clinic.editor?.form.answers.get('weight')).toEqual([grams(6200)]);
  });

  it('confirms what an entitled person completes', async () => {
    await staff.unlock(NURSE);
    await staff.open(FIRST, 'measurement');
    staff.measure();
    expect(staff.clinic.completion).toBe('confirmed');
    await staff.clinic.complete();
    expect(staff.clinic.step).toBe('child');
    expect(staff.clinic.done).toMatchObject({ section: 'measurement', status: 'confirmed' });
    expect(staff.clinic.place).toBe('queued');
    expect(staff.stateOf(FIRST, 'measurement')).toBe('confirmed');
    expect(staff.clinic.lines.map(({ unsent }) => unsent)).toEqual([true, false]);
    const [revision] = await staff.sealed();
    expect(revision).toMatchObject({
      status: 'confirmed',
      parents: [],
      author: { kind: 'staff', staffId: NURSE.staffId, role: 'nurse' },
      response: { status: 'completed' },
    });
  });

  it('[CR2] is signed with the criteria that are met, with their versions, and bears none where none is', async () => {
    await staff.unlock(NURSE);
    await staff.open(FIRST, 'measurement');
    staff.measure();
    await staff.clinic.complete();
    await staff.open(FIRST, 'measurement');
    staff.clinic.editor?.form.set('head', [{ type: 'quantity', value: 46, unit: 'cm', code: 'cm' }]);
    await staff.clinic.complete();
    expect((await staff.sealed()).map(({ criteria }) => criteria)).toEqual([
      undefined,
      [
        {
          rule: 'head-size',
          version: '2',
          state: 'met',
          parameters: { linesCrossed: 2 },
          clauses: ['HC1'],
          inputs: [{ name: 'headBand', value: 'above' }],
        },
        {
          rule: 'size-slip',
          version: '1',
          state: 'met',
          parameters: { weightMargin: 25, lengthMargin: 50 },
          clauses: ['SL4'],
          inputs: [{ name: 'headCm', value: 46, unit: 'cm' }],
        },
      ],
    ]);
  });

  it('is held back while an expected answer is missing', async () => {
    await staff.unlock(NURSE);
    await staff.open(FIRST, 'measurement');
    staff.clinic.editor?.form.set('weight', [grams(6200)]);
    expect(staff.clinic.isHeldBack).toBe(true);
    await staff.clinic.complete();
    expect(staff.clinic.step).toBe('section');
    expect(staff.shift.disk.outbox.size).toBe(0);
  });

  it('[AC4] saves a nurse’s findings for the doctor, unfinished too, and the doctor confirms them', async () => {
    await staff.unlock(NURSE);
    await staff.open(FIRST, 'examination');
    expect(staff.clinic.completion).toBe('saved');
    expect(staff.clinic.confirmers('examination')).toEqual(['doctor']);
    staff.clinic.editor?.form.fillNormal();
    expect(staff.clinic.isHeldBack).toBe(false);
    await staff.clinic.complete();
    expect(staff.stateOf(FIRST, 'examination')).toBe('saved');
    await staff.clinic.lock();
    await staff.unlock(DOCTOR);
    await staff.open(FIRST, 'examination');
    expect(staff.clinic.completion).toBe('confirmed');
    expect(staff.clinic.isHeldBack).toBe(true);
    const [saved] = await staff.sealed();
    expect(saved).toMatchObject({ status: 'saved', response: { status: 'in-progress' } });
    expect(staff.clinic.editor?.form.answers.get('finding-skin')?.[0]).toMatchObject({ type: 'coding' });
  });

  it('does not save a wrong value, whoever completes', async () => {
    await staff.unlock(NURSE);
    await staff.open(FIRST, 'examination');
    staff.clinic.editor?.form.setUnread('detailed-requested', '2月30日');
    staff.clinic.editor?.form.setUnread('hip-angle-left', 'x');
    expect(staff.clinic.isHeldBack).toBe(false);
    staff.answer('finding-hip-abduction', 'present');
    expect(staff.clinic.isHeldBack).toBe(true);
  });

  it('makes a correction of what was confirmed, with the confirmed one as its parent', async () => {
    await staff.unlock(NURSE);
    await staff.open(FIRST, 'measurement');
    staff.measure(6200);
    await staff.clinic.complete();
    await staff.clinic.openSection('measurement');
    expect(staff.clinic.completion).toBe('amended');
    staff.clinic.editor?.form.set('weight', [grams(6250)]);
    await staff.clinic.complete();
    const [before, after] = await staff.sealed();
    expect(after).toMatchObject({
      status: 'amended',
      parents: [before?.revisionId],
      response: { status: 'amended' },
    });
    expect(
      staff.clinic.readings.find(({ onBoard }) => onBoard.section === 'measurement')?.readings,
    ).toMatchObject([{ version: 2 }]);
  });

  it('counts versions in the order they follow each other, also when the clock was set back', async () => {
    await staff.unlock(NURSE);
    await staff.open(FIRST, 'measurement');
    staff.measure(6200);
    await staff.clinic.complete();
    for (const weight of [6250, 6260]) {
      staff.shift.world.time -= 3_600_000;
      await staff.clinic.openSection('measurement');
      staff.clinic.editor?.form.set('weight', [grams(weight)]);
      await staff.clinic.complete();
    }
    const reading = staff.clinic.readings.find(({ onBoard }) => onBoard.section === 'measurement');
    expect(reading?.readings.map(({ version, answers }) => [version, answers.get('weight')])).toEqual([
      [3, [grams(6260)]],
    ]);
  });

  it('stays a correction when an unentitled person saved in between', async () => {
    await staff.unlock(DOCTOR);
    await staff.open(FIRST, 'examination');
    staff.clinic.editor?.form.fillNormal();
    staff.answer('judgement', 'no-abnormality');
    await staff.clinic.complete();
    expect(staff.stateOf(FIRST, 'examination')).toBe('confirmed');
    await staff.clinic.lock();
    await staff.unlock(NURSE);
    await staff.open(FIRST, 'examination');
    staff.clinic.editor?.form.set('remarks', [{ type: 'string', value: '電話で確認' }]);
    await staff.clinic.complete();
    expect(staff.stateOf(FIRST, 'examination')).toBe('saved');
    await staff.clinic.lock();
    await staff.unlock(DOCTOR);
    await staff.open(FIRST, 'examination');
    expect(staff.clinic.completion).toBe('amended');
  });

  it('is refused while another screen has not let go of it', async () => {
    await staff.unlock(NURSE);
    await staff.open(FIRST, 'measurement');
    const held = staff.clinic.editor;
    await staff.clinic.openSection('measurement');
    expect(staff.clinic.problem?.code).toBe('storage-conflict');
    expect(staff.clinic.editor).toBe(held);
    await staff.clinic.closeSection();
    await staff.clinic.openSection('measurement');
    expect(staff.clinic.problem).toBeUndefined();
  });
});

describe('after completing', () => {
  it('follows the record to its receipt', async () => {
    await staff.unlock(NURSE);
    await staff.open(FIRST, 'measurement');
    staff.measure();
    await staff.clinic.complete();
    const [row] = staff.shift.disk.outbox.values();
    if (row === undefined) throw new Error('a record waits');
    staff.shift.disk.outbox.set(row.revisionId, { ...row, state: 'delivered' });
    await staff.clinic.followQueue();
    expect(staff.clinic.place).toBe('delivered');
    await staff.clinic.showBoard();
    expect(staff.clinic.lines[0]?.unsent).toBe(false);
  });

  it('shows two revisions that do not know each other side by side, and goes on from both', async () => {
    await staff.unlock(NURSE);
    await staff.open(FIRST, 'measurement');
    staff.measure(6200);
    await staff.clinic.editor?.settle();
    const [draft] = staff.shift.disk.drafts.values();
    await staff.clinic.complete();
    if (draft === undefined) throw new Error('a draft was there');
    staff.shift.disk.drafts.set(draft.draftId, draft);
    staff.shift.world.time += 60_000;
    await staff.clinic.openSection('measurement');
    staff.clinic.editor?.form.set('weight', [grams(5900)]);
    await staff.clinic.complete();
    expect(staff.stateOf(FIRST, 'measurement')).toBe('conflict');
    const reading = staff.clinic.readings.find(({ onBoard }) => onBoard.section === 'measurement');
    expect(reading?.readings.map(({ answers }) => answers.get('weight'))).toEqual([
      [grams(6200)],
      [grams(5900)],
    ]);

    await staff.clinic.openSection('measurement');
    staff.clinic.editor?.form.set('weight', [grams(6210)]);
    await staff.clinic.complete();
    const [a, b, settled] = await staff.sealed();
    expect(settled?.parents).toEqual([a?.revisionId, b?.revisionId]);
    expect(staff.stateOf(FIRST, 'measurement')).toBe('confirmed');
  });
});
