// The hub's admin commands: npm run hub -- <command>
import { CommandError } from '../src/lib/server/cli/command.ts';
import {
  COMMANDS,
  findCommand,
  helpText,
  needsHub,
  runAlone,
  runCommand,
} from '../src/lib/server/cli/run-command.ts';
import { askSecret } from './hub/ask-secret.ts';
import { fail, hubEnv, openHub } from './hub/open-hub.ts';
import { TICKET_SHEET } from './hub/ticket-sheet.ts';

const ALL = { ...COMMANDS, 'ticket sheet': TICKET_SHEET };

const main = async (): Promise<void> => {
  const found = findCommand(process.argv.slice(2), ALL);
  if (found === undefined) {
    console.error(helpText(ALL));
    process.exitCode = 2;
    return;
  }
  const say = (line: string): void => console.log(line);
  if (!needsHub(found)) {
    await runAlone(found, say);
    return;
  }
  const env = hubEnv();
  const hub = await openHub(env);
  const actor = { kind: 'cli', id: process.env['USER'] ?? 'unknown' } as const;
  try {
    await runCommand(found, { hub, env, actor, say, askSecret });
  } finally {
    await hub.close();
  }
};

await main().catch((error: unknown) => {
  if (!(error instanceof CommandError)) return fail(error);
  console.error(`hagukumi: ${error.message}`);
  process.exitCode = error.exitCode;
});
