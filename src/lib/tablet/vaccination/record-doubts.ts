import type { CivilDate } from '../../domain/civil-date.ts';
import type { VaccinationSubject } from '../../domain/vaccination/eligibility-input.ts';
import type { VaccineEligibility } from '../../domain/vaccination/eligibility.ts';
import type { GivenDose } from '../../domain/vaccination/record/history.ts';
import type { VaccineId } from '../../domain/vaccination/vaccine.ts';
import type { Answers } from '../../forms/answer-types.ts';
import { readGs1 } from './gs1.ts';
import { recordPlaces } from './record-places.ts';
import type { VaccineLine } from './vaccine-line.ts';

type Differing = Exclude<VaccineEligibility['status'], 'can-be-given' | 'doctor-decides'>;

/** Where the doctor's part and the check differ, or two entries of it do. Asked back, never refused. */
export type RecordDoubt =
  | { readonly code: 'status'; readonly vaccine: VaccineId; readonly status: Differing }
  | { readonly code: 'fever'; readonly temperatureCelsius: number }
  | { readonly code: 'not-named' | 'twice' | 'lot-is-code'; readonly vaccine: VaccineId }
  | {
      readonly code: 'dose-known';
      readonly vaccine: VaccineId;
      readonly typed: number;
      /** The dose that follows what is known here. */
      readonly known: number;
    }
  | { readonly code: 'lot-expired'; readonly vaccine: VaccineId; readonly expiry: CivilDate };

/** By which rule of the domain's SPEC.md a doubt is asked. */
export const DOUBT_RULE: Readonly<Record<RecordDoubt['code'], string>> = {
  status: 'VR1',
  'not-named': 'VR2',
  twice: 'VR3',
  'dose-known': 'VR4',
  'lot-expired': 'VR5',
  'lot-is-code': 'VR6',
  fever: 'VR7',
};

interface Recorded {
  readonly lines: readonly VaccineLine[];
  readonly given: readonly GivenDose[];
  readonly record: Answers;
  readonly questionnaire: Answers;
  readonly subject: VaccinationSubject;
}

const ofLine = (
  { eligibility, status, isNamed, typedDose, isEarlierUnknown }: VaccineLine,
  someNamed: boolean,
): readonly RecordDoubt[] => {
  const { vaccine } = eligibility;
  const known = 'dose' in eligibility ? eligibility.dose : undefined;
  const isTold = status === 'can-be-given' || status === 'doctor-decides';
  return [
    ...(isTold ? [] : [{ code: 'status', vaccine, status } as const]),
    ...(someNamed && !isNamed ? [{ code: 'not-named', vaccine } as const] : []),
    ...(isTold && !isEarlierUnknown && typedDose !== undefined && known !== undefined && typedDose < known
      ? [{ code: 'dose-known', vaccine, typed: typedDose, known } as const]
      : []),
  ];
};

/** Doubts about lot number and last day of use, for each place of the record that is in use. */
const ofLots = ({ record, subject, given }: Recorded): readonly RecordDoubt[] =>
  recordPlaces(record).flatMap(({ vaccine, lot, expiry }): readonly RecordDoubt[] => {
    if (vaccine === undefined || !given.some((each) => each.vaccine === vaccine)) return [];
    const code = lot === undefined ? undefined : readGs1(lot);
    return [
      ...(code !== undefined && code.lot === undefined ? [{ code: 'lot-is-code', vaccine } as const] : []),
      ...(expiry !== undefined && expiry < subject.today
        ? [{ code: 'lot-expired', vaccine, expiry } as const]
        : []),
    ];
  });

const celsiusIn = (answers: Answers, linkId: string): number | undefined => {
  const [answer] = answers.get(linkId) ?? [];
  return answer?.type === 'quantity' ? answer.value : undefined;
};

const feverIn = ({ record, questionnaire, subject }: Recorded): readonly RecordDoubt[] => {
  const celsius = celsiusIn(record, 'temperature-checked') ?? celsiusIn(questionnaire, 'temperature');
  return subject.conditions?.includes('fever') === true && celsius !== undefined
    ? [{ code: 'fever', temperatureCelsius: celsius }]
    : [];
};

/** Doubts about what the doctor's part says was given; none while nothing was. */
export const recordDoubts = (recorded: Recorded): readonly RecordDoubt[] => {
  const { lines, given } = recorded;
  if (given.length === 0) return [];
  const someNamed = lines.some(({ isNamed }) => isNamed);
  const ids = given.map(({ vaccine }) => vaccine);
  const twice = new Set(ids.filter((id, at) => ids.indexOf(id) !== at));
  return [
    ...feverIn(recorded),
    ...lines
      .filter(({ eligibility: { vaccine } }) => ids.includes(vaccine))
      .flatMap((line) => ofLine(line, someNamed)),
    ...[...twice].map((vaccine) => ({ code: 'twice', vaccine }) as const),
    ...ofLots(recorded),
  ];
};
