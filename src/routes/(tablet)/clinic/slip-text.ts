import type { DatingSlip } from '$lib/domain/pregnancy/dating-slip.ts';
import type { MotherField, MotherSlip } from '$lib/domain/pregnancy/mother-slip.ts';
import type { SizeField } from '$lib/domain/infant-size.ts';
import type { Slip } from '$lib/domain/slip.ts';
import { formatDate, formatNumber } from '$lib/i18n/format.ts';
import type { ClinicMessages } from '$lib/i18n/ja/clinic.ts';
import type { RuleMessages } from '$lib/i18n/ja/rules.ts';
import type { StaffLocale } from '$lib/i18n/locale.ts';
import { sizeText } from '$lib/tablet/growth-lines.ts';

interface SlipWords {
  readonly locale: StaffLocale;
  readonly words: ClinicMessages['slip'];
  /** Unit in which the form asks for the weight. */
  readonly weightUnit: 'g' | 'kg';
  /** Day of the visit that sizes are compared with; without one it is the birth. */
  readonly before?: string | undefined;
}

/** The question staff read for a possible slip. */
export const slipText = (slip: Slip, { words, before, ...language }: SlipWords): string => {
  const amount = (field: SizeField, value: number): string => sizeText(field, value, language);
  switch (slip.rule) {
    case 'SL1':
      return words.unit(
        words.field[slip.field],
        amount(slip.field, slip.value),
        amount(slip.field, slip.suggestion),
      );
    case 'SL2':
      return words.swap(amount('heightCm', slip.values[0]), amount('headCm', slip.values[1]));
    case 'SL3':
      return before === undefined
        ? words.belowBirth(amount(slip.field, slip.value), amount(slip.field, slip.before))
        : words.belowBefore(
            `${words.field[slip.field]} ${amount(slip.field, slip.value)}`,
            formatDate(before, language.locale, { weekday: false }),
            amount(slip.field, slip.before),
          );
    case 'SL4':
      return words.unusual(
        words.field[slip.field],
        amount(slip.field, slip.value),
        words.range(amount(slip.field, slip.range.min), amount(slip.field, slip.range.max)),
      );
  }
};

const MOTHER_UNITS: Readonly<Record<MotherField, string>> = {
  systolicMmHg: 'mmHg',
  diastolicMmHg: 'mmHg',
  weightKg: 'kg',
  haemoglobinGramsPerDl: 'g/dL',
};

/** As {@link slipText}, of what was measured of a mother. */
export const motherSlipText = (
  slip: MotherSlip,
  { locale, words }: { readonly locale: StaffLocale; readonly words: RuleMessages['motherSlip'] },
): string => {
  const amount = (field: MotherField, value: number): string =>
    `${formatNumber(value, locale)} ${MOTHER_UNITS[field]}`;
  switch (slip.rule) {
    case 'MS1':
    case 'MS2': {
      const [systolic, diastolic] = slip.values;
      const say = slip.rule === 'MS1' ? words.swapped : words.contradicts;
      return say(amount('systolicMmHg', systolic), amount('diastolicMmHg', diastolic));
    }
    case 'MS3':
      return words.weightChange(amount('weightKg', slip.value), amount('weightKg', slip.before));
    case 'MS4':
      return slip.suggestion === undefined
        ? words.impossible(words.field[slip.field], amount(slip.field, slip.value))
        : words.unit(
            words.field[slip.field],
            amount(slip.field, slip.value),
            amount(slip.field, slip.suggestion),
          );
  }
};

/** As {@link slipText}, of when a mother's visit is. */
export const datingSlipText = (
  slip: DatingSlip,
  { locale, words }: { readonly locale: StaffLocale; readonly words: RuleMessages['motherSlip'] },
): string => {
  const day = (date: string): string => formatDate(date, locale, { weekday: false });
  switch (slip.rule) {
    case 'MS5':
      return words.weeks(
        words.weeksOf(slip.written.weeks, slip.written.days),
        words.weeksOf(slip.counted.weeks, slip.counted.days),
      );
    case 'MS6':
      return words.postpartumDay(slip.written, slip.counted);
    case 'MS7':
      return 'why' in slip
        ? words.dueDate[slip.why](day(slip.due))
        : words.otherDueDate(day(slip.due), day(slip.before));
    case 'MS8':
      return words.visitNumber(slip.written, slip.before);
  }
};
