import type { RosterEntry } from '$lib/contract/people.ts';
import type { ChildDoubt } from '$lib/domain/rules/wrong-child.ts';
import { formatNumber } from '$lib/i18n/format.ts';
import type { ClinicMessages } from '$lib/i18n/ja/clinic.ts';
import type { RuleMessages } from '$lib/i18n/ja/rules.ts';
import type { StaffLocale } from '$lib/i18n/locale.ts';

interface DoubtWords {
  readonly locale: StaffLocale;
  readonly words: RuleMessages['doubt'];
  readonly fields: ClinicMessages['slip']['field'];
}

/** The question staff read where the wrong child may have been chosen. */
export const doubtText = (
  doubt: ChildDoubt,
  lookAlikes: readonly RosterEntry[],
  { locale, words, fields }: DoubtWords,
): string => {
  const cm = (value: number): string => `${formatNumber(value, locale)} cm`;
  switch (doubt.rule) {
    case 'WC1':
      return words.smaller(fields[doubt.field], cm(doubt.value), cm(doubt.before));
    case 'WC2':
      return words[doubt.age];
    case 'WC3':
      return words.lookAlike(
        lookAlikes
          .map(({ name, number }) => words.named(name, String(number)))
          .join(locale === 'ja' ? '、' : '; '),
      );
  }
};
