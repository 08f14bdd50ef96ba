import { join } from 'node:path';
import type { HubEnv } from '../../../src/lib/server/env.ts';

/** The settings of a hub with everything in one folder. */
export const hubEnv = (dataDir: string): HubEnv => ({
  port: 0,
  origin: undefined,
  dataDir,
  databaseFile: join(dataDir, 'hub.sqlite'),
  keyFile: join(dataDir, 'hub-keys.json'),
  demo: false,
  killSwitch: false,
});
