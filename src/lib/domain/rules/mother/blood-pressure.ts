import { decide, look } from '../criterion.ts';
import { defineRule } from '../rule.ts';
import { credible, either, when } from '../truth.ts';

/**
 * Blood pressure in pregnancy at or above either limit [BP1], at once from the severe limits on (u) [BP2]. A diastolic
 * pressure not below the systolic contradicts it: both are then not known, and that is noted [BP3]. After delivery the
 * same limits are (u).
 */
export const bloodPressure = defineRule({
  id: 'pregnancy-blood-pressure',
  title: { ja: '妊娠中・産後の血圧', en: 'Blood pressure in pregnancy and after' },
  programs: ['prenatal', 'postnatal-2w', 'postnatal-1m'],
  audience: 'anyone',
  source:
    '妊婦健診で用いられる目安：収縮期140以上または拡張期90以上（二次資料）。重症域160/110と産後は出典未確認',
  version: '1',
  on: true,
  unsourced: false,
  parameters: {
    systolic: { kind: 'number', standard: 140, min: 120, max: 180, unit: 'mm[Hg]' },
    diastolic: { kind: 'number', standard: 90, min: 70, max: 120, unit: 'mm[Hg]' },
    severeSystolic: { kind: 'number', standard: 160, min: 140, max: 220, unit: 'mm[Hg]' },
    severeDiastolic: { kind: 'number', standard: 110, min: 90, max: 150, unit: 'mm[Hg]' },
  },
  judge: ({ pregnancy }, limits) => {
    const upper = credible(pregnancy?.systolic, 50, 260);
    const lower = credible(pregnancy?.diastolic, 20, 160);
    const contradicts = upper !== undefined && lower !== undefined && lower >= upper;
    const [systolic, diastolic] = contradicts ? [undefined, undefined] : [upper, lower];
    const looksAt = [look('systolic', systolic, 'mm[Hg]'), look('diastolic', diastolic, 'mm[Hg]')];
    const reach = (sys: number, dia: number) =>
      either(
        when(systolic, (value) => value >= sys),
        when(diastolic, (value) => value >= dia),
      );
    return decide(
      [
        {
          id: 'BP2',
          holds: reach(limits.severeSystolic, limits.severeDiastolic),
          looksAt,
          urgency: 'at-once',
        },
        { id: 'BP1', holds: reach(limits.systolic, limits.diastolic), looksAt, urgency: 'refer' },
      ],
      { notes: contradicts ? ['diastolic-not-below-systolic'] : [] },
    );
  },
});
