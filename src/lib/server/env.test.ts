import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnv } from './env.ts';

describe('readEnv', () => {
  it('has a value for everything', () => {
    expect(readEnv({})).toEqual({
      ok: true,
      value: {
        port: 3000,
        origin: undefined,
        dataDir: resolve('data'),
        databaseFile: resolve('data/hub.sqlite'),
        keyFile: resolve('data/hub-keys.json'),
        demo: true,
        killSwitch: false,
      },
    });
  });

  it('takes a variable set to nothing as not set', () => {
    expect(readEnv({ PORT: '', ORIGIN: '', DATABASE_URL: '', DEMO: '' })).toEqual(readEnv({}));
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', 'http'],
    ['PORT', '-1'],
    ['ORIGIN', 'hub.example.jp'],
    ['ORIGIN', 'https://hub.example.jp/'],
    ['ORIGIN', 'https://hub.example.jp/path'],
    ['ORIGIN', 'ftp://hub.example.jp'],
    ['DEMO', 'no'],
    ['KILL_SWITCH', 'yes'],
    ['DATABASE_URL', 'postgres://secret@db/hub'],
  ])('refuses %s=%s in one line that names the variable and not the value', (name, value) => {
    const read = readEnv({ [name]: value });
    expect(read.ok).toBe(false);
    if (read.ok) return;
    expect(read.error.startsWith(`${name}: `)).toBe(true);
    expect(read.error).not.toContain('\n');
    expect(read.error).not.toContain(value);
  });

  it('reads every variable', () => {
    expect(
      readEnv({
        PORT: '8080',
        ORIGIN: 'https://hub.example.jp',
        DATA_DIR: '/srv/hub',
        HUB_KEY_FILE: '/run/keys.json',
        DEMO: '0',
        KILL_SWITCH: '1',
      }),
    ).toEqual({
      ok: true,
      value: {
        port: 8080,
        origin: 'https://hub.example.jp',
        dataDir: '/srv/hub',
        databaseFile: '/srv/hub/hub.sqlite',
        keyFile: '/run/keys.json',
        demo: false,
        killSwitch: true,
      },
    });
  });
});
