import type { VaccineEligibility } from '../../domain/vaccination/eligibility.ts';
import type { GivenDose } from '../../domain/vaccination/record/history.ts';
import type { Reason } from '../../domain/vaccination/reason.ts';
import { vaccinationSchedule } from '../../domain/vaccination/vaccination-rule.ts';
import { vaccineById } from '../../domain/vaccination/schedule/schedule.ts';
import type { VaccineId } from '../../domain/vaccination/vaccine.ts';
import { formatDate, formatNumber } from '../../i18n/format.ts';
import type { VaccinationMessages } from '../../i18n/ja/vaccination.ts';
import type { StaffLocale } from '../../i18n/locale.ts';
import { vaccinationReasonText } from '../../i18n/vaccination-reason-text.ts';
import type { RecordDoubt } from './record-doubts.ts';
import type { VaccinationCheck } from './vaccination-check.ts';
import type { VaccineLine } from './vaccine-line.ts';

/** A sentence with where it stands in print. */
export interface GroundText {
  readonly text: string;
  readonly source: string;
}

/** One vaccine in words. */
export interface VaccineText {
  readonly vaccine: VaccineId;
  readonly name: string;
  readonly status: VaccineEligibility['status'];
  /** With the day, where it is not yet. */
  readonly statusText: string;
  /** Which dose, until when, usual days. */
  readonly facts: readonly string[];
  /** What the tablet adds: the guardian did not choose it, earlier doses are not known. */
  readonly remarks: readonly string[];
  readonly reasons: readonly GroundText[];
}

/** The whole check in words. */
export interface CheckTexts {
  readonly words: VaccinationMessages;
  /** The rule of the check: what it is called, its source and version. */
  readonly why: string;
  readonly lines: readonly VaccineText[];
  readonly others: readonly VaccineText[];
  readonly common: readonly GroundText[];
  readonly open: readonly string[];
  readonly conflicts: readonly string[];
  /** The doses before today that the check goes by, by who said so; empty where nobody did. */
  readonly history: { readonly recorded: readonly string[]; readonly told: readonly string[] };
  /** For beside the decision. */
  readonly doubts: readonly string[];
}

interface Language {
  readonly words: VaccinationMessages;
  readonly locale: StaffLocale;
}

const nameIn =
  ({ locale }: Language) =>
  (id: VaccineId): string =>
    vaccineById(id).name[locale];

const dayIn = (date: string, { locale }: Language): string => formatDate(date, locale, { weekday: false });

const groundOf = (why: Reason, language: Language): GroundText => {
  const { words, locale } = language;
  const source = words.source(why.source, why.edition);
  return {
    text: vaccinationReasonText(why, words, locale, nameIn(language)),
    source: why.unsourced === true ? `${source} ${words.unsourced}` : source,
  };
};

const factsOf = (eligibility: VaccineEligibility, language: Language): readonly string[] => {
  const { words } = language;
  const day = (date: string): string => dayIn(date, language);
  const { dose, of, part } = { dose: undefined, of: undefined, part: undefined, ...eligibility };
  const { last, standard } =
    eligibility.status === 'can-be-given' ? eligibility : { last: undefined, standard: undefined };
  const usual =
    standard?.last === undefined
      ? standard && words.from(day(standard.first))
      : words.between(day(standard.first), day(standard.last));
  return [
    ...(dose === undefined || of === undefined
      ? []
      : [of === 1 && part === 'single' ? words.part.single : words.dose(dose, of)]),
    ...(last === undefined ? [] : [words.until(day(last))]),
    ...(usual === undefined ? [] : [`${words.standard} ${usual}`]),
  ];
};

interface Extra {
  readonly status: VaccineEligibility['status'];
  readonly facts: readonly string[];
  readonly remarks: readonly string[];
  /** Said once for all vaccines, so not again here. */
  readonly common: readonly Reason[];
}

const isSaid = (why: Reason, common: readonly Reason[]): boolean =>
  why.code === 'condition' &&
  common.some((each) => each.code === 'condition' && each.condition === why.condition);

const textOf = (
  eligibility: VaccineEligibility,
  { status, facts, remarks, common }: Extra,
  language: Language,
): VaccineText => {
  const { words } = language;
  const { vaccine, reasons } = eligibility;
  const from = eligibility.status === 'not-yet' ? eligibility.from : undefined;
  const own = reasons.filter((why) => !isSaid(why, common));
  return {
    vaccine,
    name: nameIn(language)(vaccine),
    status,
    statusText: from === undefined ? words.status[status] : words.notYet(dayIn(from, language)),
    facts,
    remarks: own.length < reasons.length ? [words.byAnswers, ...remarks] : remarks,
    reasons: own.map((why) => groundOf(why, language)),
  };
};

const lineText = (
  { eligibility, status, isNamed, typedDose, isEarlierUnknown }: VaccineLine,
  common: readonly Reason[],
  language: Language,
): VaccineText => {
  const { words } = language;
  const facts = isEarlierUnknown && typedDose !== undefined ? [words.typedDose(typedDose)] : undefined;
  const remarks = [...(isNamed ? [] : [words.notNamed]), ...(isEarlierUnknown ? [words.earlierUnknown] : [])];
  return textOf(
    eligibility,
    { status, facts: facts ?? factsOf(eligibility, language), remarks, common },
    language,
  );
};

const doubtText = (doubt: RecordDoubt, language: Language): string => {
  const { words, locale } = language;
  const { doubts } = words;
  const name = nameIn(language);
  switch (doubt.code) {
    case 'status':
      return doubts.status(name(doubt.vaccine), words.status[doubt.status]);
    case 'fever':
      return doubts.fever(formatNumber(doubt.temperatureCelsius, locale, { min: 1, max: 1 }));
    case 'dose-known':
      return doubts['dose-known'](name(doubt.vaccine), doubt.typed, doubt.known);
    case 'lot-expired':
      return doubts['lot-expired'](name(doubt.vaccine), dayIn(doubt.expiry, language));
    case 'not-named':
    case 'twice':
    case 'lot-is-code':
      return doubts[doubt.code](name(doubt.vaccine));
  }
};

/** Each vaccine once, with the days on which it was given. */
const dosesText = (doses: readonly GivenDose[], language: Language): readonly string[] =>
  [...Map.groupBy(doses, ({ vaccine }) => vaccine)].map(([vaccine, given]) =>
    language.words.given(
      nameIn(language)(vaccine),
      given.map(({ date, dose, conflict }) => {
        const said = language.words.givenOn(dayIn(date, language), dose);
        return conflict === true ? language.words.inConflict(said) : said;
      }),
    ),
  );

export const checkTexts = (check: VaccinationCheck, language: Language): CheckTexts => {
  const { words } = language;
  const { common } = check;
  const name = nameIn(language);
  return {
    words,
    why: words.rule(
      vaccinationSchedule.title[language.locale],
      vaccinationSchedule.source,
      vaccinationSchedule.version,
    ),
    lines: check.lines.map((line) => lineText(line, common, language)),
    others: check.others.map((each) =>
      textOf(each, { status: each.status, facts: factsOf(each, language), remarks: [], common }, language),
    ),
    common: common.map((why) => groundOf(why, language)),
    open: [
      ...check.openQuestions.map((question) => words.openQuestions[question]),
      ...check.openConditions.map((condition) => words.conditions[condition]),
    ],
    conflicts: check.conflicts.map(({ code, one, other }) => words.conflicts[code](name(one), name(other))),
    history: {
      recorded: dosesText(check.history.recorded, language),
      told: dosesText(check.history.told, language),
    },
    doubts: check.doubts.map((doubt) => doubtText(doubt, language)),
  };
};
