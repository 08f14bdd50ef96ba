import type { RuleFacts, Voucher } from '../../domain/rules/facts.ts';
import type { Told } from './told.ts';

const CHILD_URINE = ['negative', 'trace', 'positive'] as const;

/** 検尿, −, ±, +; not done where a reason for it is given. */
export const childUrine = (told: Told): RuleFacts['urine'] => {
  const notDone = told.code('urine-not-done') === undefined ? undefined : 'not-done';
  const result = (substance: string) => told.oneOf(`urine-${substance}`, CHILD_URINE) ?? notDone;
  return { protein: result('protein'), blood: result('blood'), glucose: result('glucose') };
};

/** 未処置歯数 and 処置済歯数; both 0 where むし歯なし or 要注意 was chosen. */
export const caries = (told: Told): RuleFacts['caries'] => {
  const none = told.oneOf('caries-state', ['none', 'caution']) === undefined ? undefined : 0;
  return {
    untreated: told.count('caries-untreated') ?? none,
    treated: told.count('caries-treated') ?? none,
  };
};

/** この数か月の家庭でのこと; 該当なし is an empty list. */
export const homeEvents = (told: Told): RuleFacts['homeEvents'] =>
  told.codes('home-events')?.filter((code) => code !== 'none');

/** 精密健康診査受診票, issued on the day of the request (依頼日). 未受診 is not examined, 転出 and 不明 are not known. */
export const voucher = (told: Told): Voucher => ({
  issued: told.day('detailed-requested'),
  examined:
    told.oneOf('detailed-attendance', ['not-visited', 'declined']) === undefined
      ? told.day('detailed-visited')
      : 'not-done',
});
