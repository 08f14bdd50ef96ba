import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HubKeys } from '../contract/bundle.ts';
import { KeyFile } from '../contract/key-file.ts';
import { FORM_TYPE } from '../contract/receipt.ts';
import { PROGRAM_TABLE } from '../catalog/programs.ts';
import { PROGRAMS } from '../domain/program.ts';
import { verifyJws } from '../crypto/jws.ts';
import { isReadableByOthers } from './keys/key-file.ts';
import { listForms } from './store/forms.ts';
import { aHub, type TestHub } from './testing/a-hub.ts';

let test: TestHub;

beforeEach(async () => {
  test = await aHub();
});

afterEach(async () => {
  await test.dispose();
});

const again = () => aHub(test.env);

describe('composeHub', () => {
  it('makes a key file on the first start that only its owner reads', () => {
    expect(statSync(test.env.keyFile).mode & 0o777).toBe(0o600);
    expect(isReadableByOthers(test.env.keyFile)).toBe(false);
    chmodSync(test.env.keyFile, 0o640);
    expect(isReadableByOthers(test.env.keyFile)).toBe(true);
  });

  it('publishes one key of each kind, with ids of at most 8 characters and no private part', () => {
    const published = HubKeys.parse(test.hub.keys.published);
    const file = KeyFile.parse(JSON.parse(readFileSync(test.env.keyFile, 'utf8')));
    expect(file.keys.map(({ purpose }) => purpose)).toEqual(['seal', 'receipt', 'ticket', 'form']);
    for (const { kid } of file.keys) expect(kid).toMatch(/^[srtf][0-9a-z]{6}$/);
    const text = JSON.stringify(published);
    for (const key of file.keys) expect(text).not.toContain('d' in key ? key.d : key.privateKey);
  });

  it('keeps its keys at the next start and publishes no form twice', async () => {
    const forms = await listForms(test.hub.store.db);
    expect(forms).toHaveLength(PROGRAM_TABLE['infant-3-4m'].sections.length);
    const next = await again();
    expect(next.hub.keys.published).toEqual(test.hub.keys.published);
    expect(await listForms(next.hub.store.db)).toEqual(forms);
    await next.hub.close();
  });

  it('publishes the forms of every program', async () => {
    const whole = await aHub(undefined, 64, PROGRAMS);
    const published = (await listForms(whole.hub.store.db)).map(
      ({ program, section }) => `${program} ${section}`,
    );
    const wanted = PROGRAMS.flatMap((program) =>
      PROGRAM_TABLE[program].sections.map(({ section }) => `${program} ${section}`),
    );
    expect(published).toEqual(wanted);
    await whole.dispose();
  }, 60_000);

  it('signs every form so that a tablet can check it', async () => {
    for (const form of await listForms(test.hub.store.db)) {
      expect(await verifyJws(FORM_TYPE, form.jws, test.hub.keys.published.form)).toBe(form.questionnaire);
    }
  });

  it('does not start with new keys on an old store', async () => {
    rmSync(test.env.keyFile);
    await expect(again()).rejects.toThrow('HUB_KEY_FILE is missing');
  });

  it('does not start with the keys of another hub', async () => {
    const other = await aHub();
    writeFileSync(test.env.keyFile, readFileSync(other.env.keyFile));
    await expect(again()).rejects.toThrow('HUB_KEY_FILE is not the key file of this store');
    await other.dispose();
  });

  it.each(['', 'no json', '{"schemaVersion":1}', '{"schemaVersion":2,"atRest":"","keys":[]}'])(
    'says plainly that a key file is damaged: %j',
    async (text) => {
      writeFileSync(test.env.keyFile, text);
      await expect(again()).rejects.toThrow('HUB_KEY_FILE is damaged');
    },
  );
});
