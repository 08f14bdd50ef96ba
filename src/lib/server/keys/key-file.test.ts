import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { randomBytes } from '../../crypto/bytes.ts';
import { createKeyFile, readKeyFile } from './key-file.ts';

const folders: string[] = [];

const aFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'hagukumi-keys-'));
  folders.push(folder);
  return folder;
};

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('a key file', () => {
  it('is read back as it was made, by its owner only, and nothing else is left beside it', async () => {
    const folder = aFolder();
    const file = join(folder, 'inner', 'hub-keys.json');
    const keys = await createKeyFile(file, randomBytes);
    expect(readKeyFile(file)).toEqual(keys);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'inner'))).toEqual(['hub-keys.json']);
  });

  it('never takes the place of one that is there', async () => {
    const file = join(aFolder(), 'hub-keys.json');
    const keys = await createKeyFile(file, randomBytes);
    await expect(createKeyFile(file, randomBytes)).rejects.toThrow('EEXIST');
    expect(readKeyFile(file)).toEqual(keys);
  });

  it('is not there when its making was cut off, and is then made anew', async () => {
    const file = join(aFolder(), 'hub-keys.json');
    // what a process that was killed in the middle of writing leaves behind
    writeFileSync(`${file}.${String(process.pid)}.new`, '{"schemaVersion":1,"at');
    expect(existsSync(file)).toBe(false);
    const keys = await createKeyFile(file, randomBytes);
    expect(readKeyFile(file)).toEqual(keys);
  });
});
