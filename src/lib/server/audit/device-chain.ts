import type { Db } from '../store/hub-store.ts';
import { prevHashOf, seqOfHash, type ChainLink } from '../store/device-chains.ts';

/** What a device's first number names as the hash before, hex. */
export const NO_HASH = '0'.repeat(64);

/**
 * Whether a number follows from the number before it. `undefined` where nothing can be said, because the hub does not
 * have the number before.
 */
export const follows = (link: ChainLink, before: ChainLink | undefined): boolean | undefined => {
  if (link.deviceSeq === 1) return link.prevHash === NO_HASH;
  return before === undefined ? undefined : link.prevHash === before.sha256;
};

/**
 * Numbers that do not follow, seen when links are added to those that are there: an added one against the number
 * before, and the number behind against an added one that came late.
 * @param there by number; the added ones may stand in it or not
 */
export const brokenBy = (
  added: readonly ChainLink[],
  there: ReadonlyMap<number, ChainLink>,
): readonly ChainLink[] => {
  const all = new Map([...there, ...added.map((link) => [link.deviceSeq, link] as const)]);
  const seqs = new Set(added.flatMap(({ deviceSeq }) => [deviceSeq, deviceSeq + 1]));
  return [...seqs]
    .toSorted((left, right) => left - right)
    .flatMap((seq) => {
      const link = all.get(seq);
      return link !== undefined && follows(link, all.get(seq - 1)) === false ? [link] : [];
    });
};

/**
 * A number that does not follow from the one before, and what it follows from instead:
 *
 * - a lower number: the tablet's store came back as it was then, and it went on without giving a number twice
 * - `start`: from nothing, as a first number does
 * - `unknown`: from something that this tablet never delivered
 */
export interface ChainBreak {
  readonly deviceSeq: number;
  readonly from: number | 'start' | 'unknown';
}

/** What a marked number follows from. `undefined` when the hub does not have the number any more. */
export const breakAt = async (
  db: Db,
  deviceId: string,
  deviceSeq: number,
): Promise<ChainBreak | undefined> => {
  const prevHash = await prevHashOf(db, deviceId, deviceSeq);
  if (prevHash === undefined) return undefined;
  if (prevHash === NO_HASH) return { deviceSeq, from: 'start' };
  return { deviceSeq, from: (await seqOfHash(db, deviceId, prevHash, deviceSeq)) ?? 'unknown' };
};
