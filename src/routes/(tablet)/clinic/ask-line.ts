import type { DayBundle } from '$lib/contract/bundle.ts';
import type { RosterEntry } from '$lib/contract/people.ts';
import type { DatingSlip } from '$lib/domain/pregnancy/dating-slip.ts';
import type { MotherSlip } from '$lib/domain/pregnancy/mother-slip.ts';
import type { AskId } from '$lib/domain/rules/remarks.ts';
import type { ChildDoubt } from '$lib/domain/rules/wrong-child.ts';
import type { Slip } from '$lib/domain/slip.ts';
import type { ClinicMessages } from '$lib/i18n/ja/clinic.ts';
import type { RuleMessages } from '$lib/i18n/ja/rules.ts';
import type { StaffLocale } from '$lib/i18n/locale.ts';
import { askingRule } from '$lib/tablet/asking-rule.ts';
import type { BoardLine } from '$lib/tablet/board-line.ts';
import { lookAlikes } from '$lib/tablet/look-alikes.ts';
import { rosterDoubts } from '$lib/tablet/section-notes.ts';
import { doubtText } from './doubt-text.ts';
import { datingSlipText, motherSlipText, slipText } from './slip-text.ts';

/** A question back in words, with the rule that asks it and where that stands in print. */
export interface AskLine {
  readonly text: string;
  readonly rule: string;
  readonly why: string;
}

/** Everything that is asked back beside a section. */
interface Asks {
  readonly doubts: readonly ChildDoubt[];
  readonly slips?: readonly Slip[];
  readonly motherSlips?: readonly MotherSlip[];
  readonly datingSlips?: readonly DatingSlip[];
  /** Findings beside a judgement of no abnormality. */
  readonly judgementDoubt?: boolean;
}

interface AskWords {
  readonly locale: StaffLocale;
  readonly rules: RuleMessages;
  readonly clinic: ClinicMessages;
  readonly alike: readonly RosterEntry[];
  readonly weightUnit?: 'g' | 'kg';
  /** Day of the visit that sizes are compared with. */
  readonly before?: string | undefined;
}

/** What the list says against this being the right person, and who of it is alike. */
export const rosterAsks = (
  { entry, facts }: BoardLine,
  lines: readonly BoardLine[],
  bundle: Pick<DayBundle, 'windows' | 'spans' | 'rules'> | undefined,
): { readonly alike: readonly RosterEntry[]; readonly doubts: readonly ChildDoubt[] } => {
  const alike = lookAlikes(
    entry,
    lines.map((line) => line.entry),
  );
  return { alike, doubts: rosterDoubts(entry, facts, alike.length > 0, bundle, bundle?.rules) };
};

/** The questions back in words, each with the rule of the registry that asks it. */
export const askLines = (
  { doubts, slips = [], motherSlips = [], datingSlips = [], judgementDoubt = false }: Asks,
  { locale, rules, clinic, alike, weightUnit = 'g', before }: AskWords,
): readonly AskLine[] => {
  const ask = (id: AskId, text: string): AskLine => {
    const { rule, title, source, version } = askingRule(id);
    return { text, rule, why: rules.askedWhy(title[locale], rules.sourceAndVersion(source, version)) };
  };
  const ofChild = { locale, words: rules.doubt, fields: clinic.slip.field };
  const ofMother = { locale, words: rules.motherSlip };
  return [
    ...doubts.map((doubt) => ask(doubt.rule, doubtText(doubt, alike, ofChild))),
    ...slips.map((slip) =>
      ask(slip.rule, slipText(slip, { locale, words: clinic.slip, weightUnit, before })),
    ),
    ...motherSlips.map((slip) => ask(slip.rule, motherSlipText(slip, ofMother))),
    ...datingSlips.map((slip) => ask(slip.rule, datingSlipText(slip, ofMother))),
    ...(judgementDoubt ? [ask('JU4', clinic.judgementMismatch)] : []),
  ];
};
