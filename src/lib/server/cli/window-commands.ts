import { PROGRAM_TABLE } from '../../catalog/programs.ts';
import { spansIn } from '../../contract/span-text.ts';
import {
  boundRange,
  reachesBeyondLaw,
  SPANS_MAX,
  spanOf,
  unitsOf,
  WINDOW_UNITS,
  type WindowSpan,
  type WindowUnit,
} from '../../domain/own-windows.ts';
import { PROGRAMS, type ProgramId } from '../../domain/program.ts';
import {
  programWindowsOf,
  resetProgramWindow,
  setProgramWindow,
  type WindowRefusal,
} from '../windows/program-windows.ts';
import { columns, CommandError, required, tenant, type Command, type CommandContext } from './command.ts';

/** How the second bound is meant. */
const UNITS: Readonly<Record<WindowUnit, string>> = {
  month: 'months of age, until the day before',
  week: 'whole weeks after birth or delivery, until the day before',
  'fiscal-year': 'years of age turned in the fiscal year, both inclusive',
  day: 'days after birth, both inclusive',
  postpartum: 'days after delivery, which is day 1, both inclusive',
  gestation: 'weeks of pregnancy, both inclusive',
};

const COMPLAINTS: Readonly<Record<Exclude<WindowRefusal['why'], 'wrong-unit' | 'not-whole'>, string>> = {
  'no-span': 'there is no span',
  'too-many': `there are more than ${String(SPANS_MAX)} spans`,
  'before-first': 'the day of delivery is day 1: --from is 1 or more',
  'no-day': 'these ages hold no day: hub windows list',
  overlap: 'two spans of the same unit overlap',
  'beyond-law': 'these ages reach beyond the law: hub windows list',
  'changed-since': 'somebody else has changed it: hub windows list',
  'nothing-set': 'nothing was set for this program',
};

const rangesText = (program: ProgramId): string =>
  unitsOf(PROGRAM_TABLE[program])
    .map((unit) => `${unit} ${boundRange(unit).join('–')}`)
    .join(', ');

const complaint = (program: ProgramId, { why }: WindowRefusal): string => {
  if (why === 'wrong-unit')
    return `the units of ${program} are ${unitsOf(PROGRAM_TABLE[program]).join(', ')}`;
  if (why === 'not-whole') return `bounds are whole numbers: ${rangesText(program)}`;
  return COMPLAINTS[why];
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

/** @throws CommandError where options contradict each other, or say nothing */
const spansNamed = (context: CommandContext, program: ProgramId): readonly WindowSpan[] => {
  const { spans: listed, from, end, unit: named } = context.options;
  if (listed !== undefined) {
    if ([from, end, named].some((each) => each !== undefined))
      throw new CommandError('--spans says it all: leave --from, --end and --unit out');
    const spans = spansIn(listed);
    if (spans === undefined) throw new CommandError('--spans is unit:from-end,unit:from-end');
    return spans;
  }
  const unit = WINDOW_UNITS.find((each) => each === (named ?? PROGRAM_TABLE[program].window.unit));
  if (unit === undefined) throw new CommandError(complaint(program, { why: 'wrong-unit' }));
  return [{ unit, from: bound(context, 'from'), end: bound(context, 'end') }];
};

const list = async (context: CommandContext): Promise<void> => {
  const { hub, say } = context;
  const set = await programWindowsOf(hub.store.db, await tenant(context));
  const lines = PROGRAMS.flatMap((program) => {
    const { title, window, statutory } = PROGRAM_TABLE[program];
    const law = statutory && spanOf(statutory);
    const byLaw = law === undefined ? '' : `by law ${String(law.from)}–${String(law.end)}`;
    const mark = set[program] === undefined ? '' : '*';
    return (set[program] ?? [spanOf(window)]).map(({ unit, from, end }, at) => [
      at === 0 ? program : '',
      `${String(from)}–${String(end)}${mark}`,
      UNITS[unit],
      at === 0 ? byLaw : '',
      at === 0 ? (title['ja'] ?? '') : '',
    ]);
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
    does:
      'sets the ages at which a checkup is given; tablets get them with their next list. One span with --from and --end, ' +
      `several with --spans month:3-5,month:9-11; units: ${WINDOW_UNITS.join(', ')}`,
    words: ['program'],
    options: {
      'from?': 'number',
      'end?': 'number',
      'unit?': 'unit',
      'spans?': 'list',
      'municipality?': 'code',
    },
    run: async (context) => {
      const { hub, actor, say } = context;
      const program = programNamed(context);
      const spans = spansNamed(context, program);
      const municipality = await tenant(context);
      const set = await setProgramWindow(hub, actor, { municipality, program }, spans);
      if (!set.ok) throw new CommandError(complaint(program, set.error));
      say(`set ${program}`);
      if (reachesBeyondLaw(PROGRAM_TABLE[program], spans))
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
      if (!reset.ok) throw new CommandError(complaint(program, reset.error));
      context.say(`reset ${program}`);
    },
  },
};
