import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addConsoleUser } from '../people/add-console-user.ts';
import { recentAudit } from '../store/audit-chain.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, TESTER, valueOf, type TestMunicipality } from '../testing/a-municipality.ts';
import { CONSOLE_ABSOLUTE_MS, CONSOLE_IDLE_MS, signIn, signOut, whoIs } from './console-session.ts';
import { clearConsoleToken, readConsoleToken, writeConsoleToken } from './console-cookie.ts';
import { DECOY_HASH, hashPassword, isPassword } from './password.ts';

const PASSWORD = 'correct horse battery';

let test: TestHub;
let town: TestMunicipality;

beforeEach(async () => {
  test = await aHub();
  town = await aMunicipality(test.hub);
  const user = { municipality: town.code, login: 'hanako', name: '母子 花子', password: PASSWORD };
  valueOf(await addConsoleUser(test.hub, TESTER, user));
});

afterEach(async () => {
  await test.dispose();
});

const attempt = (password: string, login = 'hanako', address = '192.0.2.1') =>
  signIn(test.hub, { login, password, address });

const codeOf = async (password: string, login?: string, address?: string): Promise<string | undefined> => {
  const outcome = await attempt(password, login, address);
  return outcome.ok ? undefined : outcome.error.code;
};

const actions = async (): Promise<string[]> =>
  (await recentAudit(test.hub.store.db, town.code, { before: 1e9, limit: 50 })).map(({ action }) => action);

describe('signIn', () => {
  it('lets in who knows the password, as a user of their municipality', async () => {
    const token = valueOf(await attempt(PASSWORD));
    expect(await whoIs(test.hub, token)).toMatchObject({
      name: '母子 花子',
      municipality: { code: town.code },
    });
    expect(await actions()).toContain('signed-in');
  });

  it('keeps only a keyed hash of the token', async () => {
    const token = valueOf(await attempt(PASSWORD));
    const rows = await test.hub.store.db.selectFrom('console_session').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('takes the name in any case, and a password typed in full width', async () => {
    valueOf(await attempt(PASSWORD, ' HanaKo '));
    valueOf(
      await attempt(
        PASSWORD.replaceAll(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
      ),
    );
  });

  it('says the same of a wrong password and an unknown name', async () => {
    expect(await codeOf('wrong')).toBe('sign-in-failed');
    expect(await codeOf(PASSWORD, 'nobody', '192.0.2.2')).toBe('sign-in-failed');
    expect(await actions()).toContain('sign-in-refused');
  });

  it('stops after five wrong tries for a name, from wherever, and for five minutes', async () => {
    for (let index = 0; index < 5; index += 1) {
      expect(await codeOf('wrong', 'hanako', `192.0.2.${String(index)}`)).toBe('sign-in-failed');
    }
    expect(await codeOf(PASSWORD, 'hanako', '198.51.100.1')).toBe('rate-limited');
    test.clock.ms += 5 * 60_000;
    expect(await codeOf(PASSWORD, 'hanako', '198.51.100.1')).toBeUndefined();
  });

  it('stops an address that tries many names', async () => {
    for (let index = 0; index < 5; index += 1) await attempt('wrong', `name${String(index)}`);
    expect(await codeOf(PASSWORD)).toBe('rate-limited');
    expect(await codeOf(PASSWORD, 'hanako', '198.51.100.1')).toBeUndefined();
  });

  it('closes an account after a hundred wrong passwords in a row', async () => {
    await test.hub.store.db.updateTable('console_user').set({ wrong_tries: 100 }).execute();
    expect(await codeOf(PASSWORD)).toBe('sign-in-failed');
  });

  it('counts from nothing again after a right password', async () => {
    await attempt('wrong');
    await attempt(PASSWORD);
    const [row] = await test.hub.store.db.selectFrom('console_user').select('wrong_tries').execute();
    expect(row?.wrong_tries).toBe(0);
  });
});

describe('a session', () => {
  it('ends after half an hour without a request', async () => {
    const token = valueOf(await attempt(PASSWORD));
    test.clock.ms += CONSOLE_IDLE_MS;
    expect(await whoIs(test.hub, token)).toBeDefined();
    test.clock.ms += CONSOLE_IDLE_MS + 1;
    expect(await whoIs(test.hub, token)).toBeUndefined();
    test.clock.ms -= CONSOLE_IDLE_MS;
    expect(await whoIs(test.hub, token)).toBeUndefined();
  });

  it('ends after ten hours whatever is done', async () => {
    const token = valueOf(await attempt(PASSWORD));
    for (let past = 0; past + CONSOLE_IDLE_MS < CONSOLE_ABSOLUTE_MS; past += CONSOLE_IDLE_MS) {
      test.clock.ms += CONSOLE_IDLE_MS;
      expect(await whoIs(test.hub, token)).toBeDefined();
    }
    test.clock.ms += CONSOLE_IDLE_MS;
    expect(await whoIs(test.hub, token)).toBeUndefined();
  });

  it('ends at sign-out', async () => {
    const token = valueOf(await attempt(PASSWORD));
    const user = await whoIs(test.hub, token);
    if (user === undefined) throw new Error('nobody');
    await signOut(test.hub, token, user);
    expect(await whoIs(test.hub, token)).toBeUndefined();
    expect(await actions()).toContain('signed-out');
  });

  it('is nobody’s with a made-up token', async () => {
    expect(await whoIs(test.hub, 'A'.repeat(43))).toBeUndefined();
  });
});

describe('addConsoleUser', () => {
  it.each([
    ['a short password', { password: 'elevenchars' }, 'password'],
    ['a name to sign in with that has a space', { login: 'a b' }, 'login'],
    ['a name that is taken', { login: 'hanako' }, 'login'],
    ['no name', { name: ' ' }, 'name'],
  ])('refuses %s', async (_, change, field) => {
    const user = { municipality: town.code, login: 'taro', name: '太郎', password: PASSWORD, ...change };
    const outcome = await addConsoleUser(test.hub, TESTER, user);
    expect(outcome).toMatchObject({ ok: false, error: { detail: { field } } });
  });
});

describe('isPassword', () => {
  it('is true for the password alone', async () => {
    const stored = await hashPassword('one', new Uint8Array(16));
    expect(stored).toMatch(/^argon2id\$32768\$2\$[\w-]{22}\$[\w-]{43}$/);
    expect(await isPassword('one', stored)).toBe(true);
    expect(await isPassword('two', stored)).toBe(false);
    expect(await isPassword('one', DECOY_HASH)).toBe(false);
  });
});

describe('the cookie', () => {
  interface Written {
    readonly name: string;
    readonly value: string;
    readonly options: object;
  }
  const aJar = () => {
    const written: Written[] = [];
    return {
      written,
      get: (name: string) => written.find((cookie) => cookie.name === name)?.value,
      set: (name: string, value: string, options: object) => void written.push({ name, value, options }),
      delete: (name: string, options: object) => void written.push({ name, value: '', options }),
    };
  };
  const token = 'A'.repeat(43);

  it('is bound to the host, unreadable for scripts and never sent from other sites', () => {
    const jar = aJar();
    const url = new URL('https://hub.example.lg.jp/hub');
    writeConsoleToken(jar, url, token);
    expect(jar.written).toEqual([
      {
        name: '__Host-hagukumi-console',
        value: token,
        options: { path: '/', httpOnly: true, sameSite: 'strict', secure: true, maxAge: 36_000 },
      },
    ]);
    expect(readConsoleToken(jar, url)).toBe(token);
  });

  it('works on plain localhost too', () => {
    const jar = aJar();
    const url = new URL('http://localhost:3000/hub');
    writeConsoleToken(jar, url, token);
    expect(jar.written[0]).toMatchObject({ name: 'hagukumi-console', options: { secure: false } });
    clearConsoleToken(jar, url);
    expect(jar.written[1]).toMatchObject({ name: 'hagukumi-console', value: '' });
  });

  it('is ignored when it is no token', () => {
    const jar = aJar();
    const url = new URL('http://localhost:3000/hub');
    writeConsoleToken(jar, url, '../../etc');
    expect(readConsoleToken(jar, url)).toBeUndefined();
  });
});
