import type { RosterEntry } from '../contract/people.ts';

const plain = (kana: string): string =>
  kana
    .normalize('NFKC')
    .replaceAll(/[\u3041-\u3096]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60))
    .trim();

/** Whether one letter more, less or other makes the one the other. */
const isOneLetterOff = (left: string, right: string): boolean => {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (long.length - short.length > 1) return false;
  let same = 0;
  while (same < short.length && short[same] === long[same]) same += 1;
  return short.slice(long.length === short.length ? same + 1 : same) === long.slice(same + 1);
};

/** The same family name, as twins have, or a whole name one letter off. */
const isAlike = (left: string, right: string): boolean => {
  const [one, other] = [plain(left), plain(right)];
  return one.split(/\s+/)[0] === other.split(/\s+/)[0] || isOneLetterOff(one, other);
};

/** Others on the list who were born on the same day and have a name much like this one's. [WC3] */
export const lookAlikes = (
  { subjectId, birthDate, kana }: RosterEntry,
  roster: readonly RosterEntry[],
): readonly RosterEntry[] => [
  ...new Map(
    roster
      .filter(
        (other) =>
          other.subjectId !== subjectId && other.birthDate === birthDate && isAlike(other.kana, kana),
      )
      .map((other) => [other.subjectId, other] as const),
  ).values(),
];
