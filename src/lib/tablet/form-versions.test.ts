import { describe, expect, it } from 'vitest';
import { DOCTOR, NURSE } from './testing/a-shift.ts';
import { FIRST, grams, SECOND, staffAtWork } from './testing/staff-at-work.ts';

const staff = staffAtWork();

const NEWER = 'newer';

/** The hub publishes every form in a newer version, and this tablet hears of it. @param without group left out */
const publish = async (without?: string): Promise<void> => {
  await staff.shift.receive([FIRST, SECOND], staff.shift.hub, NEWER, without);
  await staff.clinic.followDay();
};

describe('a form that is published anew during the day', () => {
  it('leaves a draft in the version it was begun with, to its revision', async () => {
    await staff.unlock(NURSE);
    await staff.open(FIRST, 'measurement');
    const begun = staff.clinic.editor?.compiled.version;
    staff.clinic.editor?.form.set('weight', [grams(6200)]);
    await staff.clinic.showBoard();
    await publish();

    await staff.open(FIRST, 'measurement');
    expect(staff.clinic.editor?.compiled.version).toBe(begun);
    expect(staff.clinic.editor?.form.answers.get('weight')).toEqual([grams(6200)]);
    staff.measure();
    await staff.clinic.complete();
    expect((await staff.sealed()).map(({ formVersion }) => formVersion)).toEqual([begun]);
  });

  it('is the one for whatever is begun from then on', async () => {
    await staff.unlock(NURSE);
    await publish();
    await staff.open(SECOND, 'measurement');
    expect(staff.clinic.editor?.compiled.version).toBe(NEWER);
  });

  it('leaves what was confirmed readable, and to be corrected, in its own version', async () => {
    await staff.unlock(NURSE);
    await staff.open(FIRST, 'measurement');
    const begun = staff.clinic.editor?.compiled.version;
    staff.measure();
    await staff.clinic.complete();
    await publish();

    await staff.open(FIRST, 'measurement');
    const reading = staff.clinic.readings.find(({ onBoard }) => onBoard.section === 'measurement');
    expect(reading?.problem).toBeUndefined();
    expect(reading?.readings[0]?.answers.get('weight')).toEqual([grams(6200)]);
    expect(staff.clinic.editor?.compiled.version).toBe(begun);
  });

  it('takes no answer away whose question has moved to another station, and a correction keeps it', async () => {
    const remark = [{ type: 'string', value: '皮膚科へ紹介' }] as const;
    await staff.unlock(DOCTOR);
    await staff.open(FIRST, 'examination');
    staff.clinic.editor?.form.fillNormal();
    staff.answer('judgement', 'no-abnormality');
    staff.clinic.editor?.form.set('remarks', [...remark]);
    await staff.clinic.complete();
    await publish('remarks-group');

    await staff.open(SECOND, 'examination');
    expect(staff.clinic.editor?.compiled.byLinkId.has('remarks')).toBe(false);
    await staff.clinic.showBoard();
    await staff.open(FIRST, 'examination');
    const reading = staff.clinic.readings.find(({ onBoard }) => onBoard.section === 'examination');
    expect(reading?.readings[0]?.answers.get('remarks')).toEqual(remark);
    staff.answer('judgement', 'follow-up');
    await staff.clinic.complete();
    const corrected = (await staff.sealed()).at(-1);
    expect(corrected?.status).toBe('amended');
    expect(JSON.stringify(corrected?.response)).toContain('皮膚科へ紹介');
  });
});
