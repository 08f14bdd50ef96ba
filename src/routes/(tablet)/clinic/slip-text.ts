import type { SizeField } from '$lib/domain/infant-size.ts';
import type { Slip } from '$lib/domain/slip.ts';
import { formatNumber } from '$lib/i18n/format.ts';
import type { ClinicMessages } from '$lib/i18n/ja/clinic.ts';
import type { Locale } from '$lib/i18n/locale.ts';

const amount = (field: SizeField, value: number, locale: Locale): string =>
  field === 'weightGrams' ? `${formatNumber(value, locale)} g` : `${formatNumber(value, locale)} cm`;

/** The question staff read for a possible slip. */
export const slipText = (slip: Slip, words: ClinicMessages['slip'], locale: Locale): string => {
  switch (slip.rule) {
    case 'SL1':
      return words.unit(
        words.field[slip.field],
        amount(slip.field, slip.value, locale),
        amount(slip.field, slip.suggestion, locale),
      );
    case 'SL2':
      return words.swap(amount('heightCm', slip.values[0], locale), amount('headCm', slip.values[1], locale));
    case 'SL3':
      return words.belowBirth(
        amount(slip.field, slip.value, locale),
        amount(slip.field, slip.before, locale),
      );
    case 'SL4':
      return words.unusual(
        words.field[slip.field],
        amount(slip.field, slip.value, locale),
        words.range(amount(slip.field, slip.range.min, locale), amount(slip.field, slip.range.max, locale)),
      );
  }
};
