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
