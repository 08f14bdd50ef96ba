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

const rulesOfDay = async (): Promise<DayBundle['rules']> => {
  const tablet = await aTablet(test.hub, town);
  return DayBundle.parse(await (await tablet.bundle()).json()).rules;
};

describe('the rules of a municipality', () => {
  it('are as they come, and are not in the day’s list, until something is set', async () => {
    const listed = await run('rules list');
    expect(listed.find((line) => line.startsWith('epds '))).toMatch(/ v1 +yes +cutoff=9 zeroIsWatched=yes/);
    expect(listed.find((line) => line.startsWith('bonding-items'))).toMatch(/ v1 +no /);
    expect(await rulesOfDay()).toBeUndefined();
  });

  it('[CR5] can be switched off and set; a second change keeps the first, and tablets get both', async () => {
    await run('rules set epds --values cutoff=11,zeroIsWatched=no');
    await run('rules set epds --on no');
    await run('rules set refraction-screening --values criteria=device');
    expect(await rulesOfDay()).toEqual({
      epds: { on: false, parameters: { cutoff: 11, zeroIsWatched: false } },
      'refraction-screening': { parameters: { criteria: 'device' } },
    });
    const listed = await run('rules list');
    expect(listed.find((line) => line.startsWith('epds '))).toMatch(/ no\* +cutoff=11\* zeroIsWatched=no\*/);
  });

  it('go back to what they were', async () => {
    await run('rules set epds --on no');
    await run('rules reset epds');
    expect(await rulesOfDay()).toBeUndefined();
    await expect(run('rules reset epds')).rejects.toThrow('nothing was set');
  });

  it.each([
    ['rules set nothing --on no', 'no such rule'],
    ['rules set toString --on no', 'no such rule'],
    ['rules set epds', '--on or --values is missing'],
    ['rules set epds --on maybe', '--on is yes or no'],
    ['rules set epds --values cutoff=8.5', 'cutoff takes 1…30'],
    ['rules set epds --values cutoff=', 'cutoff takes 1…30'],
    ['rules set epds --values cutoff=31', 'cutoff takes 1…30'],
    ['rules set epds --values toString=1', 'name=value of cutoff, zeroIsWatched'],
    ['rules set hip-referral --values angle=1', 'name=value of no parameter'],
    ['rules set refraction-screening --values criteria=mine', 'criteria takes society|device|own'],
  ])('[CR6] are not changed by %s', async (line, complaint) => {
    await expect(run(line)).rejects.toThrow(complaint);
    expect(await rulesOfDay()).toBeUndefined();
  });
});
