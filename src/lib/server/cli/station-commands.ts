import { PROGRAM_TABLE } from '../../catalog/programs.ts';
import { PROGRAMS, type ProgramId } from '../../domain/program.ts';
import {
  resetStationOrder,
  setStationOrder,
  stationOrdersOf,
  stationsIn,
  stationsText,
  usualOrder,
  type StationsRefusal,
} from '../stations/station-orders.ts';
import { columns, CommandError, required, tenant, type Command, type CommandContext } from './command.ts';

const programNamed = ({ options }: CommandContext): ProgramId => {
  const program = PROGRAMS.find((each) => each === options['program']);
  if (program === undefined) throw new CommandError('there is no such program: hub stations list');
  return program;
};

const complaint = (program: ProgramId, why: StationsRefusal): string => {
  switch (why) {
    case 'not-an-order':
      return `--order names each of these once: ${stationsText(usualOrder(program))}`;
    case 'changed-since':
      return 'somebody else has changed it: hub stations list';
    case 'nothing-set':
      return 'nothing was set for this program';
  }
};

const list = async (context: CommandContext): Promise<void> => {
  const { hub, say } = context;
  const set = await stationOrdersOf(hub.store.db, await tenant(context));
  const lines = PROGRAMS.map((program) => [
    program,
    `${stationsText(set[program] ?? usualOrder(program))}${set[program] === undefined ? '' : '*'}`,
    PROGRAM_TABLE[program].title['ja'] ?? '',
  ]);
  for (const line of columns([['program', 'stations after the reception', 'title'], ...lines])) say(line);
  say('* set by the municipality');
};

export const STATION_COMMANDS: Readonly<Record<string, Command>> = {
  'stations list': {
    does: 'the order of the stations of each checkup; what the municipality set bears a *',
    options: { 'municipality?': 'code' },
    run: list,
  },
  'stations set': {
    does: 'sets the order of a checkup’s stations, with commas between; tablets get it with their next list',
    words: ['program'],
    options: { order: 'stations', 'municipality?': 'code' },
    run: async (context) => {
      const program = programNamed(context);
      const order = stationsIn(required(context, 'order')) ?? [];
      const municipality = await tenant(context);
      const set = await setStationOrder(context.hub, context.actor, { municipality, program }, order);
      if (!set.ok) throw new CommandError(complaint(program, set.error));
      context.say(`set ${program}`);
    },
  },
  'stations reset': {
    does: 'goes back to the usual order of a checkup’s stations',
    words: ['program'],
    options: { 'municipality?': 'code' },
    run: async (context) => {
      const program = programNamed(context);
      const municipality = await tenant(context);
      const reset = await resetStationOrder(context.hub, context.actor, { municipality, program });
      if (!reset.ok) throw new CommandError(complaint(program, reset.error));
      context.say(`reset ${program}`);
    },
  },
};
