// Everything that must hold before a change is taken: `npm test`.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { provideBrowser } from './testing/provide-browser.ts';
import { runStep, shownOutput, type Step, type StepResult } from './testing/step.ts';
import {
  addTallies,
  tallyOfCheck,
  tallyOfFaults,
  tallyOfPlaywright,
  tallyOfVitest,
} from './testing/tally.ts';

const HEARTBEAT_MS = 15_000;

const reports = mkdtempSync(join(tmpdir(), 'hagukumi-test-'));
const vitestReport = join(reports, 'vitest.json');
const playwrightReport = join(reports, 'playwright.json');
const faultsReport = join(reports, 'faults.json');

const readReport = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
};

const check = (name: string, ...command: [string, ...string[]]): Step => ({
  name,
  command,
  tally: tallyOfCheck,
});

const build = check('build', 'node', 'scripts/setup.mjs', 'build-if-stale');

const vitest: Step = {
  name: 'vitest',
  command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
  tally: (code) => tallyOfVitest(readReport(vitestReport), code),
};

const playwright = (browser: string): Step => ({
  name: 'playwright',
  command: ['playwright', 'test', '--reporter=list,json'],
  env: { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport },
  live: true,
  tally: (code) => tallyOfPlaywright(readReport(playwrightReport), code),
});

const faults = (browser: string): Step => ({
  name: 'faults',
  command: ['node', 'scripts/faults.ts', '--report', faultsReport],
  env: { CHROMIUM_PATH: browser },
  live: true,
  tally: (code) => tallyOfFaults(readReport(faultsReport), code),
});

/** In the order of a good guess at which tells most soonest; all of them run whatever the others say. */
const CHECKS: readonly Step[] = [
  check(
    'svelte-check',
    'svelte-check',
    '--tsconfig',
    './tsconfig.json',
    '--fail-on-warnings',
    '--output',
    'human',
  ),
  check('service worker types', 'tsc', '-p', 'src/service-worker.tsconfig.json'),
  check('svelte-check finds planted errors', 'node', 'scripts/testing/canary.ts'),
  check('eslint', 'eslint', '--max-warnings', '0', '.'),
  check('prettier', 'prettier', '--check', '.'),
  check('knip', 'knip'),
];

const started = performance.now();
const running = new Set<string>();

const report = (result: StepResult, live: boolean): void => {
  const verdict = result.failed === 0 ? 'ok  ' : 'FAIL';
  console.log(
    `${verdict} ${result.name} (${result.passed} passed, ${result.failed} failed, ${result.seconds.toFixed(1)} s)`,
  );
  if (result.failed > 0 && !live) console.log(`${shownOutput(result)}\n`);
};

const perform = async (step: Step): Promise<StepResult> => {
  running.add(step.name);
  const result = await runStep(step);
  running.delete(step.name);
  report(result, step.live === true);
  return result;
};

/** Runs the steps in their order, `lanes` of them at a time. */
const inLanes = async (lanes: number, steps: readonly Step[]): Promise<readonly StepResult[]> => {
  const left = [...steps];
  const lane = async (): Promise<StepResult[]> => {
    const results: StepResult[] = [];
    for (let step = left.shift(); step !== undefined; step = left.shift()) results.push(await perform(step));
    return results;
  };
  return (await Promise.all(Array.from({ length: lanes }, lane))).flat();
};

const heartbeat = setInterval(() => {
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  if (running.size > 0) console.log(`     ${seconds} s: ${[...running].join(', ')} ...`);
}, HEARTBEAT_MS);

// The worker's test reads the build, so vitest follows it; the browser has the machine to itself.
const sync = await runStep(check('svelte-kit sync', 'svelte-kit', 'sync'));
if (sync.failed > 0) console.log(shownOutput(sync));
const before = await Promise.all([
  inLanes(1, [build, vitest]),
  inLanes(Math.max(1, Math.min(3, availableParallelism() - 1)), CHECKS),
]);
const browser = provideBrowser();
if (browser === undefined) {
  console.log('FAIL No Chromium could be found or installed. Install one, or set CHROMIUM_PATH to its path.');
}
const inBrowser =
  browser === undefined
    ? [{ passed: 0, failed: 1 }]
    : [await perform(playwright(browser)), await perform(faults(browser))];
clearInterval(heartbeat);
rmSync(reports, { recursive: true, force: true });

const sum = addTallies([...(sync.failed > 0 ? [sync] : []), ...before.flat(), ...inBrowser]);
console.log(`\n${((performance.now() - started) / 1000).toFixed(0)} s`);
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed === 0 ? 0 : 1;
