import type { Reason } from '../domain/vaccination/reason.ts';
import type { Product, VaccineId } from '../domain/vaccination/vaccine.ts';
import { formatDate } from './format.ts';
import type { VaccinationMessages } from './ja/vaccination.ts';
import type { Locale } from './locale.ts';

const PRODUCTS: Readonly<Record<Product, string>> = {
  'pcv-13': 'PCV13',
  'pcv-15': 'PCV15',
  'pcv-20': 'PCV20',
  'hpv-2': 'HPV2',
  'hpv-4': 'HPV4',
  'hpv-9': 'HPV9',
};

/** A month (`2025-07`) in words. */
const monthText = (month: string, locale: Locale): string =>
  locale === 'ja' ? `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月` : month;

/**
 * One sentence for a reason of the vaccination check. Holds days of the record, so it is for the screen only.
 * @param nameOf name of a vaccine in the language, from the schedule
 */
export const vaccinationReasonText = (
  reason: Reason,
  words: VaccinationMessages,
  locale: Locale,
  nameOf: (id: VaccineId) => string,
): string => {
  const { reasons } = words;
  const day = (date: string): string => formatDate(date, locale, { weekday: false });
  switch (reason.code) {
    case 'within-age':
    case 'birth-after-today':
    case 'not-begun-alone':
    case 'sex':
    case 'sex-unknown':
    case 'no-pregnancy':
    case 'no-schedule':
    case 'not-given-here':
    case 'voluntary':
      return reasons[reason.code];
    case 'interval-over':
    case 'given-after-age':
    case 'beyond-course':
      return reasons[reason.code](day(reason.given));
    case 'before-age':
    case 'before-programme':
      return reasons[reason.code](day(reason.from));
    case 'after-age':
    case 'extension':
      return reasons[reason.code](day(reason.last));
    case 'interval':
      return reasons.interval(day(reason.given), day(reason.from));
    case 'live-interval':
      return reasons['live-interval'](nameOf(reason.other), day(reason.given), day(reason.from));
    case 'live-same-day':
    case 'other-product':
      return reasons[reason.code](nameOf(reason.other));
    case 'interval-beyond-age':
      return reasons['interval-beyond-age'](day(reason.from), day(reason.last));
    case 'complete':
      return reasons.complete(reason.doses);
    case 'dose-left-out':
      return reasons['dose-left-out'](reason.dose);
    case 'condition':
      return reasons.condition(words.conditions[reason.condition], words.classes[reason.class]);
    case 'history':
      return reasons.history(nameOf(reason.of), day(reason.date), words.faults[reason.fault]);
    case 'first-dose-not-advised':
      return reasons['first-dose-not-advised'](day(reason.advisedTo));
    case 'not-supplied':
      return reasons['not-supplied'](monthText(reason.since, locale));
    case 'keep-product':
    case 'product-changed':
      return reasons[reason.code](PRODUCTS[reason.product]);
    case 'builds-on':
      return reasons['builds-on'](reason.others.map((id) => nameOf(id)).join(locale === 'ja' ? '・' : ', '));
    case 'long-illness':
      return reason.last === undefined
        ? reasons['long-illness']
        : reasons['long-illness-until'](day(reason.last));
  }
};
