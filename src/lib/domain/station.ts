/**
 * Stations of a checkup (会場の係): 受付, 問診, 計測, 視聴覚, 診察, 歯科, 指導, カンファレンス. Their order is
 * configuration of the venue, and any may start without the one before.
 */
export const STATIONS = [
  'reception',
  'interview',
  'measurement',
  'vision-hearing',
  'examination',
  'dental',
  'guidance',
  'conference',
] as const;
export type StationId = (typeof STATIONS)[number];

/** The stations whose order can be set: all but the reception, where everybody begins. */
export const placedStations = (usual: readonly StationId[]): readonly StationId[] =>
  usual.filter((station) => station !== 'reception');

/**
 * Whether an order can take the place of a program's usual one: each of its stations once, the reception left out.
 * [SO2]
 */
export const isStationOrder = (usual: readonly StationId[], order: readonly StationId[]): boolean => {
  const placed = placedStations(usual);
  return order.length === placed.length && placed.every((station) => order.includes(station));
};

/**
 * Sections in the order of the stations: what the guardian fills in comes first, wherever it is looked at; sections of
 * one station stay as they stand. [SO3]
 * @param order as {@link isStationOrder} takes it; one that it does not take is as if none were set
 */
export const inStationOrder = <
  T extends { readonly station: StationId; readonly filledBy: 'guardian' | readonly unknown[] },
>(
  sections: readonly T[],
  usual: readonly StationId[],
  order: readonly StationId[] | undefined,
): readonly T[] => {
  const stations = order !== undefined && isStationOrder(usual, order) ? order : usual;
  const place = ({ station, filledBy }: T): number =>
    filledBy === 'guardian' ? -1 : stations.indexOf(station);
  return sections.toSorted((a, b) => place(a) - place(b));
};
