import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DayBundle } from '../../contract/bundle.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, TESTER, type TestMunicipality } from '../testing/a-municipality.ts';
import { aTablet } from '../testing/a-tablet.ts';
import { COMMANDS, findCommand, runCommand } from './run-command.ts';

let test: TestHub;
let town: TestMunicipality;

beforeEach(async () => {
  test = await aHub(undefined, 8_192);
  town = await aMunicipality(test.hub);
});

afterEach(async () => {
  await test.dispose();
});

const run = async (line: string): Promise<string[]> => {
  const found = findCommand(line.split(' '), COMMANDS);
  if (found === undefined) throw new Error('no such command');
  const said: string[] = [];
  const { hub, env } = test;
  await runCommand(found, {
    hub,
    env,
    actor: TESTER,
    say: (text) => said.push(text),
    askSecret: () => Promise.resolve(''),
  });
  return said;
};

const windowsOfDay = async (): Promise<DayBundle['windows']> => {
  const tablet = await aTablet(test.hub, town);
  return DayBundle.parse(await (await tablet.bundle()).json()).windows;
};

describe('the ages at which a municipality gives its checkups', () => {
  it('[WI10] are the programs’ own, and not in the day’s list, until some are set', async () => {
    const listed = await run('windows list');
    expect(listed.find((line) => line.startsWith('infant-3-4m '))).toMatch(/ 3–5 +months of age/);
    expect(listed.find((line) => line.startsWith('child-18m '))).toMatch(/ 18–24 +months .* by law 18–24/);
    expect(await windowsOfDay()).toBeUndefined();
  });

  it('[WI10] reach the tablets once set, and go back to what they were', async () => {
    await run('windows set infant-3-4m --from 4 --end 6');
    await run('windows set infant-1m --from 27 --end 41');
    expect(await windowsOfDay()).toEqual({
      'infant-3-4m': { from: 4, end: 6 },
      'infant-1m': { from: 27, end: 41 },
    });
    expect((await run('windows list')).find((line) => line.startsWith('infant-1m '))).toMatch(/ 27–41\* /);
    await run('windows reset infant-3-4m');
    expect(await windowsOfDay()).toEqual({ 'infant-1m': { from: 27, end: 41 } });
    await expect(run('windows reset infant-3-4m')).rejects.toThrow('nothing was set');
  });

  it('[WI10] beyond those at which the law has a checkup given are taken, and told', async () => {
    const said = await run('windows set child-3y --from 42 --end 50');
    expect(said.join(' ')).toContain('beyond those of the law');
    expect(await windowsOfDay()).toEqual({ 'child-3y': { from: 42, end: 50 } });
  });

  it('[WI10] beyond the law, without a day or of no program are refused in words', async () => {
    await expect(run('windows set postnatal-care --from 0 --end 13')).rejects.toThrow('beyond the law');
    await expect(run('windows set infant-3-4m --from 5 --end 5')).rejects.toThrow('hold no day');
    await expect(run('windows set infant-3-4m --from x --end 5')).rejects.toThrow('--from is a whole number');
    await expect(run('windows set infant-99m --from 1 --end 5')).rejects.toThrow('no such program');
    expect(await windowsOfDay()).toBeUndefined();
  });
});
