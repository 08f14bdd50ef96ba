import { daysBetween } from '../../civil-date.ts';
import { ageDays, deadline, happened, knownBirth, lastDayOfDays } from '../child-days.ts';
import { decide, look } from '../criterion.ts';
import { defineRule } from '../rule.ts';
import { both, either, when } from '../truth.ts';

/**
 * Newborn metabolic screening (先天性代謝異常等検査): no sample by the last day [NM1]; a sample taken outside the days
 * for it, birth being day 0 (u) [NM2]; a second sample asked for, by result or unusable specimen, and not recorded as
 * done [NM3]; 要精密 and no detailed examination recorded [NM4]. The result wins over the specimen: once there is one,
 * the specimen no longer matters. Result codes are (u).
 */
export const metabolicScreening = defineRule({
  id: 'newborn-metabolic-screening',
  title: { ja: '先天性代謝異常等検査', en: 'Newborn metabolic screening' },
  programs: ['newborn-metabolic', 'newborn-visit', 'infant-1m'],
  audience: 'anyone',
  source: '採血は生後4〜6日（出典未確認の目安）。再検査・要精密は検査結果のとおり',
  version: '1',
  on: true,
  unsourced: true,
  parameters: {
    sampleFromDay: { kind: 'number', standard: 4, min: 1, max: 10, whole: true, unit: 'd' },
    sampleToDay: { kind: 'number', standard: 6, min: 2, max: 30, whole: true, unit: 'd' },
  },
  judge: (facts, { sampleFromDay, sampleToDay }) => {
    const { sampled, specimen, result, retest, detailed } = facts.metabolic ?? {};
    const birth = knownBirth(facts);
    const days = ageDays(facts);
    const on = sampled === 'not-done' ? undefined : happened(facts, sampled);
    const sampleDay = birth === undefined || on === undefined ? undefined : daysBetween(birth, on);
    // A sample from before birth contradicts the birth date.
    const sampledOn = sampleDay !== undefined && sampleDay < 0 ? undefined : on;
    const day = sampledOn === undefined ? undefined : sampleDay;
    const sampledKnown = sampled === 'not-done' ? 'not-done' : (sampledOn ?? (result && 'done'));
    const sample = look('sampled', sampledKnown);
    const again = either(
      when(result, (code) => code === 'retest'),
      result === undefined ? when(specimen, (state) => state === 'inadequate') : false,
    );
    const by = birth && lastDayOfDays(birth, sampleToDay);
    return decide(
      [
        {
          id: 'NM1',
          holds: both(
            when(days, (age) => age > sampleToDay),
            when(sampledKnown, (state) => state === 'not-done'),
          ),
          looksAt: [look('birthDate', birth), sample],
          urgency: 'at-once',
        },
        {
          id: 'NM2',
          // Without the day of sampling there is nothing to say of it, whether or not there was a sample.
          holds: day === undefined ? false : day < sampleFromDay || day > sampleToDay,
          looksAt: [look('sampleDay', day, 'd')],
          urgency: 'watch',
        },
        {
          id: 'NM3',
          holds:
            sampledKnown === 'not-done'
              ? false
              : both(
                  again,
                  when(retest, (state) => state === 'not-done'),
                ),
          looksAt: [look('specimen', specimen), look('screeningResult', result), look('retest', retest)],
          urgency: 'again',
        },
        {
          id: 'NM4',
          holds:
            sampledKnown === 'not-done'
              ? false
              : both(
                  when(result, (code) => code === 'detailed'),
                  when(detailed, (state) => state === 'not-done'),
                ),
          looksAt: [look('screeningResult', result), look('detailedExamination', detailed)],
          urgency: 'at-once',
        },
      ],
      {
        deadlines:
          by !== undefined && (sampledKnown ?? 'not-done') === 'not-done'
            ? [deadline('metabolicSample', by, facts.today)]
            : [],
      },
    );
  },
});
