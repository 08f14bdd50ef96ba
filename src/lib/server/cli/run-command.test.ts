import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROGRAM_TABLE } from '../../catalog/programs.ts';
import { readHubState } from '../store/hub-state.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, TESTER } from '../testing/a-municipality.ts';
import { aRevision, aTablet } from '../testing/a-tablet.ts';
import { columns } from './command.ts';
import { COMMANDS, findCommand, helpText, runCommand } from './run-command.ts';

let test: TestHub;

beforeEach(async () => {
  test = await aHub();
});

afterEach(async () => {
  await test.dispose();
});

/** Runs a command line and gives what it said. */
const run = async (line: readonly string[], secret = ''): Promise<string[]> => {
  const found = findCommand(line, COMMANDS);
  if (found === undefined) throw new Error('no such command');
  const said: string[] = [];
  const { hub, env } = test;
  await runCommand(found, {
    hub,
    env,
    actor: TESTER,
    say: (text) => said.push(text),
    askSecret: () => Promise.resolve(secret),
  });
  return said;
};

const words = (text: string): string[] => text.split(' ');

describe('findCommand', () => {
  it.each([[], ['nonsense'], ['device'], ['device', 'dance'], ['toString'], ['--help']])(
    'knows no %j',
    (...line: string[]) => {
      expect(findCommand(line, COMMANDS)).toBeUndefined();
    },
  );

  it('refuses options that a command does not have, and values without an option', () => {
    expect(() => findCommand(['backup', '--from', 'x'], COMMANDS)).toThrow('--from');
    expect(() => findCommand(['backup', 'x'], COMMANDS)).toThrow();
  });

  it('asks for options that must be there', async () => {
    expect(findCommand(['backup'], COMMANDS)).toBeDefined();
    await expect(async () => run(['backup'])).rejects.toThrow('--to is missing');
  });

  it('explains every command', () => {
    const help = helpText(COMMANDS);
    for (const name of Object.keys(COMMANDS)) expect(help).toContain(`  ${name}`);
  });
});

describe('the commands', () => {
  it('set after how many minutes a clinic’s tablets lock, within bounds', async () => {
    const town = await aMunicipality(test.hub);
    const tablet = await aTablet(test.hub, town);
    const lockMinutes = async (): Promise<unknown> => {
      const { clinic } = (await (await tablet.bundle()).json()) as { clinic: { lockMinutes?: number } };
      return clinic.lockMinutes;
    };
    expect(await lockMinutes()).toBeUndefined();
    for (const minutes of ['1', '6', '2.5', 'x']) {
      await expect(run(['clinic', 'lock-after', town.clinicId, minutes])).rejects.toThrow('minutes');
    }
    await expect(run(['clinic', 'lock-after', 'nowhere', '3'])).rejects.toThrow('clinic');
    for (const minutes of [2, 5]) {
      await run(['clinic', 'lock-after', town.clinicId, String(minutes)]);
      expect(await lockMinutes()).toBe(minutes);
    }
  });

  it('give a code that lets somebody in again, once', async () => {
    const town = await aMunicipality(test.hub);
    const tablet = await aTablet(test.hub, town);
    const [said = ''] = await run(['staff', 'recover', '--staff', town.nurseId]);
    const [shown = ''] = said.split(' ');
    expect(shown).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    const code = shown.replace('-', '');
    expect((await tablet.recover(town.nurseId, code)).status).toBe(201);
    expect((await tablet.recover(town.nurseId, code)).status).toBe(404);
    await expect(run(['staff', 'recover', '--staff', 'nobody'])).rejects.toThrow('staff');
  });

  it('set up a municipality from nothing to a tablet’s code', async () => {
    await expect(run(words('municipality add --code 47290 --name x'))).rejects.toThrow(
      '472905 would be right',
    );
    await run(['municipality', 'add', '--code', '472905', '--name', 'はぐくみ市']);
    await run(['clinic', 'add', '--name', '保健センター']);
    await run(words('staff add --name 看護花子 --kana かんごはなこ --role nurse'), '730185');
    await expect(
      run(words('staff add --name 看護花子 --kana かんごはなこ --role nurse'), '111111'),
    ).rejects.toThrow('pin is not acceptable');
    await run(words('roster session --date 2026-11-21 --place 2階'));
    await run(words('roster add --name 山田はな --kana やまだはな --birth 2026-08-10'));
    expect(await run(words('roster list'))).toHaveLength(2);
    expect((await run(words('ticket list')))[0]).toMatch(/^1 {2}\d{4}-\d{4}-\d{4} {2}山田はな$/);
    expect((await run(words('device code')))[0]).toMatch(
      /^[0-9A-Z]{4}-[0-9A-Z]{4} {2}until 2026-11-21T01:10/,
    );
    const mother = 'roster add --name 母花子 --kana ははなこ --birth 1995-03-02 --program prenatal';
    await run(words('roster session --date 2026-11-28 --place 1階 --program prenatal'));
    await run(words('roster session --date 2026-12-05 --place 1階 --program prenatal'));
    await expect(run(words(`${mother} --date 2026-11-28 --due 2027-10-01`))).rejects.toThrow('280 days');
    await run(words(`${mother} --date 2026-11-28 --due 2027-03-01`));
    expect(await run(words(`${mother} --date 2026-12-05 --due 2027-03-09`))).toEqual([
      'added as number 1',
      'dueDate was 2027-03-01, is 2027-03-09',
    ]);
    await run(words('user add --login hanako --name 花子'), 'a long password');
    expect(await run(words('form list'))).toHaveLength(PROGRAM_TABLE['infant-3-4m'].sections.length);
  });

  it('ask which municipality when there are several', async () => {
    const one = await aMunicipality(test.hub);
    await aMunicipality(test.hub, '47291');
    await expect(run(['device', 'list'])).rejects.toThrow('several');
    expect(await run(['device', 'list', '--municipality', one.code])).toEqual([]);
    await expect(run(['device', 'list', '--municipality', '000000'])).rejects.toThrow(
      'there is no municipality',
    );
  });

  it('back up, and tell the tablets by the watermark of the next receipt', async () => {
    const town = await aMunicipality(test.hub);
    const tablet = await aTablet(test.hub, town);
    const content = await aRevision(test.hub, town);
    await tablet.put(content, await tablet.envelope(content));
    const file = join(test.env.dataDir, 'copy.sqlite');
    await run(['backup', '--to', file]);
    expect((await readHubState(test.hub.store.db)).backupWatermark).toBe(1);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await expect(run(['backup', '--to', file])).rejects.toThrow('exists already');
  });

  it('export one municipality’s revisions and nobody else’s', async () => {
    for (const prefix of ['47290', '47291']) {
      const town = await aMunicipality(test.hub, prefix);
      const tablet = await aTablet(test.hub, town);
      const content = await aRevision(test.hub, town);
      await tablet.put(content, await tablet.envelope(content));
    }
    const file = join(test.env.dataDir, 'out.jsonl');
    await run(['export', '--to', file, '--municipality', '472913']);
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      hubSeq: 2,
      content: { checkup: { municipality: '472913' } },
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('verify, and fail when the store was edited', async () => {
    await aMunicipality(test.hub);
    expect((await run(['audit', 'verify'])).join('\n')).toContain('nothing was changed');
    expect((await run(['doctor'])).filter((line) => line.startsWith('BAD'))).toEqual([]);
    await test.hub.store.db.updateTable('audit').set({ target: 'x' }).where('seq', '=', 4).execute();
    await expect(run(['audit', 'verify'])).rejects.toThrow('1 findings');
    await expect(run(['doctor'])).rejects.toThrow('1 things are wrong');
  });

  it('verify the chain of each tablet, and say where it has gaps and breaks', async () => {
    const town = await aMunicipality(test.hub);
    const tablet = await aTablet(test.hub, town);
    const put = async (seq: number, prevHash?: Uint8Array<ArrayBuffer>): Promise<void> => {
      const content = await aRevision(test.hub, town);
      const bytes = await tablet.envelope(content, seq, undefined, prevHash);
      expect((await tablet.put(content, bytes)).status).toBe(201);
    };
    await put(1);
    await put(2);
    const name = `tablet ${tablet.deviceId} (受付のタブレット)`;
    expect(await run(['audit', 'verify'])).toContain(`${name}: chain of 2 revisions, unbroken`);
    await put(3, new Uint8Array(32).fill(7));
    await put(6);
    const said = await run(['audit', 'verify']);
    const from = said.indexOf(`${name}: chain of 4 revisions`);
    expect(said.slice(from, from + 3)).toEqual([
      `${name}: chain of 4 revisions`,
      '     not received: 4-5',
      '     number 3 does not follow from 2: it follows from something that was never delivered',
    ]);
  });

  it('show a day of a tablet’s own log', async () => {
    const town = await aMunicipality(test.hub);
    const { deviceId } = await aTablet(test.hub, town);
    const line = { device_id: deviceId, record_id: null, revision_id: null, follows: 1 };
    const received_at = '2026-11-21T01:00:00.000Z';
    const rows = [
      { seq: 1, at: '2026-11-20T01:00:00.000Z', action: 'code-refused', staff_id: null, hash: 'a' },
      { seq: 2, at: '2026-11-21T01:00:00.000Z', action: 'board-read', staff_id: town.nurseId, hash: 'b' },
    ];
    await test.hub.store.db
      .insertInto('device_audit')
      .values(rows.map((row) => ({ ...line, ...row, received_at })))
      .execute();
    const log = ['device', 'log', '--device', deviceId];
    expect((await run(log)).slice(1)).toEqual(['2  2026-11-21T01:00:00.000Z  board-read  看護 花子  -']);
    expect((await run([...log, '--date', '2026-11-20']))[1]).toContain('code-refused');
    expect((await run([...log, '--date', '2026-11-19']))[1]).toContain('no line');
    await expect(run([...log, '--date', 'x'])).rejects.toThrow('--date');
    await expect(run(['device', 'log', '--device', 'x'])).rejects.toThrow('no such tablet');
  });

  it('write nothing when an export is asked for a wrong number', async () => {
    await aMunicipality(test.hub);
    const file = join(test.env.dataDir, 'out.jsonl');
    await expect(run(['export', '--to', file, '--after', '-1'])).rejects.toThrow('--after');
    expect(existsSync(file)).toBe(false);
  });
});

describe('columns', () => {
  it('counts Japanese letters as two', () => {
    expect(
      columns([
        ['看護', 'a'],
        ['ab', 'b'],
      ]),
    ).toEqual(['看護  a', 'ab    b']);
  });
});
