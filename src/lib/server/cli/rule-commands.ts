import { REGISTRY } from '../../domain/rules/registry.ts';
import type { Parameter, RuleEntry } from '../../domain/rules/rule.ts';
import {
  resetRule,
  ruleSettingsOf,
  setRule,
  type RuleChange,
  type RuleRefusal,
} from '../rules/rule-settings.ts';
import { columns, CommandError, tenant, type Command, type CommandContext } from './command.ts';

/** What a parameter takes, in one word. */
const rangeOf = (parameter: Parameter): string => {
  switch (parameter.kind) {
    case 'number':
      return `${parameter.min}…${parameter.max}`;
    case 'choice':
      return parameter.options.join('|');
    case 'switch':
      return 'yes|no';
  }
};

const shown = (value: unknown): string =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);

const ruleOf = ({ options }: CommandContext): RuleEntry => {
  const rule = REGISTRY.find(({ id }) => id === options['rule']);
  if (rule === undefined) throw new CommandError('there is no such rule: hub rules list');
  return rule;
};

/** @throws CommandError for anything but yes and no */
const yesOrNo = (text: string, name: string): boolean => {
  if (text !== 'yes' && text !== 'no') throw new CommandError(`${name} is yes or no`);
  return text === 'yes';
};

const valueOf = (parameter: Parameter, text: string, name: string): number | boolean | string => {
  switch (parameter.kind) {
    case 'number':
      // An empty text would be 0.
      return text.trim() === '' ? Number.NaN : Number(text);
    case 'choice':
      return text;
    case 'switch':
      return yesOrNo(text, name);
  }
};

/** `name=value,name=value`. @throws CommandError for a name the rule does not have */
const parametersIn = (text: string, rule: RuleEntry): Readonly<Record<string, number | boolean | string>> =>
  Object.fromEntries(
    text.split(',').map((pair) => {
      const [name = '', ...rest] = pair.split('=');
      const parameter = Object.hasOwn(rule.parameters, name) ? rule.parameters[name] : undefined;
      if (parameter === undefined || rest.length === 0) {
        const names = Object.keys(rule.parameters).join(', ');
        throw new CommandError(`--values is name=value of ${names === '' ? 'no parameter' : names}`);
      }
      const value = valueOf(parameter, rest.join('='), name);
      if (typeof value === 'number' && !Number.isFinite(value)) {
        throw new CommandError(`${name} takes ${rangeOf(parameter)}`);
      }
      return [name, value];
    }),
  );

const complaint = ({ parameter, why }: RuleRefusal, rule: RuleEntry): string => {
  const known = parameter === undefined ? undefined : rule.parameters[parameter];
  return known === undefined ? why : `${parameter} takes ${rangeOf(known)}`;
};

const list = async (context: CommandContext): Promise<void> => {
  const { hub, say } = context;
  const settings = await ruleSettingsOf(hub.store.db, await tenant(context));
  const lines = REGISTRY.map((rule) => {
    const own = settings[rule.id];
    const values = Object.entries(rule.parameters).map(([name, parameter]) => {
      const value = own?.parameters?.[name];
      return `${name}=${shown(value ?? parameter.standard)}${value === undefined ? '' : '*'}`;
    });
    const mark = own?.on === undefined ? '' : '*';
    return [
      rule.id,
      `v${rule.version}`,
      `${shown(own?.on ?? rule.on)}${mark}`,
      values.join(' '),
      rule.title.ja,
    ];
  });
  for (const line of columns([['rule', 'version', 'on', 'values', 'title'], ...lines])) say(line);
  say('* set by the municipality');
};

export const RULE_COMMANDS: Readonly<Record<string, Command>> = {
  'rules list': {
    does: 'the clinical rules with their versions and values; what the municipality set bears a *',
    options: { 'municipality?': 'code' },
    run: list,
  },
  'rules set': {
    does: 'switches a rule on or off, or sets its values; tablets get it with their next list',
    words: ['rule'],
    options: { 'on?': 'yes|no', 'values?': 'name=value,…', 'municipality?': 'code' },
    run: async (context) => {
      const { hub, actor, options, say } = context;
      const rule = ruleOf(context);
      const { on, values } = options;
      if (on === undefined && values === undefined) throw new CommandError('--on or --values is missing');
      const change: RuleChange = {
        ...(on === undefined ? {} : { on: yesOrNo(on, '--on') }),
        ...(values === undefined ? {} : { parameters: parametersIn(values, rule) }),
      };
      const municipality = await tenant(context);
      const set = await setRule(hub, actor, { municipality, rule: rule.id }, change);
      if (!set.ok) throw new CommandError(complaint(set.error, rule));
      say(`set ${rule.id}`);
    },
  },
  'rules reset': {
    does: 'takes what was set for a rule away again',
    words: ['rule'],
    options: { 'municipality?': 'code' },
    run: async (context) => {
      const rule = ruleOf(context);
      const municipality = await tenant(context);
      const reset = await resetRule(context.hub, context.actor, { municipality, rule: rule.id });
      if (!reset.ok) throw new CommandError('nothing was set for this rule');
      context.say(`reset ${rule.id}`);
    },
  },
};
