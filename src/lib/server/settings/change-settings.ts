import { parseAs } from '../../contract/parse-as.ts';
import {
  RuleForm,
  RuleResetForm,
  StationsForm,
  StationsResetForm,
  WindowForm,
  WindowResetForm,
} from '../../contract/settings-form.ts';
import { PROGRAM_TABLE } from '../../catalog/programs.ts';
import { err, type Result } from '../../domain/result.ts';
import type { Parameter } from '../../domain/rules/rule.ts';
import { REGISTRY } from '../../domain/rules/registry.ts';
import { normaliseDigits } from '../../i18n/normalise-digits.ts';
import type { Actor } from '../actor.ts';
import type { ConsoleUser } from '../auth/console-session.ts';
import type { Hub } from '../hub.ts';
import { replaceRule, resetRule, type RuleRefusal } from '../rules/rule-settings.ts';
import {
  resetStationOrder,
  setStationOrder,
  stationsIn,
  type StationsRefusal,
} from '../stations/station-orders.ts';
import { resetProgramWindow, setProgramWindow, type WindowRefusal } from '../windows/program-windows.ts';
import { spanLines } from './span-lines.ts';

/** Why the console changed nothing. `form-malformed`: no page of ours sends such a form. */
export interface SettingsRefusal {
  readonly code: WindowRefusal['why'] | StationsRefusal | RuleRefusal['why'] | 'form-malformed';
  /** The parameter that is wrong, where it is one. */
  readonly parameter?: string;
  /** The line of ages that is wrong, counted from 1. */
  readonly line?: number;
  /** HTTP status that goes with it. */
  readonly status: 400 | 409 | 422;
}

type Outcome = Promise<Result<undefined, SettingsRefusal>>;

const STATUS: Readonly<Record<SettingsRefusal['code'], SettingsRefusal['status']>> = {
  'form-malformed': 400,
  'unknown-rule': 400,
  'unknown-parameter': 400,
  'changed-since': 409,
  'nothing-set': 409,
  'no-span': 422,
  'too-many': 422,
  'wrong-unit': 422,
  'not-whole': 422,
  'before-first': 422,
  'no-day': 422,
  overlap: 422,
  'beyond-law': 422,
  'not-an-order': 422,
  'not-allowed': 422,
};

const refusal = (code: SettingsRefusal['code'], parameter?: string): SettingsRefusal => ({
  code,
  status: STATUS[code],
  ...(parameter === undefined ? {} : { parameter }),
});

const MALFORMED = err(refusal('form-malformed'));

const VALUE = 'value.';

/** Fields of a form by name; `undefined` where one is a file or is there twice. Names that begin with `value.` make `values`. */
const fieldsOf = (form: FormData): Readonly<Record<string, unknown>> | undefined => {
  const fields = new Map<string, string>();
  const values = new Map<string, string>();
  for (const [name, value] of form.entries()) {
    const [group, key] = name.startsWith(VALUE) ? [values, name.slice(VALUE.length)] : [fields, name];
    if (typeof value !== 'string' || key === '__proto__' || group.has(key)) return undefined;
    group.set(key, value);
  }
  return {
    ...Object.fromEntries(fields),
    ...(values.size === 0 ? {} : { values: Object.fromEntries(values) }),
  };
};

/** A number as typed, full-width digits too; `NaN` for anything else, nothing at all included. */
const numberIn = (text: string): number => {
  const typed = normaliseDigits(text)
    .trim()
    .replaceAll('．', '.')
    .replace(/^[−－‐-]/, '-');
  return /^-?\d{1,6}(?:\.\d{1,6})?$/.test(typed) ? Number(typed) : Number.NaN;
};

const actorOf = ({ userId }: ConsoleUser): Actor => ({ kind: 'console', id: userId });

/** Sets the ages of a program as a form says: a line for every span; empty lines are left out. */
export const saveWindow = async (hub: Hub, user: ConsoleUser, form: FormData): Outcome => {
  const fields = fieldsOf(form);
  const { data } = parseAs(WindowForm, fields && spanLines(fields));
  if (data === undefined) return MALFORMED;
  const { program, seen } = data;
  const lines = data.spans
    .map((span, at) => ({ ...span, line: at + 1 }))
    .filter(({ from, end }) => from.trim() !== '' || end.trim() !== '');
  const spans = lines.map(({ unit = PROGRAM_TABLE[program].window.unit, from, end }) => ({
    unit,
    from: numberIn(from),
    end: numberIn(end),
  }));
  const place = { municipality: user.municipality.code, program };
  const set = await setProgramWindow(hub, actorOf(user), place, spans, seen);
  if (set.ok) return set;
  const line = set.error.at === undefined ? undefined : lines[set.error.at]?.line;
  return err({ ...refusal(set.error.why), ...(line === undefined ? {} : { line }) });
};

/** Goes back to a program's own ages. */
export const clearWindow = async (hub: Hub, user: ConsoleUser, form: FormData): Outcome => {
  const { data } = parseAs(WindowResetForm, fieldsOf(form));
  if (data === undefined) return MALFORMED;
  const place = { municipality: user.municipality.code, program: data.program };
  const reset = await resetProgramWindow(hub, actorOf(user), place, data.seen);
  return reset.ok ? reset : err(refusal(reset.error.why));
};

/** Sets the order of a program's stations as a form says. */
export const saveStations = async (hub: Hub, user: ConsoleUser, form: FormData): Outcome => {
  const { data } = parseAs(StationsForm, fieldsOf(form));
  if (data === undefined) return MALFORMED;
  const { program, order, seen } = data;
  const place = { municipality: user.municipality.code, program };
  const set = await setStationOrder(hub, actorOf(user), place, stationsIn(order) ?? [], seen);
  return set.ok ? set : err(refusal(set.error));
};

/** Goes back to the usual order of a program's stations. */
export const clearStations = async (hub: Hub, user: ConsoleUser, form: FormData): Outcome => {
  const { data } = parseAs(StationsResetForm, fieldsOf(form));
  if (data === undefined) return MALFORMED;
  const place = { municipality: user.municipality.code, program: data.program };
  const reset = await resetStationOrder(hub, actorOf(user), place, data.seen);
  return reset.ok ? reset : err(refusal(reset.error));
};

const valueIn = (parameter: Parameter | undefined, text: string): number | boolean | string => {
  if (parameter?.kind === 'number') return numberIn(text);
  // Anything but yes and no stays a text, which a switch does not take.
  if (parameter?.kind === 'switch' && (text === 'yes' || text === 'no')) return text === 'yes';
  return text;
};

/** Gives a rule all its values, as a form says. */
export const saveRule = async (hub: Hub, user: ConsoleUser, form: FormData): Outcome => {
  const { data } = parseAs(RuleForm, { values: {}, ...fieldsOf(form) });
  if (data === undefined) return MALFORMED;
  const { rule: ruleId, on, values, seen } = data;
  const known = REGISTRY.find(({ id }) => id === ruleId)?.parameters ?? {};
  if (Object.keys(known).some((name) => !Object.hasOwn(values, name))) return MALFORMED;
  const parameters = Object.fromEntries(
    Object.entries(values).map(([name, text]) => [
      name,
      valueIn(Object.hasOwn(known, name) ? known[name] : undefined, text),
    ]),
  );
  const place = { municipality: user.municipality.code, rule: ruleId };
  const set = await replaceRule(hub, actorOf(user), place, { on: on === 'yes', parameters }, seen);
  return set.ok ? set : err(refusal(set.error.why, set.error.parameter));
};

/** Takes what was set for a rule away. */
export const clearRule = async (hub: Hub, user: ConsoleUser, form: FormData): Outcome => {
  const { data } = parseAs(RuleResetForm, fieldsOf(form));
  if (data === undefined) return MALFORMED;
  const place = { municipality: user.municipality.code, rule: data.rule };
  const reset = await resetRule(hub, actorOf(user), place, data.seen);
  return reset.ok ? reset : err(refusal(reset.error.why, reset.error.parameter));
};
