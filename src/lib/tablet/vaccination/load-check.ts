import type { SectionAnswers } from '../../catalog/rule-facts/told.ts';
import type { RuleSettings } from '../../domain/rules/rule-settings.ts';
import type { StaffLocale } from '../../i18n/locale.ts';
import { vaccinationMessagesFor } from '../../i18n/vaccination-messages.ts';
import type { RuledChild } from '../checkup-criteria.ts';
import { checkTexts, type CheckTexts } from './check-texts.ts';
import { vaccinationCheck } from './vaccination-check.ts';

/**
 * Says what is known of a child's vaccinations of today; `undefined` without a date of birth or a day, and where the
 * municipality switched the check off.
 */
export type SayCheck = (
  child: RuledChild,
  answers: SectionAnswers,
  settings: RuleSettings,
) => CheckTexts | undefined;

/** The check in the words of a language. */
export const loadCheck = async (locale: StaffLocale): Promise<SayCheck> => {
  const words = await vaccinationMessagesFor(locale);
  return (child, answers, settings) => {
    const check = vaccinationCheck(child, answers, settings);
    return check && checkTexts(check, { words, locale });
  };
};
