import type { StationId } from '../domain/station.ts';
import type { LocalText } from '../forms/form.ts';

/** Names of the stations (会場の係). */
export const STATION_TABLE: Readonly<Record<StationId, { readonly title: LocalText }>> = {
  reception: { title: { ja: '受付', en: 'Reception' } },
  interview: { title: { ja: '問診', en: 'Interview' } },
  measurement: { title: { ja: '計測', en: 'Measurement' } },
  'vision-hearing': { title: { ja: '視聴覚', en: 'Vision and hearing' } },
  examination: { title: { ja: '診察', en: 'Examination' } },
  dental: { title: { ja: '歯科', en: 'Dental' } },
  guidance: { title: { ja: '指導', en: 'Guidance' } },
  conference: { title: { ja: 'カンファレンス', en: 'Conference' } },
};
