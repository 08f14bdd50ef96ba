import { parseArgs } from 'node:util';
import { CommandError, type Command, type CommandContext } from './command.ts';
import { DAY_COMMANDS } from './day-commands.ts';
import { KEEPING_COMMANDS } from './keeping-commands.ts';
import { ORGANISATION_COMMANDS } from './organisation-commands.ts';

/** Every command of `npm run hub -- …` that lives in the hub. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  ...ORGANISATION_COMMANDS,
  ...DAY_COMMANDS,
  ...KEEPING_COMMANDS,
};

/** What can be asked for, one line each. */
export const helpText = (commands: Readonly<Record<string, Command>>): string => {
  const lines = Object.entries(commands).map(([name, { does, options }]) => {
    const given = Object.entries(options).map(([option, value]) =>
      option.endsWith('?') ? `[--${option.slice(0, -1)} <${value}>]` : `--${option} <${value}>`,
    );
    return `  ${[name, ...given].join(' ')}\n      ${does}`;
  });
  return `usage: npm run hub -- <command>\n\n${lines.join('\n')}`;
};

/** A command found among the words, with its options. */
export interface FoundCommand {
  readonly command: Command;
  readonly options: Readonly<Record<string, string>>;
}

/** The command that the words name, `undefined` when there is none. @throws CommandError when its options are wrong */
export const findCommand = (
  words: readonly string[],
  commands: Readonly<Record<string, Command>>,
): FoundCommand | undefined => {
  const two = words.slice(0, 2).join(' ');
  const name = [two, words[0] ?? ''].find((each) => Object.hasOwn(commands, each));
  const command = name === undefined ? undefined : commands[name];
  if (name === undefined || command === undefined) return undefined;
  const names = Object.keys(command.options).map((option) => option.replace(/\?$/, ''));
  try {
    const { values } = parseArgs({
      args: words.slice(name.split(' ').length),
      options: Object.fromEntries(names.map((option) => [option, { type: 'string' as const }])),
      strict: true,
    });
    const given = Object.entries(values).flatMap(([option, value]) =>
      typeof value === 'string' ? [[option, value] as const] : [],
    );
    return { command, options: Object.fromEntries(given) };
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : 'the options are wrong');
  }
};

export const runCommand = (
  { command, options }: FoundCommand,
  context: Omit<CommandContext, 'options'>,
): Promise<void> => {
  const missing = Object.keys(command.options).find(
    (option) => !option.endsWith('?') && options[option] === undefined,
  );
  if (missing !== undefined) throw new CommandError(`--${missing} is missing`);
  return command.run({ ...context, options });
};
