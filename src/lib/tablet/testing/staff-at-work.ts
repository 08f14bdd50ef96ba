import { afterEach, beforeEach, vi } from 'vitest';
import { aChild } from '../../../../tests/support/a-bundle.ts';
import { readRevision, type RevisionContent } from '../../contract/revision.ts';
import { openRevision } from '../../crypto/revision-seal.ts';
import { decodeRevisionText } from '../../crypto/revision-text.ts';
import type { SectionId } from '../../domain/program.ts';
import type { Answer } from '../../forms/answer-types.ts';
import { Clinic } from '../Clinic.svelte.ts';
import type { SectionState } from '../sections.ts';
import { aShift, type Shift } from './a-shift.ts';
import { someLocks } from './some-locks.ts';

export const FIRST = aChild({ number: 1, name: '葉室 はるか', birthDate: '2026-08-09' });
export const SECOND = aChild({ number: 2, name: '朝比奈 蓮', birthDate: '2026-07-18', sex: 'male' });

interface Person {
  readonly staffId: string;
  readonly pin: string;
}

export const grams = (value: number): Answer => ({ type: 'quantity', value, unit: 'g', code: 'g' });
const cm = (value: number): Answer => ({ type: 'quantity', value, unit: 'cm', code: 'cm' });

/** Staff at a tablet with two children on its list, in the words of the tests. A fresh one for every test. */
export class StaffAtWork {
  shift!: Shift;
  clinic!: Clinic;

  async choose({ staffId }: Person): Promise<void> {
    const person = this.clinic.gate.staff.find((each) => each.staffId === staffId);
    if (person === undefined) throw new Error('the person is listed');
    await this.clinic.gate.choose(person);
  }

  async unlock(person: Person): Promise<void> {
    await this.choose(person);
    await this.clinic.enterPin(person.pin);
  }

  async open(entry: { number: number }, section?: SectionId): Promise<void> {
    const line = this.clinic.lines.find((each) => each.entry.number === entry.number);
    if (line === undefined) throw new Error('the child is listed');
    await this.clinic.openChild(line.checkupId);
    if (section !== undefined) await this.clinic.openSection(section);
  }

  /** Enters what the measurement expects. */
  measure(weight = 6200): void {
    const form = this.clinic.editor?.form;
    form?.set('weight', [grams(weight)]);
    form?.set('height', [cm(61.5)]);
    form?.set('head', [cm(40.2)]);
  }

  /** Chooses an answer of the open section by its code. */
  answer(linkId: string, code: string): void {
    const form = this.clinic.editor?.form;
    const option = form
      ?.item(linkId)
      .item.options.find(({ answer }) => answer.type === 'coding' && answer.value.code === code);
    if (option === undefined) throw new Error('there is such an answer');
    form?.set(linkId, [option.answer]);
  }

  stateOf(entry: { number: number }, section: SectionId): SectionState | undefined {
    return this.clinic.lines
      .find((line) => line.entry.number === entry.number)
      ?.sections.find((each) => each.section === section)?.state;
  }

  /** What the hub will read, in the order of sealing. */
  async sealed(): Promise<readonly RevisionContent[]> {
    const { device } = this.shift.tablet;
    const rows = [...this.shift.disk.outbox.values()].toSorted((a, b) => a.deviceSeq - b.deviceSeq);
    return Promise.all(
      rows.map(async ({ envelope, recordId, revisionId }) => {
        const context = {
          municipality: device?.municipality.code ?? '',
          deviceId: device?.deviceId ?? '',
          recordId,
          revisionId,
        };
        const opened = await openRevision(envelope, context, new Map([['s1', this.shift.hub.seal]]));
        if (!opened.ok) throw new Error(opened.error.code);
        const read = readRevision(JSON.parse(decodeRevisionText(opened.value.plaintext)?.json ?? ''));
        if (read === undefined) throw new Error('a revision was sealed');
        return read.content;
      }),
    );
  }
}

/** Staff at work, made anew before every test of the file and sent home after it. */
export const staffAtWork = (): StaffAtWork => {
  const staff = new StaffAtWork();
  beforeEach(async () => {
    vi.stubGlobal('navigator', { locks: someLocks() });
    staff.shift = await aShift([FIRST, SECOND]);
    staff.clinic = new Clinic(staff.shift.tablet);
    await staff.clinic.gate.list();
  });
  afterEach(() => {
    staff.clinic.stop();
    vi.unstubAllGlobals();
  });
  return staff;
};
