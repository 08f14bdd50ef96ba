import type { Outcome } from '../../contract/problem.ts';
import { dateInJapan } from '../../domain/civil-date.ts';
import type { Actor } from '../actor.ts';
import type { Hub } from '../hub.ts';
import { addClinic } from '../people/add-clinic.ts';
import { addMunicipality } from '../people/add-municipality.ts';
import { municipalityCheckDigit } from '../people/municipality-code.ts';
import { addStaff } from '../people/add-staff.ts';
import { addBooking, type AddedBooking, type NewBooking } from '../roster/add-booking.ts';
import { addSession } from '../roster/add-session.ts';

export const TESTER: Actor = { kind: 'cli', id: 'test' };

export const NURSE_PIN = '730185';

/** The value of an outcome that must be ok. */
export const valueOf = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.error)}`);
  return outcome.value;
};

export interface TestMunicipality {
  readonly code: string;
  readonly clinicId: string;
  readonly sessionId: string;
  readonly nurseId: string;
  readonly doctorId: string;
  readonly child: AddedBooking;
}

export const aChild = (): Omit<NewBooking, 'municipality' | 'sessionId'> => ({
  program: 'infant-3-4m',
  name: '山田 はな',
  kana: 'やまだ はな',
  birthDate: '2026-08-10',
  sex: 'female',
  birthWeightGrams: 3010,
});

/** A municipality with one clinic, a session today, a nurse, a doctor and one child. @param prefix five digits */
export const aMunicipality = async (hub: Hub, prefix = '47290'): Promise<TestMunicipality> => {
  const code = prefix + municipalityCheckDigit(prefix);
  valueOf(await addMunicipality(hub, TESTER, { code, name: `試験市${prefix}` }));
  const { clinicId } = valueOf(
    await addClinic(hub, TESTER, { municipality: code, name: '試験保健センター' }),
  );
  const staff = { municipality: code, clinicId, pin: NURSE_PIN };
  const nurseId = valueOf(
    await addStaff(hub, TESTER, { ...staff, name: '看護 花子', kana: 'かんご はなこ', role: 'nurse' }),
  );
  const doctorId = valueOf(
    await addStaff(hub, TESTER, { ...staff, name: '医師 太郎', kana: 'いし たろう', role: 'doctor' }),
  );
  const sessionId = valueOf(
    await addSession(hub, TESTER, {
      municipality: code,
      clinicId,
      date: dateInJapan(hub.now()),
      kind: 'group',
      place: '2階',
      programs: ['infant-3-4m'],
    }),
  );
  const child = valueOf(await addBooking(hub, TESTER, { municipality: code, sessionId, ...aChild() }));
  return { code, clinicId, sessionId, nurseId, doctorId, child };
};
