import { parseCivilDate, type CivilDate } from '../../domain/civil-date.ts';
import { SCHEDULE } from '../../domain/vaccination/schedule/schedule.ts';
import type { VaccineId } from '../../domain/vaccination/vaccine.ts';
import type { Answers } from '../../forms/answer-types.ts';
import { codeIn } from '../../catalog/code-in.ts';

/** Places for a vaccine in the doctor's part (接種1 to 接種5), by the number in their linkIds. */
export const PLACES = [1, 2, 3, 4, 5] as const;

export type Place = (typeof PLACES)[number];

/** What stands in one place. */
export interface RecordPlace {
  readonly place: Place;
  readonly vaccine: VaccineId | undefined;
  /** As typed or scanned. */
  readonly lot: string | undefined;
  /** Last day of use (最終有効年月日). */
  readonly expiry: CivilDate | undefined;
}

export const lotId = (place: Place): string => `lot-number-${place}`;
export const expiryId = (place: Place): string => `lot-expiry-${place}`;

/** Every place, also one that is not asked for now. */
export const recordPlaces = (record: Answers): readonly RecordPlace[] =>
  PLACES.map((place) => {
    const [lot] = record.get(lotId(place)) ?? [];
    const [expiry] = record.get(expiryId(place)) ?? [];
    const code = codeIn(record, `vaccine-${place}`);
    return {
      place,
      vaccine: SCHEDULE.find(({ id }) => id === code)?.id,
      lot: lot?.type === 'string' ? lot.value : undefined,
      expiry: expiry?.type === 'date' ? parseCivilDate(expiry.value) : undefined,
    };
  });
