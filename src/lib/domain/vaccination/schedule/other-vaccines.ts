import type { CivilDate } from '../../civil-date.ts';
import { guideline, ORDER_2026, VOLUNTARY } from './sources.ts';
import type { Vaccine } from '../vaccine.ts';

const GAP_27 = { days: 27 } as const;
const voluntary = { ages: VOLUNTARY, intervals: VOLUNTARY, standard: VOLUNTARY };

/** The vaccine of the pregnancy, and the voluntary ones: (u) unless the source says otherwise. [VC15] [VC16] */
export const OTHER_VACCINES: readonly Vaccine[] = [
  {
    id: 'rsv-maternal',
    name: { ja: 'RSウイルス(妊婦)', en: 'RSV (in pregnancy)' },
    kind: 'inactivated',
    programme: 'routine',
    ages: { unit: 'gestation', from: 196, to: 258 },
    since: '2026-04-01' as CivilDate,
    courses: [{ doses: [{ part: 'single' }] }],
    longIllness: false,
    sources: { ages: ORDER_2026, intervals: ORDER_2026, standard: guideline('2026-04-01') },
  },
  {
    id: 'mumps',
    name: { ja: 'おたふくかぜ', en: 'Mumps' },
    kind: 'live-injected',
    programme: 'voluntary',
    ages: { unit: 'month', from: 12 },
    courses: [
      {
        doses: [
          { part: 'primary', standard: { ages: { unit: 'month', from: 12, until: 24 } } },
          { part: 'booster', gap: GAP_27, standard: { ages: { unit: 'before-school' } } },
        ],
      },
    ],
    longIllness: false,
    sources: voluntary,
  },
  {
    id: 'influenza',
    name: { ja: 'インフルエンザ(注射)', en: 'Influenza (injection)' },
    kind: 'inactivated',
    programme: 'voluntary',
    ages: { unit: 'month', from: 6 },
    courses: [
      {
        startUntilMonths: 156,
        doses: [
          { part: 'primary' },
          {
            part: 'primary',
            gap: { days: 13 },
            standard: { from: { days: 13 }, until: { days: 27 } },
          },
        ],
      },
      { doses: [{ part: 'single' }] },
    ],
    everySeason: true,
    insteadOf: ['influenza-nasal'],
    longIllness: false,
    sources: voluntary,
  },
  {
    id: 'influenza-nasal',
    name: { ja: 'インフルエンザ(経鼻)', en: 'Influenza (nasal spray)' },
    kind: 'live-nasal',
    programme: 'voluntary',
    ages: { unit: 'month', from: 24, until: 228 },
    courses: [{ doses: [{ part: 'single' }] }],
    everySeason: true,
    insteadOf: ['influenza'],
    longIllness: false,
    sources: voluntary,
  },
  {
    id: 'covid-19',
    name: { ja: '新型コロナウイルス', en: 'COVID-19' },
    kind: 'inactivated',
    programme: 'voluntary',
    ages: { unit: 'month', from: 6 },
    courses: [{ doses: [{ part: 'single' }] }],
    everySeason: true,
    doctorOnly: true,
    longIllness: false,
    sources: voluntary,
  },
];
