import type { MetCriterion } from '../contract/met-criterion.ts';
import type { OwnAges } from '../contract/program-windows.ts';
import type { SizeField } from '../domain/infant-size.ts';
import type { DatingSlip } from '../domain/pregnancy/dating-slip.ts';
import type { MotherField, MotherSlip } from '../domain/pregnancy/mother-slip.ts';
import type { CriterionInput } from '../domain/rules/criterion.ts';
import { askedBy } from '../domain/rules/remarks.ts';
import { valuesHere } from '../domain/rules/rule.ts';
import type { RuleSettings } from '../domain/rules/rule-settings.ts';
import type { ChildDoubt } from '../domain/rules/wrong-child.ts';
import type { Slip } from '../domain/slip.ts';
import type { CompiledForm } from '../forms/form.ts';
import type { RuledChild } from './checkup-criteria.ts';
import type { ChildFacts } from './child-facts.ts';
import type { LiveSection } from './section-answers.ts';
import {
  datingNotes,
  judgementDoubt,
  measurementSlips,
  motherMeasurementSlips,
  rosterDoubts,
  sizeDoubts,
} from './section-notes.ts';

/** Whatever is asked back beside a section; `rule` stands in the domain's SPEC.md. */
type Ask = Slip | MotherSlip | DatingSlip | ChildDoubt | { readonly rule: 'JU4' };

/** A section as it is signed, and what it is held against. */
interface AskedSection {
  readonly child: RuledChild & { readonly facts: ChildFacts };
  readonly form: CompiledForm;
  readonly live: LiveSection;
  /** Somebody of the list has the same birth date and a name much like this one's. */
  readonly lookAlike: boolean;
  /** The ages the municipality set. */
  readonly own: OwnAges;
  readonly settings: RuleSettings;
}

/** Everything that is asked back beside a section as it stands. */
const asksOf = ({ child, form, live, lookAlike, own, settings }: AskedSection): readonly Ask[] => {
  const { entry, facts } = child;
  const isMeasured = live.section === 'measurement';
  return [
    ...rosterDoubts(entry, facts, lookAlike, own, settings),
    ...(isMeasured ? sizeDoubts(entry, facts, live, settings) : []),
    ...(isMeasured ? measurementSlips(entry, facts, live, settings) : []),
    ...motherMeasurementSlips(entry, facts, live, settings),
    ...datingNotes(entry, facts, live, settings),
    ...(live.section === 'examination' && judgementDoubt(form, live.answers, settings)
      ? [{ rule: 'JU4' } as const]
      : []),
  ];
};

const UNITS: Readonly<Record<SizeField | MotherField, string>> = {
  weightGrams: 'g',
  heightCm: 'cm',
  headCm: 'cm',
  chestCm: 'cm',
  weightKg: 'kg',
  systolicMmHg: 'mm[Hg]',
  diastolicMmHg: 'mm[Hg]',
  haemoglobinGramsPerDl: 'g/dL',
};

const sized = (field: SizeField | MotherField, value: number, before?: number): readonly CriterionInput[] => [
  { name: field, value, unit: UNITS[field] },
  ...(before === undefined ? [] : [{ name: `before.${field}`, value: before, unit: UNITS[field] }]),
];

const inDays = ({
  weeks,
  days = 0,
}: {
  readonly weeks: number;
  readonly days?: number | undefined;
}): number => weeks * 7 + days;

/** What a question back was asked by. Of a look-alike nothing is held: it would name another child. */
const inputsOf = (ask: Ask): readonly CriterionInput[] => {
  switch (ask.rule) {
    case 'SL1':
    case 'SL4':
    case 'MS4':
      return sized(ask.field, ask.value);
    case 'SL2':
      return ask.fields.flatMap((field, index) => sized(field, ask.values[index] ?? Number.NaN));
    case 'SL3':
    case 'WC1':
      return sized(ask.field, ask.value, ask.before);
    case 'MS1':
    case 'MS2':
      return [...sized('systolicMmHg', ask.values[0]), ...sized('diastolicMmHg', ask.values[1])];
    case 'MS3':
      return sized('weightKg', ask.value, ask.before);
    case 'MS5':
      return [
        { name: 'gestationDays', value: inDays(ask.written), unit: 'd' },
        { name: 'counted.gestationDays', value: inDays(ask.counted), unit: 'd' },
      ];
    case 'MS6':
      return [
        { name: 'postpartumDay', value: ask.written },
        { name: 'counted.postpartumDay', value: ask.counted },
      ];
    case 'MS7':
      return [
        { name: 'dueDate', value: ask.due },
        ...('before' in ask ? [{ name: 'before.dueDate', value: ask.before }] : []),
      ];
    case 'MS8':
      return [
        { name: 'visitNumber', value: ask.written },
        { name: 'before.visitNumber', value: ask.before },
      ];
    case 'WC2':
      return [{ name: 'age', value: ask.age }];
    case 'WC3':
      return [];
    case 'JU4':
      return [{ name: 'judgement', value: 'no-abnormality' }];
  }
};

/**
 * What was asked back beside a section when it was signed: like a criterion that was met, with rule, version, values,
 * ids and inputs. [CR2]
 */
export const signedAsks = (section: AskedSection): readonly MetCriterion[] =>
  [...Map.groupBy(asksOf(section), ({ rule }) => askedBy(rule))].map(([rule, asks]) => {
    const inputs = new Map(asks.flatMap(inputsOf).map((input) => [input.name, input]));
    return {
      rule: rule.id,
      version: rule.version,
      state: 'met',
      parameters: { ...valuesHere(rule, section.settings) },
      clauses: [...new Set(asks.map((ask) => ask.rule))],
      inputs: [...inputs.values()].map((input) => ({ ...input })),
    };
  });
