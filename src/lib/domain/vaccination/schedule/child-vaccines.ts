import type { CivilDate } from '../../civil-date.ts';
import { guideline, JE_SPECIAL, MR_SHORTAGE, ORDER_2024, rule } from './sources.ts';
import type { DoseRule, Extension, Vaccine } from '../vaccine.ts';

const day = (text: string): CivilDate => text as CivilDate;

const jeSpecial: Extension = {
  bornFrom: day('1995-04-02'),
  bornTo: day('2007-04-01'),
  until: { months: 240 },
  source: JE_SPECIAL,
};

const hpvFirst: DoseRule = {
  part: 'primary',
  standard: { ages: { unit: 'fiscal-year', from: 13, to: 13 } },
};

/** Routine vaccines from the first birthday on. [VC10] [VC11] [VC12] [VC13] [VC14] */
export const CHILD_VACCINES: readonly Vaccine[] = [
  {
    id: 'mr-1',
    name: { ja: '麻しん風しん(MR)第1期', en: 'Measles-rubella (MR), period 1' },
    kind: 'live-injected',
    programme: 'routine',
    ages: { unit: 'month', from: 12, until: 24 },
    courses: [{ doses: [{ part: 'single' }] }],
    extensions: [
      {
        bornFrom: day('2022-04-02'),
        bornTo: day('2023-04-01'),
        until: day('2027-03-31'),
        source: MR_SHORTAGE,
      },
    ],
    longIllness: {},
    sources: { ages: ORDER_2024, intervals: rule('12条', '2023-04-01'), standard: guideline('2024') },
  },
  {
    id: 'mr-2',
    name: { ja: '麻しん風しん(MR)第2期', en: 'Measles-rubella (MR), period 2' },
    kind: 'live-injected',
    programme: 'routine',
    ages: { unit: 'before-school' },
    courses: [{ doses: [{ part: 'single' }] }],
    extensions: [
      {
        bornFrom: day('2018-04-02'),
        bornTo: day('2019-04-01'),
        until: day('2027-03-31'),
        source: MR_SHORTAGE,
      },
    ],
    longIllness: {},
    sources: { ages: ORDER_2024, intervals: rule('13条', '2023-04-01'), standard: guideline('2024') },
  },
  {
    id: 'varicella',
    name: { ja: '水痘(水ぼうそう)', en: 'Varicella (chickenpox)' },
    kind: 'live-injected',
    programme: 'routine',
    ages: { unit: 'month', from: 12, until: 36 },
    courses: [
      {
        doses: [
          { part: 'primary', standard: { ages: { unit: 'month', from: 12, until: 15 } } },
          {
            part: 'booster',
            gap: { months: 3 },
            standard: { from: { months: 6 }, until: { months: 12 } },
          },
        ],
      },
    ],
    longIllness: {},
    sources: { ages: ORDER_2024, intervals: rule('20条', '2023-04-01'), standard: guideline('2024') },
  },
  {
    id: 'je-1',
    name: { ja: '日本脳炎 第1期', en: 'Japanese encephalitis, period 1' },
    kind: 'inactivated',
    programme: 'routine',
    ages: { unit: 'month', from: 6, until: 90 },
    courses: [
      {
        doses: [
          { part: 'primary', standard: { ages: { unit: 'month', from: 36, until: 48 } } },
          {
            part: 'primary',
            gap: { days: 6 },
            standard: { from: { days: 6 }, until: { days: 28 } },
          },
          {
            part: 'booster',
            gap: { months: 6 },
            standard: { ages: { unit: 'month', from: 48, until: 60 } },
          },
        ],
      },
    ],
    extensions: [jeSpecial],
    longIllness: {},
    sources: { ages: ORDER_2024, intervals: rule('14条', '2023-04-01'), standard: guideline('2025-09') },
  },
  {
    id: 'je-2',
    name: { ja: '日本脳炎 第2期', en: 'Japanese encephalitis, period 2' },
    kind: 'inactivated',
    programme: 'routine',
    ages: { unit: 'month', from: 108, until: 156 },
    courses: [{ doses: [{ part: 'single', standard: { ages: { unit: 'month', from: 108, until: 120 } } }] }],
    buildsOn: ['je-1'],
    extensions: [jeSpecial],
    longIllness: {},
    sources: { ages: ORDER_2024, intervals: rule('15条', '2023-04-01'), standard: guideline('2025-09') },
  },
  {
    id: 'dt',
    name: { ja: '二種混合(DT)第2期', en: 'Diphtheria-tetanus (DT), period 2' },
    kind: 'inactivated',
    programme: 'routine',
    ages: { unit: 'month', from: 132, until: 156 },
    courses: [{ doses: [{ part: 'single', standard: { ages: { unit: 'month', from: 132, until: 144 } } }] }],
    buildsOn: ['dpt-ipv-hib', 'dpt-ipv'],
    longIllness: {},
    sources: { ages: ORDER_2024, intervals: rule('11条', '2023-04-01'), standard: guideline('2024') },
  },
  {
    id: 'hpv',
    name: { ja: 'HPV(9価)', en: 'HPV (9-valent)' },
    kind: 'inactivated',
    programme: 'routine',
    ages: { unit: 'fiscal-year', from: 12, to: 16 },
    courses: [
      {
        startUntilMonths: 180,
        secondDoseGap: { months: 5 },
        notAfter: ['hpv-2', 'hpv-4'],
        doses: [
          hpvFirst,
          {
            part: 'primary',
            gap: { months: 5 },
            standard: { from: { months: 6 }, until: { months: 6 } },
          },
        ],
      },
      {
        doses: [
          hpvFirst,
          {
            part: 'primary',
            gap: { months: 1 },
            standard: { from: { months: 2 }, until: { months: 2 } },
          },
          {
            part: 'primary',
            gap: { months: 3 },
            standard: { from: { months: 6 }, until: { months: 6 }, afterDose: 1 },
          },
        ],
      },
    ],
    sex: 'female',
    products: { 'hpv-2': 'ask', 'hpv-4': 'ask' },
    longIllness: {},
    sources: {
      ages: ORDER_2024,
      intervals: rule('19条 (9価のみ: 厚生科学審議会 第64回 資料1-5)', '2026-04-01'),
      standard: guideline('2023-04-01'),
    },
  },
];
