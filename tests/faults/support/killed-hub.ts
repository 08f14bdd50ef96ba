// A hub in a process of its own that ends without warning where it is told to: `KILL_AT` counts boundaries from
// `KILL_FROM` (`start` of the process, or `ready` to serve), `KILL_WHEN` says on which side of the boundary, `KILL_OF`
// which ones are counted. Tells its parent the port when it serves, and how many boundaries it has passed when asked.
import '../../../scripts/form-tables/in-node.ts';
import { flushCompileCache } from 'node:module';
import { Failpoints } from './failpoints.ts';
import { hubEnv } from './hub-env.ts';

const {
  DATA_DIR = '',
  KILL_AT = '0',
  KILL_FROM = 'ready',
  KILL_WHEN = 'before',
  KILL_OF = 'every',
} = process.env;
const failpoints = new Failpoints(DATA_DIR);

const arm = (from: string): void => {
  if (KILL_AT === '0' || KILL_FROM !== from) return;
  const when = KILL_WHEN === 'after' ? 'after' : 'before';
  failpoints.arm(Number(KILL_AT), when, KILL_OF === 'commits' ? 'commits' : 'every');
};

arm('start');
const { aHub } = await import('../../../src/lib/server/testing/a-hub.ts');
const { hubOverHttp, listenLocally } = await import('./hub-over-http.ts');
const { hub } = await aHub(hubEnv(DATA_DIR));
const port = await listenLocally(await hubOverHttp(() => hub));
process.on('message', () => {
  // one that is killed never gets to writing this by itself, and the next ones would compile everything anew
  flushCompileCache();
  process.send?.(failpoints.passed);
});
process.send?.(port);
arm('ready');
