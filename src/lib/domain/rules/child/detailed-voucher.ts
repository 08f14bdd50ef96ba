import { compareCivilDates, type CivilDate } from '../../civil-date.ts';
import { deadline, happened, lastDayOfMonths } from '../child-days.ts';
import { decide, look } from '../criterion.ts';
import { defineRule } from '../rule.ts';
import { both, when } from '../truth.ts';

/** Last day (inclusive) on which a voucher issued on a day is taken. The day of issue counts. [DV1] */
export const voucherLastDay = (issued: CivilDate, months: number): CivilDate =>
  lastDayOfMonths(issued, months);

/**
 * 精密健康診査受診票: run out without an examination [DV2], or the examination came after the last day [DV3]. An
 * examination before the day of issue contradicts it and is not known.
 */
export const detailedVoucher = defineRule({
  id: 'detailed-voucher',
  title: { ja: '精密健康診査受診票の期限', en: 'Validity of the voucher for the detailed examination' },
  programs: ['detailed'],
  audience: 'anyone',
  source: '市町村の定めによる。初期値の6か月は大槌町の例',
  version: '1',
  on: true,
  unsourced: false,
  parameters: { months: { kind: 'number', standard: 6, min: 1, max: 24, whole: true, unit: 'mo' } },
  judge: (facts, { months }) => {
    const { today } = facts;
    const issued = happened(facts, facts.voucher?.issued);
    const recorded = facts.voucher?.examined;
    const on = recorded === 'not-done' ? undefined : happened(facts, recorded);
    const examined =
      issued !== undefined && on !== undefined && compareCivilDates(on, issued) < 0 ? undefined : on;
    const by = issued && voucherLastDay(issued, months);
    const looksAt = [
      look('voucherIssued', issued),
      look('detailedExamination', recorded === 'not-done' ? recorded : examined),
    ];
    return decide(
      [
        {
          id: 'DV2',
          holds: both(
            when(by, (last) => today > last),
            recorded === 'not-done' ? true : when(examined, () => false),
          ),
          looksAt,
          urgency: 'again',
        },
        {
          id: 'DV3',
          holds: examined === undefined ? false : when(by, (last) => examined > last),
          looksAt,
          urgency: 'watch',
        },
      ],
      {
        deadlines:
          by !== undefined && examined === undefined ? [deadline('detailedExamination', by, today)] : [],
      },
    );
  },
});
