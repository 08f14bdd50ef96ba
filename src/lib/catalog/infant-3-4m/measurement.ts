import { SIZE_LIMITS, type SizeField } from '../../domain/infant-size.ts';
import { softRange } from '../../domain/slip.ts';
import { buildForm } from '../build-form.ts';
import {
  choice,
  date,
  freeText,
  group,
  integer,
  line,
  quantity,
  tick,
  ticked,
  unanswered,
} from '../build-item.ts';
import type { Coding } from '../questionnaire.ts';

const jpCode = (code: string): Coding => ({
  system: 'http://jpfhir.jp/fhir/core/CodeSystem/JP_ObservationBodyMeasurementCode_CS',
  code,
});

const loinc = (code: string): Coding => ({ system: 'http://loinc.org', code });

const GRAM = { code: 'g', display: 'g' } as const;
const CENTIMETRE = { code: 'cm', display: 'cm' } as const;
const MONTH = { code: 'mo', display: 'か月' } as const;

/**
 * Limits and soft range of a size. The form knows neither sex nor the day's age, so the soft range is the widest of
 * the months from 3 to under 5 and of both sexes; `domain/slip.ts` looks closer.
 */
const bounds = (field: SizeField) => {
  const { min: softMin = SIZE_LIMITS[field].min } = softRange(field, { sex: 'unknown', months: 3 });
  const { max: softMax = SIZE_LIMITS[field].max } = softRange(field, { sex: 'unknown', months: 4 });
  return { ...SIZE_LIMITS[field], softMin, softMax };
};

const notMeasured = (linkId: string, ja: string, en: string) =>
  choice(linkId, [ja, en], 'not-measured', {
    concern: [],
    control: 'drop-down',
    when: [ticked('measuring-problem')],
  });

/** 3〜4か月児健診 計測. Weight is in grams at this age. Items: items.csv. */
export const MEASUREMENT = buildForm({
  program: 'infant-3-4m',
  section: 'measurement',
  title: ['3〜4か月児健診 計測', '3–4 month checkup: measurement'],
  date: '2026-11-21',
  copyright:
    'JP_ObservationBodyMeasurementCode_CS: MEDIS-DC (一般財団法人医療情報システム開発センター). LOINC: Regenstrief Institute, Inc.',
  item: [
    group(
      'body',
      ['身体計測', 'Body measurements'],
      [
        quantity('weight', ['体重', 'Weight'], {
          unit: GRAM,
          decimals: 0,
          ...bounds('weightGrams'),
          required: true,
          when: [unanswered('weight-not-measured')],
          code: [jpCode('31000297'), loinc('3141-9')],
        }),
        quantity('height', ['身長', 'Length'], {
          unit: CENTIMETRE,
          decimals: 1,
          ...bounds('heightCm'),
          required: true,
          when: [unanswered('height-not-measured')],
          code: [jpCode('31000298'), loinc('8302-2')],
        }),
        quantity('head', ['頭囲', 'Head circumference'], {
          unit: CENTIMETRE,
          decimals: 1,
          ...bounds('headCm'),
          required: true,
          when: [unanswered('head-not-measured')],
          code: [jpCode('31006116'), loinc('8287-5')],
        }),
        quantity('chest', ['胸囲', 'Chest circumference'], {
          unit: CENTIMETRE,
          decimals: 1,
          ...bounds('chestCm'),
          code: [jpCode('31000299')],
        }),
        tick('measuring-problem', ['測れない項目がある', 'Something could not be measured'], {
          control: 'check-box',
        }),
        notMeasured('weight-not-measured', '体重を測れなかった理由', 'Why weight was not measured'),
        notMeasured('height-not-measured', '身長を測れなかった理由', 'Why length was not measured'),
        notMeasured('head-not-measured', '頭囲を測れなかった理由', 'Why head circumference was not measured'),
        freeText('measurement-note', ['計測の備考', 'Notes on the measurement'], { maxLength: 500 }),
      ],
    ),
    group(
      'visit',
      ['受診の記録', 'About this visit'],
      [
        date('visit-date', ['健診受診日', 'Date of the checkup']),
        integer('fiscal-year', ['受診年度', 'Fiscal year'], { min: 2000, max: 2199 }),
        integer('age-months', ['受診時の月齢', 'Age at the checkup'], {
          unit: MONTH,
          min: 0,
          max: 24,
          softMin: 3,
          softMax: 4,
        }),
        choice('setting', ['実施区分', 'Kind of checkup'], 'setting', { concern: [] }),
        line('facility', ['施設名または担当者名', 'Facility or person in charge'], { maxLength: 200 }),
        line('insurance-number', ['被保険者番号', 'Health insurance number'], {
          hint: [
            '精密健康診査の結果との照合に使います。マイナンバーは入れないでください。',
            'Used to match results of a detailed examination. Never enter the My Number.',
          ],
          maxLength: 40,
        }),
      ],
    ),
  ],
});
