import { PROGRAM_TABLE } from '../../catalog/programs.ts';
import { PROGRAMS, type ProgramId } from '../../domain/program.ts';
import { boundsOf, reachesBeyondLaw, WINDOW_BOUND_MAX } from '../../domain/window.ts';
import {
  programWindowsOf,
  resetProgramWindow,
  setProgramWindow,
  type WindowRefusal,
} from '../windows/program-windows.ts';
import { columns, CommandError, required, tenant, type Command, type CommandContext } from './command.ts';

/** How the second bound is meant. */
const UNITS = {
  month: 'months of age, until the day before',
  day: 'days after birth, both inclusive',
  postpartum: 'days after delivery, which is day 1, both inclusive',
  gestation: 'weeks of pregnancy, both inclusive',
} as const;

const COMPLAINTS: Readonly<Record<WindowRefusal, string>> = {
  'not-whole': `--from and --end are whole numbers from 0 to ${String(WINDOW_BOUND_MAX)}`,
  'before-first': 'the day of delivery is day 1: --from is 1 or more',
  'no-day': 'these ages hold no day: hub windows list',
  'beyond-law': 'these ages reach beyond the law: hub windows list',
  'changed-since': 'somebody else has changed it: hub windows list',
  'nothing-set': 'nothing was set for this program',
};

const programNamed = ({ options }: CommandContext): ProgramId => {
  const program = PROGRAMS.find((each) => each === options['program']);
  if (program === undefined) throw new CommandError('there is no such program: hub windows list');
  return program;
};

/** @throws CommandError for anything but digits */
const bound = (context: CommandContext, name: 'from' | 'end'): number => {
  const text = required(context, name);
  if (!/^\d{1,4}$/.test(text)) throw new CommandError(`--${name} is a whole number`);
  return Number(text);
};

const list = async (context: CommandContext): Promise<void> => {
  const { hub, say } = context;
  const own = await programWindowsOf(hub.store.db, await tenant(context));
  const lines = PROGRAMS.map((program) => {
    const { title, window, statutory } = PROGRAM_TABLE[program];
    const { from, end } = own[program] ?? boundsOf(window);
    const law =
      statutory === undefined ? '' : `by law ${boundsOf(statutory).from}–${boundsOf(statutory).end}`;
    const mark = own[program] === undefined ? '' : '*';
    return [program, `${from}–${end}${mark}`, UNITS[window.unit], law, title['ja'] ?? ''];
  });
  for (const line of columns([['program', 'ages', 'unit', 'law', 'title'], ...lines])) say(line);
  say('* set by the municipality');
};

export const WINDOW_COMMANDS: Readonly<Record<string, Command>> = {
  'windows list': {
    does: 'the ages at which each checkup is given; what the municipality set bears a *',
    options: { 'municipality?': 'code' },
    run: list,
  },
  'windows set': {
    does: 'sets the ages at which a checkup is given; tablets get them with their next list',
    words: ['program'],
    options: { from: 'number', end: 'number', 'municipality?': 'code' },
    run: async (context) => {
      const { hub, actor, say } = context;
      const program = programNamed(context);
      const bounds = { from: bound(context, 'from'), end: bound(context, 'end') };
      const municipality = await tenant(context);
      const set = await setProgramWindow(hub, actor, { municipality, program }, bounds);
      if (!set.ok) throw new CommandError(COMPLAINTS[set.error]);
      say(`set ${program}`);
      if (reachesBeyondLaw(PROGRAM_TABLE[program], bounds))
        say('some of these ages lie beyond those of the law');
    },
  },
  'windows reset': {
    does: 'goes back to the ages a checkup has by itself',
    words: ['program'],
    options: { 'municipality?': 'code' },
    run: async (context) => {
      const program = programNamed(context);
      const municipality = await tenant(context);
      const reset = await resetProgramWindow(context.hub, context.actor, { municipality, program });
      if (!reset.ok) throw new CommandError(COMPLAINTS[reset.error]);
      context.say(`reset ${program}`);
    },
  },
};
