import { parseArgs } from 'node:util';
import { type AnyCommand, CommandError, type CommandContext, type HublessCommand } from './command.ts';
import { DAY_COMMANDS } from './day-commands.ts';
import { FORM_COMMANDS } from './form-commands.ts';
import { KEEPING_COMMANDS } from './keeping-commands.ts';
import { ORGANISATION_COMMANDS } from './organisation-commands.ts';
import { RESCUE_COMMANDS } from './rescue-commands.ts';
import { RULE_COMMANDS } from './rule-commands.ts';
import { STATION_COMMANDS } from './station-commands.ts';
import { WINDOW_COMMANDS } from './window-commands.ts';

/** Every command of `npm run hub -- …` that lives in the hub. */
export const COMMANDS: Readonly<Record<string, AnyCommand>> = {
  ...ORGANISATION_COMMANDS,
  ...DAY_COMMANDS,
  ...KEEPING_COMMANDS,
  ...FORM_COMMANDS,
  ...RULE_COMMANDS,
  ...RESCUE_COMMANDS,
  ...WINDOW_COMMANDS,
  ...STATION_COMMANDS,
};

/** What can be asked for, one line each. */
export const helpText = (commands: Readonly<Record<string, AnyCommand>>): string => {
  const lines = Object.entries(commands).map(([name, { does, words = [], options }]) => {
    const places = words.map((word) => (word.endsWith('?') ? `[${word.slice(0, -1)}]` : `<${word}>`));
    const given = Object.entries(options).map(([option, value]) =>
      option.endsWith('?') ? `[--${option.slice(0, -1)} <${value}>]` : `--${option} <${value}>`,
    );
    return `  ${[name, ...places, ...given].join(' ')}\n      ${does}`;
  });
  return `usage: npm run hub -- <command>\n\n${lines.join('\n')}`;
};

/** A command found among the words, with its options. */
export interface FoundCommand {
  readonly command: AnyCommand;
  readonly options: Readonly<Record<string, string>>;
}

/** The command that the words name, `undefined` when there is none. @throws CommandError when its options are wrong */
export const findCommand = (
  words: readonly string[],
  commands: Readonly<Record<string, AnyCommand>>,
): FoundCommand | undefined => {
  const two = words.slice(0, 2).join(' ');
  const name = [two, words[0] ?? ''].find((each) => Object.hasOwn(commands, each));
  const command = name === undefined ? undefined : commands[name];
  if (name === undefined || command === undefined) return undefined;
  const names = Object.keys(command.options).map((option) => option.replace(/\?$/, ''));
  const places = (command.words ?? []).map((word) => word.replace(/\?$/, ''));
  try {
    const { values, positionals } = parseArgs({
      args: words.slice(name.split(' ').length),
      options: Object.fromEntries(names.map((option) => [option, { type: 'string' as const }])),
      strict: true,
      allowPositionals: places.length > 0,
    });
    if (positionals.length > places.length) throw new Error('there are too many words');
    const given = Object.entries(values).flatMap(([option, value]) =>
      typeof value === 'string' ? [[option, value] as const] : [],
    );
    const placed = positionals.map((word, at) => [places[at] ?? '', word] as const);
    return { command, options: Object.fromEntries([...given, ...placed]) };
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : 'the options are wrong');
  }
};

const isHubless = (command: AnyCommand): command is HublessCommand => 'runAlone' in command;

/** Whether the hub must be opened for a command. */
export const needsHub = ({ command }: FoundCommand): boolean => !isHubless(command);

const checkGiven = ({ command, options }: FoundCommand): void => {
  const isMissing = (name: string): boolean => !name.endsWith('?') && options[name] === undefined;
  const word = command.words?.find(isMissing);
  if (word !== undefined) throw new CommandError(`<${word}> is missing`);
  const option = Object.keys(command.options).find(isMissing);
  if (option !== undefined) throw new CommandError(`--${option} is missing`);
};

/** Runs a command that needs no hub. */
export const runAlone = async (found: FoundCommand, say: CommandContext['say']): Promise<void> => {
  checkGiven(found);
  if (isHubless(found.command)) await found.command.runAlone({ options: found.options, say });
};

export const runCommand = async (
  found: FoundCommand,
  context: Omit<CommandContext, 'options'>,
): Promise<void> => {
  const { command, options } = found;
  if (isHubless(command)) return runAlone(found, context.say);
  checkGiven(found);
  await command.run({ ...context, options });
};
