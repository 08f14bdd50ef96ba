import '../form-tables/in-node.ts';
import { existsSync, readFileSync } from 'node:fs';
import { composeHub } from '../../src/lib/server/compose.ts';
import { readEnv, type HubEnv } from '../../src/lib/server/env.ts';
import type { Hub } from '../../src/lib/server/hub.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** The hub's settings from the environment and from `.env`. @throws with one plain line when one is wrong */
export const hubEnv = (): HubEnv => {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const env = readEnv(process.env);
  if (!env.ok) throw new Error(env.error);
  return env.value;
};

/** The hub for a command: the same store and keys as the server's, which may run meanwhile. */
export const openHub = (env: HubEnv): Promise<Hub> => composeHub({ env, version });

/** Ends the command with one line of what was wrong; a bug shows where it is. */
export const fail = (error: unknown): never => {
  const message = error instanceof Error ? error.message : String(error);
  console.error(`hagukumi: ${message}`);
  process.exit(1);
};
