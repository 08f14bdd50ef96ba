import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DayBundle, READS_HEADER, READS_SPANS } from '../../contract/bundle.ts';
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

const spansOfDay = async (): Promise<DayBundle['spans']> => {
  const tablet = await aTablet(test.hub, town);
  const asked = await tablet.bundle({ headers: { [READS_HEADER]: READS_SPANS } });
  return DayBundle.parse(await asked.json()).spans;
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

  it('[WI12] [WI14] in another unit, or as several spans, reach the tablets that read them', async () => {
    await run('windows set child-5y --unit fiscal-year --from 5 --end 5');
    await run('windows set infant-3-4m --spans month:3-5,month:9-11');
    expect(await spansOfDay()).toEqual({
      'child-5y': [{ unit: 'fiscal-year', from: 5, end: 5 }],
      'infant-3-4m': [
        { unit: 'month', from: 3, end: 5 },
        { unit: 'month', from: 9, end: 11 },
      ],
    });
    expect(await windowsOfDay()).toEqual({
      'child-5y': { from: 0, end: 2000 },
      'infant-3-4m': { from: 3, end: 11 },
    });
    const listed = await run('windows list');
    expect(listed.find((line) => line.startsWith('child-5y '))).toMatch(/ 5–5\* +years of age turned/);
    expect(listed.filter((line) => / 3–5\* | 9–11\* /.test(line))).toHaveLength(2);
    await run('windows reset child-5y');
    await run('windows set infant-3-4m --spans month:3-5');
    expect(await spansOfDay()).toBeUndefined();
    expect(await windowsOfDay()).toEqual({ 'infant-3-4m': { from: 3, end: 5 } });
  });

  it.each([
    ['child-5y --unit year --from 5 --end 5', 'units of child-5y are day, week, month, fiscal-year'],
    ['prenatal --unit week --from 5 --end 9', 'units of prenatal are gestation'],
    ['child-5y --unit fiscal-year --from 0 --end 5', 'fiscal-year 1–20'],
    ['infant-3-4m --spans month:3-5,month:4-7', 'overlap'],
    ['infant-3-4m --spans month:3-5,', '--spans is unit:from-end'],
    ['infant-3-4m --spans 3-5', '--spans is unit:from-end'],
    ['infant-3-4m --spans month:3-5 --from 3', 'says it all'],
    ['infant-3-4m', '--from is missing'],
  ])('[WI12] given as %s are refused in words', async (given, words) => {
    await expect(run(`windows set ${given}`)).rejects.toThrow(words);
    expect(await spansOfDay()).toBeUndefined();
  });
});

describe('the order of the stations of a municipality', () => {
  const sectionsOfDay = async () => {
    const tablet = await aTablet(test.hub, town);
    return DayBundle.parse(await (await tablet.bundle()).json()).forms.map(({ section }) => section);
  };

  it('[SO2] [SO3] is listed, set and taken back', async () => {
    const usual = await sectionsOfDay();
    expect((await run('stations list')).find((line) => line.startsWith('infant-3-4m '))).toContain(
      ' interview,measurement,examination,guidance,conference ',
    );
    await run('stations set infant-3-4m --order measurement,interview,examination,guidance,conference');
    expect((await sectionsOfDay()).slice(0, 3)).toEqual(['questionnaire', 'measurement', 'interview']);
    expect((await run('stations list')).join(' ')).toContain(
      'measurement,interview,examination,guidance,conference*',
    );
    await run('stations reset infant-3-4m');
    expect(await sectionsOfDay()).toEqual(usual);
    await expect(run('stations reset infant-3-4m')).rejects.toThrow('nothing was set');
  });

  it('[SO2] is refused in words when it is none', async () => {
    await expect(run('stations set infant-3-4m --order measurement,dental')).rejects.toThrow(
      'names each of these once: interview,measurement,examination,guidance,conference',
    );
    await expect(run('stations set infant-99m --order measurement')).rejects.toThrow('no such program');
  });
});
