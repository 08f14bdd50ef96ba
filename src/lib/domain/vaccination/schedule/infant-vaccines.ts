import type { DoseRule, Vaccine } from '../vaccine.ts';
import { DPT_IPV_ENDED, guideline, ORDER_2024, ROTA_QA, rule } from './sources.ts';

const GAP_27 = { days: 27 } as const;
const GAP_20 = { days: 20 } as const;
const GAP_60 = { days: 60 } as const;

/** First dose from 6w0d, and not advised from 15w0d on. [VC4] */
const ROTA_FROM_DAY = 42;
const ROTA_FIRST_ADVISED_TO_DAY = 104;

const rotaFirst: DoseRule = {
  part: 'primary',
  standard: { ages: { unit: 'month-to-day', from: 2, to: ROTA_FIRST_ADVISED_TO_DAY } },
};
const rotaNext: DoseRule = { part: 'primary', gap: GAP_27 };
const rotaSources = { ages: ORDER_2024, intervals: rule('22条', '2023-04-01'), standard: ROTA_QA };

const hib27: DoseRule = {
  part: 'primary',
  ages: { unit: 'month', from: 2, until: 12 },
  gap: GAP_27,
  standard: { from: GAP_27, until: { days: 56 } },
};
const hibBooster: DoseRule = {
  part: 'booster',
  gap: { months: 7 },
  gapWhenShort: GAP_27,
  standard: { from: { months: 7 }, until: { months: 13 } },
};

const pcvNext: DoseRule = { part: 'primary', ages: { unit: 'month', from: 2, until: 24 }, gap: GAP_27 };
const pcvBooster: DoseRule = {
  part: 'booster',
  ages: { unit: 'month', from: 12, until: 60 },
  gap: GAP_60,
  standard: { ages: { unit: 'month', from: 12, until: 15 } },
};

const dptNext: DoseRule = {
  part: 'primary',
  gap: GAP_20,
  standard: { from: GAP_20, until: { days: 56 } },
};

/** Routine vaccines begun in the first year of life. [VC4] [VC5] [VC6] [VC7] [VC8] [VC9] */
export const INFANT_VACCINES: readonly Vaccine[] = [
  {
    id: 'rota-1',
    name: { ja: 'ロタウイルス(1価)', en: 'Rotavirus (monovalent)' },
    kind: 'live-oral',
    programme: 'routine',
    ages: { unit: 'day', from: ROTA_FROM_DAY, to: 168 },
    courses: [{ firstDoseAdvisedToDay: ROTA_FIRST_ADVISED_TO_DAY, doses: [rotaFirst, rotaNext] }],
    insteadOf: ['rota-5'],
    longIllness: false,
    sources: rotaSources,
  },
  {
    id: 'rota-5',
    name: { ja: 'ロタウイルス(5価)', en: 'Rotavirus (pentavalent)' },
    kind: 'live-oral',
    programme: 'routine',
    ages: { unit: 'day', from: ROTA_FROM_DAY, to: 224 },
    courses: [{ firstDoseAdvisedToDay: ROTA_FIRST_ADVISED_TO_DAY, doses: [rotaFirst, rotaNext, rotaNext] }],
    insteadOf: ['rota-1'],
    longIllness: false,
    sources: rotaSources,
  },
  {
    id: 'hep-b',
    name: { ja: 'B型肝炎', en: 'Hepatitis B' },
    kind: 'inactivated',
    programme: 'routine',
    ages: { unit: 'month', from: 0, until: 12 },
    courses: [
      {
        doses: [
          { part: 'primary', standard: { ages: { unit: 'month', from: 2, until: 9 } } },
          { part: 'primary', gap: GAP_27, standard: { ages: { unit: 'month', from: 2, until: 9 } } },
          {
            part: 'booster',
            // The article counts from the first dose only; a day apart from the second is plain sense.
            gap: { days: 0 },
            gapFromFirst: { days: 139 },
            standard: { ages: { unit: 'month', from: 2, until: 9 } },
          },
        ],
      },
    ],
    longIllness: {},
    sources: { ages: ORDER_2024, intervals: rule('21条', '2023-04-01'), standard: guideline('2024') },
  },
  {
    id: 'dpt-ipv-hib',
    name: { ja: '五種混合', en: 'DPT-IPV-Hib (5-in-1)' },
    kind: 'inactivated',
    programme: 'routine',
    ages: { unit: 'month', from: 2, until: 90 },
    courses: [
      {
        doses: [
          { part: 'primary', standard: { ages: { unit: 'month', from: 2, until: 7 } } },
          dptNext,
          dptNext,
          {
            part: 'booster',
            gap: { months: 6 },
            standard: { from: { months: 6 }, until: { months: 18 } },
          },
        ],
      },
    ],
    followsOn: ['dpt-ipv', 'hib'],
    coveredBy: ['dpt-ipv'],
    longIllness: { untilMonths: 180 },
    sources: {
      ages: ORDER_2024,
      intervals: rule('9条・10条', '2024-04-01'),
      standard: guideline('2024-04-01'),
    },
  },
  {
    id: 'dpt-ipv',
    name: { ja: '四種混合', en: 'DPT-IPV (4-in-1)' },
    kind: 'inactivated',
    programme: 'routine',
    ages: { unit: 'month', from: 2, until: 90 },
    courses: [
      {
        doses: [
          { part: 'primary', standard: { ages: { unit: 'month', from: 2, until: 12 } } },
          dptNext,
          dptNext,
          {
            part: 'booster',
            gap: { months: 6 },
            standard: { from: { months: 12 }, until: { months: 18 } },
          },
        ],
      },
    ],
    followedBy: ['dpt-ipv-hib'],
    startsOnlyBeside: ['hib'],
    soldUntil: { month: '2025-07', source: DPT_IPV_ENDED },
    longIllness: { untilMonths: 180 },
    sources: { ages: ORDER_2024, intervals: rule('9条・10条', '2023-04-01'), standard: guideline('2024') },
  },
  {
    id: 'hib',
    name: { ja: 'ヒブ(Hib)', en: 'Hib' },
    kind: 'inactivated',
    programme: 'routine',
    ages: { unit: 'month', from: 2, until: 60 },
    courses: [
      {
        startUntilMonths: 7,
        doses: [
          { part: 'primary', standard: { ages: { unit: 'month', from: 2, until: 7 } } },
          hib27,
          hib27,
          hibBooster,
        ],
      },
      { startUntilMonths: 12, doses: [{ part: 'primary' }, hib27, hibBooster] },
      { doses: [{ part: 'single' }] },
    ],
    followedBy: ['dpt-ipv-hib'],
    startsOnlyBeside: ['dpt-ipv'],
    longIllness: { untilMonths: 120 },
    sources: { ages: ORDER_2024, intervals: rule('17条', '2023-04-01'), standard: guideline('2022-08') },
  },
  {
    id: 'pcv',
    name: { ja: '小児用肺炎球菌', en: 'Pneumococcal conjugate (PCV)' },
    kind: 'inactivated',
    programme: 'routine',
    ages: { unit: 'month', from: 2, until: 60 },
    courses: [
      {
        startUntilMonths: 7,
        doses: [
          { part: 'primary', standard: { ages: { unit: 'month', from: 2, until: 7 } } },
          { ...pcvNext, standard: { ages: { unit: 'month', from: 2, until: 12 } } },
          {
            ...pcvNext,
            omitWhenPreviousAfterMonths: 12,
            standard: { ages: { unit: 'month', from: 2, until: 12 } },
          },
          pcvBooster,
        ],
      },
      { startUntilMonths: 12, doses: [{ part: 'primary' }, pcvNext, pcvBooster] },
      { startUntilMonths: 24, doses: [{ part: 'primary' }, { part: 'booster', gap: GAP_60 }] },
      { doses: [{ part: 'single' }] },
    ],
    products: { 'pcv-15': 'keep' },
    longIllness: { untilMonths: 72 },
    sources: { ages: ORDER_2024, intervals: rule('18条', '2024-10-01'), standard: guideline('2024-10-01') },
  },
  {
    id: 'bcg',
    name: { ja: 'BCG(結核)', en: 'BCG (tuberculosis)' },
    kind: 'live-injected',
    programme: 'routine',
    ages: { unit: 'month', from: 0, until: 12 },
    courses: [{ doses: [{ part: 'single', standard: { ages: { unit: 'month', from: 5, until: 8 } } }] }],
    longIllness: { untilMonths: 48 },
    sources: { ages: ORDER_2024, intervals: rule('16条', '2023-04-01'), standard: guideline('2024') },
  },
];
