import type { Outcome } from '../../contract/problem.ts';
import type { Actor } from '../actor.ts';
import type { HubEnv } from '../env.ts';
import type { Hub } from '../hub.ts';
import { findMunicipality, listClinics, listMunicipalities } from '../store/organisations.ts';

/** What a command works with. */
export interface CommandContext {
  readonly hub: Hub;
  readonly env: HubEnv;
  readonly actor: Actor;
  /** Options given as `--name value`, and words behind the command by their names. */
  readonly options: Readonly<Record<string, string>>;
  readonly say: (line: string) => void;
  /** Asks for a secret: typed unseen at a terminal, or a line of the input. */
  readonly askSecret: (question: string) => Promise<string>;
}

/** How a command is called. */
interface Callable {
  /** One line: what it does. */
  readonly does: string;
  /** What stands behind the command without a name, in order; those with a trailing `?` may be left out. */
  readonly words?: readonly string[];
  /** Options by name, with what stands after them; those with a trailing `?` may be left out. */
  readonly options: Readonly<Record<string, string>>;
}

export interface Command extends Callable {
  /** @throws CommandError when the input is wrong */
  readonly run: (context: CommandContext) => Promise<void>;
}

/** A command that works without a hub: nothing is opened, and nothing made where there is none yet. */
export interface HublessCommand extends Callable {
  /** @throws CommandError when the input is wrong */
  readonly runAlone: (context: Pick<CommandContext, 'options' | 'say'>) => Promise<void>;
}

export type AnyCommand = Command | HublessCommand;

/** The input is wrong: one line is shown, no stack. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  /** What the command ends with: 1, or 2 where there was nothing to work on. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The value of an option that must be there. */
export const required = ({ options }: CommandContext, name: string): string => {
  const value = options[name];
  if (value === undefined) throw new CommandError(`--${name} is missing`);
  return value;
};

/** The value of an outcome. @throws CommandError that names the code and the field */
export const orFail = <T>(outcome: Outcome<T>): T => {
  if (outcome.ok) return outcome.value;
  const { code, detail } = outcome.error;
  const field = detail?.['field'];
  throw new CommandError(field === undefined ? code : `${String(field)} is not acceptable (${code})`);
};

/** The municipality named by `--municipality`, or the only one there is. */
export const tenant = async (context: CommandContext): Promise<string> => {
  const { hub, options } = context;
  const named = options['municipality'];
  const all = await listMunicipalities(hub.store.db);
  if (named !== undefined) {
    if ((await findMunicipality(hub.store.db, named)) === undefined) {
      throw new CommandError(`there is no municipality ${named}`);
    }
    return named;
  }
  const [only, second] = all;
  if (only === undefined) throw new CommandError('there is no municipality yet: hub municipality add');
  if (second !== undefined) throw new CommandError('there are several: say which with --municipality');
  return only.code;
};

/** The clinic named by `--clinic`, or the only one of the municipality. */
export const clinicOf = async (context: CommandContext, municipality: string): Promise<string> => {
  const clinics = await listClinics(context.hub.store.db, municipality);
  const named = context.options['clinic'];
  const found = named === undefined ? clinics[0] : clinics.find(({ clinic_id }) => clinic_id === named);
  if (found === undefined) throw new CommandError('there is no such clinic: hub clinic list');
  if (named === undefined && clinics.length > 1) {
    throw new CommandError('there are several clinics: say which with --clinic');
  }
  return found.clinic_id;
};

/** Rows as aligned columns; Japanese letters count as two. */
export const columns = (rows: readonly (readonly (string | number)[])[]): string[] => {
  const width = (text: string): number =>
    Array.from(text).reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e80 ? 2 : 1), 0);
  const texts = rows.map((row) => row.map(String));
  const widths = texts.reduce<number[]>(
    (most, row) => row.map((text, index) => Math.max(most[index] ?? 0, width(text))),
    [],
  );
  return texts.map((row) =>
    row
      .map((text, index) => text + ' '.repeat(Math.max(0, (widths[index] ?? 0) - width(text))))
      .join('  ')
      .trimEnd(),
  );
};
