import { PROGRAM_TABLE } from '../../catalog/programs.ts';
import { STATION_TABLE } from '../../catalog/stations.ts';
import { PROGRAMS, type ProgramId } from '../../domain/program.ts';
import type { Parameter, ParameterValue, RuleEntry } from '../../domain/rules/rule.ts';
import { REGISTRY } from '../../domain/rules/registry.ts';
import { RULES } from '../../domain/rules/rules.ts';
import {
  boundRange,
  reachesBeyondLaw,
  SPANS_MAX,
  spanOf,
  unitsOf,
  type WindowSpan,
  type WindowUnit,
} from '../../domain/own-windows.ts';
import type { StationId } from '../../domain/station.ts';
import { textIn } from '../../forms/text.ts';
import { valueText, wordIn, type RuleWords } from '../../i18n/criterion-text.ts';
import { rules as words } from '../../i18n/ja/rules.ts';
import type { RuleSetting } from '../../contract/rule-setting.ts';
import type { Hub } from '../hub.ts';
import { ruleMark, ruleSettingsOf } from '../rules/rule-settings.ts';
import { stationOrdersOf, stationsMark, usualOrder } from '../stations/station-orders.ts';
import { programWindowsOf, windowMark } from '../windows/program-windows.ts';

const JA: RuleWords = { locale: 'ja', words };

/** A unit in which a program's ages may be set, with its least and largest bound. */
export interface UnitView {
  readonly unit: WindowUnit;
  readonly least: number;
  readonly most: number;
}

/** The ages of one program: by law, as it comes, and as the municipality set them. */
export interface WindowView {
  readonly program: ProgramId;
  readonly title: string;
  readonly subject: 'child' | 'mother';
  /** The program's own comes with `standard`. */
  readonly units: readonly UnitView[];
  /** `undefined` where no law gives ages. */
  readonly law: WindowSpan | undefined;
  readonly standard: WindowSpan;
  /** One or several spans; `undefined` where the municipality set none. */
  readonly own: readonly WindowSpan[] | undefined;
  /** What it set holds ages that the law does not give. */
  readonly isBeyondLaw: boolean;
  /** What somebody saw who changes it. */
  readonly seen: string;
}

/** A station of a program's way through the venue. */
export interface StationView {
  readonly station: StationId;
  readonly title: string;
}

/** The order of one program's stations, the reception left out. */
export interface StationsView {
  readonly program: ProgramId;
  readonly title: string;
  readonly usual: readonly StationView[];
  /** `undefined` where the municipality set none. */
  readonly own: readonly StationView[] | undefined;
  /** What somebody saw who changes it. */
  readonly seen: string;
}

interface ParameterView {
  readonly name: string;
  readonly label: string;
  /** How it is entered: a number as typed, or one of these. */
  readonly choices: readonly { readonly value: string; readonly label: string }[] | undefined;
  /** As a form holds it. */
  readonly value: string;
  /** In words. */
  readonly standard: string;
  /** What it takes, in words; `undefined` for choices. */
  readonly range: string | undefined;
  readonly isOwn: boolean;
}

/** One rule with the values it runs with. */
export interface RuleView {
  readonly id: string;
  /** Whether it yields a criterion; the others ask back or show a number. */
  readonly isCriterion: boolean;
  readonly title: string;
  readonly version: string;
  readonly source: string;
  /** The threshold has no citable source. */
  readonly unsourced: boolean;
  readonly staffOnly: boolean;
  readonly programs: readonly string[];
  readonly on: boolean;
  readonly standardOn: boolean;
  /** Whether the municipality set anything. */
  readonly isOwn: boolean;
  readonly parameters: readonly ParameterView[];
  /** What somebody saw who changes it. */
  readonly seen: string;
}

interface SettingsView {
  readonly windows: readonly WindowView[];
  /** No program has more spans of ages. */
  readonly spansMax: number;
  /** Of the programs with more than one station. */
  readonly stations: readonly StationsView[];
  readonly rules: readonly RuleView[];
}

const titleOf = (program: ProgramId): string => textIn(PROGRAM_TABLE[program].title, 'ja');

const windowView = (program: ProgramId, own: readonly WindowSpan[] | undefined): WindowView => {
  const usual = PROGRAM_TABLE[program];
  const { subject, window, statutory } = usual;
  return {
    program,
    title: titleOf(program),
    subject,
    units: unitsOf(usual).map((unit) => {
      const [least, most] = boundRange(unit);
      return { unit, least, most };
    }),
    law: statutory && spanOf(statutory),
    standard: spanOf(window),
    own,
    isBeyondLaw: own !== undefined && reachesBeyondLaw(usual, own),
    seen: windowMark(program, own),
  };
};

const stationView = (station: StationId): StationView => ({
  station,
  title: textIn(STATION_TABLE[station].title, 'ja'),
});

const stationsView = (program: ProgramId, own: readonly StationId[] | undefined): StationsView => ({
  program,
  title: titleOf(program),
  usual: usualOrder(program).map(stationView),
  own: own?.map(stationView),
  seen: stationsMark(own),
});

/** A value as a form sends it. */
const formText = (value: ParameterValue): string =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);

const choicesOf = (parameter: Parameter): ParameterView['choices'] => {
  switch (parameter.kind) {
    case 'number':
      return undefined;
    case 'choice':
      return parameter.options.map((value) => ({ value, label: wordIn(words.choice, value) }));
    case 'switch':
      return (['yes', 'no'] as const).map((value) => ({ value, label: words.choice[value] }));
  }
};

/** What a number takes: 1〜30（整数）. */
const rangeOf = (parameter: Parameter): string | undefined => {
  if (parameter.kind !== 'number') return undefined;
  const { min, max, unit, whole } = parameter;
  const range = `${valueText(min, undefined, JA)}〜${valueText(max, unit, JA)}`;
  return whole === true ? `${range}（整数）` : range;
};

const labelOf = (name: string, parameter: Parameter): string =>
  parameter.kind === 'switch' && parameter.title !== undefined
    ? words.switchOf(parameter.title.ja)
    : wordIn(words.parameter, name);

const parameterView = (name: string, parameter: Parameter, own: RuleSetting | undefined): ParameterView => {
  const value = own?.parameters?.[name];
  return {
    name,
    label: labelOf(name, parameter),
    choices: choicesOf(parameter),
    value: formText(value ?? parameter.standard),
    standard: valueText(parameter.standard, parameter.kind === 'number' ? parameter.unit : undefined, JA),
    range: rangeOf(parameter),
    isOwn: value !== undefined,
  };
};

const ruleView = (rule: RuleEntry, own: RuleSetting | undefined): RuleView => ({
  id: rule.id,
  isCriterion: RULES.some(({ id }) => id === rule.id),
  title: rule.title.ja,
  version: rule.version,
  source: rule.source,
  unsourced: rule.unsourced,
  staffOnly: rule.audience === 'staff',
  programs: rule.programs.map(titleOf),
  on: own?.on ?? rule.on,
  standardOn: rule.on,
  isOwn: own !== undefined,
  parameters: Object.entries(rule.parameters).map(([name, parameter]) => parameterView(name, parameter, own)),
  seen: ruleMark(own),
});

/** Everything a municipality sets itself, beside what it would be otherwise. Holds nothing of any person. */
export const settingsView = async (hub: Hub, municipality: string): Promise<SettingsView> => {
  const { db } = hub.store;
  const windows = await programWindowsOf(db, municipality);
  const rules = await ruleSettingsOf(db, municipality);
  const orders = await stationOrdersOf(db, municipality);
  return {
    windows: PROGRAMS.map((program) => windowView(program, windows[program])),
    spansMax: SPANS_MAX,
    stations: PROGRAMS.filter((program) => usualOrder(program).length > 1).map((program) =>
      stationsView(program, orders[program]),
    ),
    rules: REGISTRY.map((rule) => ruleView(rule, Object.hasOwn(rules, rule.id) ? rules[rule.id] : undefined)),
  };
};
