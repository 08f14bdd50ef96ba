import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeRescueFile } from '../../crypto/rescue-file.ts';
import { revokeDevice } from '../people/revoke-device.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, TESTER, valueOf, type TestMunicipality } from '../testing/a-municipality.ts';
import { aRevision, aTablet, type TestTablet } from '../testing/a-tablet.ts';
import { COMMANDS, findCommand, runCommand } from './run-command.ts';

let test: TestHub;
let town: TestMunicipality;
let tablet: TestTablet;

beforeEach(async () => {
  test = await aHub();
  town = await aMunicipality(test.hub);
  tablet = await aTablet(test.hub, town);
});

afterEach(async () => {
  await test.dispose();
});

const run = async (...line: readonly string[]): Promise<string[]> => {
  const found = findCommand(line, COMMANDS);
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

const inFolder = (name: string): string => join(test.env.dataDir, name);

/** Writes a rescue file with this device's revisions 1..count. */
const writeFile = async (count: number): Promise<{ file: string; revisionIds: string[] }> => {
  const items = [];
  for (let seq = 1; seq <= count; seq += 1) {
    const content = await aRevision(test.hub, town);
    const { recordId, revisionId } = content;
    items.push({ recordId, revisionId, envelope: await tablet.envelope(content, seq) });
  }
  const { deviceId, keys } = tablet;
  const createdAt = new Date(test.clock.ms).toISOString();
  const bytes = await makeRescueFile({ deviceId, createdAt, items, drafts: [] }, keys.privateKey);
  writeFileSync(inFolder('queue.hgk'), bytes);
  return { file: inFolder('queue.hgk'), revisionIds: items.map(({ revisionId }) => revisionId) };
};

describe('hub rescue ingest', () => {
  it('says what became of each revision and writes the receipts', async () => {
    const { file, revisionIds } = await writeFile(2);
    const said = await run('rescue', 'ingest', file, '--receipts', inFolder('receipts.jsonl'));
    for (const id of revisionIds) expect(said.join('\n')).toContain(id);
    expect(said.at(-1)).toBe('2 new, 0 known, 0 quarantined, 0 refused');
    const receipts = readFileSync(inFolder('receipts.jsonl'), 'utf8').trim().split('\n');
    expect(receipts.map((line) => (JSON.parse(line) as { revisionId: string }).revisionId)).toEqual(
      revisionIds,
    );
    expect((await run('rescue', 'ingest', file)).at(-1)).toBe('0 new, 2 known, 0 quarantined, 0 refused');
  });

  it('refuses a damaged file in plain words, with nothing taken in', async () => {
    const { file } = await writeFile(1);
    const whole = readFileSync(file);
    writeFileSync(file, whole.subarray(0, -1));
    await expect(run('rescue', 'ingest', file)).rejects.toThrow('no whole rescue file');
    const forged = Uint8Array.from(whole);
    forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1;
    writeFileSync(file, forged);
    await expect(run('rescue', 'ingest', file)).rejects.toThrow('not as its tablet wrote it');
    await expect(run('rescue', 'ingest', inFolder('nothing'))).rejects.toThrow('there is no file');
    const { count } = await test.hub.store.db
      .selectFrom('revision')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(count).toBe(0);
  });
});

describe('hub quarantine', () => {
  it('lists, shows and releases what a revoked tablet handed over', async () => {
    expect(await run('quarantine', 'list')).toEqual(['nothing is in quarantine']);
    const { file } = await writeFile(1);
    valueOf(await revokeDevice(test.hub, TESTER, { municipality: town.code, deviceId: tablet.deviceId }));
    expect((await run('rescue', 'ingest', file)).at(-1)).toBe('0 new, 0 known, 1 quarantined, 0 refused');
    const [line] = await run('quarantine', 'list');
    expect(line).toContain('device-revoked');
    const id = line?.split(' ')[0] ?? '';
    expect((await run('quarantine', 'show', id)).join('\n')).toContain('infant-3-4m  measurement');
    expect((await run('quarantine', 'release', id))[0]).toBe('taken in');
    expect((await run('quarantine', 'release', id))[0]).toBe('was taken in before');
    expect((await run('quarantine', 'list'))[0]).toContain('released');
    await expect(run('quarantine', 'show', 'x')).rejects.toThrow('no such thing');
  });
});
